"""Questions to us, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge
from knowledge.explain import read_aloud


@pytest.mark.parametrize(
    ("question", "concept"),
    [
        ("what is KPO", "kpo"),
        ("What's BPO?", "bpo"),
        ("what does BPO stand for?", "bpo"),
        ("what is knowlege process outsorcing", "kpo"),
        ("explain kpo please", "kpo"),
        ("KPO?", "kpo"),
        ("difference between BPO and KPO", "bpo_vs_kpo"),
        ("What\u2019s the difference between BPO and KPO?", "bpo_vs_kpo"),
        ("BPO vs. KPO", "bpo_vs_kpo"),
        ("how do BPO and KPO differ?", "bpo_vs_kpo"),
        ("examples of back-office", "back_office"),
        ("give me some examples of KPO", "examples_of_kpo"),
        ("benefits of BPO", "benefits_of_bpo"),
        ("what are the benefits of outsourcing?", "benefits_of_outsourcing"),
        ("when should we choose KPO?", "which_to_choose"),
    ],
)
def test_a_question_to_us_is_answered(knowledge: Knowledge, question: str, concept: str) -> None:
    explanation = knowledge.explain(question)

    assert explanation is not None
    assert explanation.concept == concept


def test_a_kind_of_service_is_put_where_it_belongs(knowledge: Knowledge) -> None:
    explanation = knowledge.explain("is market research KPO?")

    assert explanation is not None
    assert (explanation.concept, explanation.kind) == ("kpo", "market_research")


def test_what_we_do_not_know_gets_an_offer_of_what_we_do(knowledge: Knowledge) -> None:
    explanation = knowledge.explain("what is blockchain?")

    assert explanation is not None
    assert explanation.concept is None
    assert len(explanation.offers) > 1


@pytest.mark.parametrize(
    "text",
    [
        "monthly payroll",
        "should we outsource payroll?",
        "can we outsource our back office?",
        "back office",
        "payroll",
        "market research",
        "benefits administration",
        "explain contracts to customers",
        "list invoices by customer",
        "compare supplier prices",
        "what should we do with our call center, which takes 300 calls a day and has trouble keeping people?",
        "is drafting patents something to outsource?",
        "yes",
        "2",
        "I don't know",
        "",
        "🙂",
    ],
)
def test_a_task_or_an_answer_is_never_taken_for_a_question_to_us(knowledge: Knowledge, text: str) -> None:
    assert knowledge.explain(text) is None


@given(text=st.text(max_size=300))
@settings(deadline=None)
def test_no_text_upsets_it(knowledge: Knowledge, text: str) -> None:
    explanation = knowledge.explain(text)

    assert explanation is None or explanation.concept or explanation.offers


def test_every_concept_can_be_asked_for_by_each_of_its_phrases(knowledge: Knowledge) -> None:
    words = knowledge.words().concepts
    missed = [
        phrase
        for concept in knowledge.pack.concepts
        for phrase in words[concept.id].also
        if (found := knowledge.explain(f"what is {phrase}")) is None or found.concept != concept.id
    ]

    assert missed == []


def test_reading_aloud_names_the_source(knowledge: Knowledge) -> None:
    text, known = read_aloud(knowledge.pack, "back office")

    assert known
    assert "Source: Understanding BPO vs. KPO (seed article)" in text


def test_reading_aloud_says_so_when_there_is_no_answer(knowledge: Knowledge) -> None:
    text, known = read_aloud(knowledge.pack, "the moon")

    assert not known
    assert text.startswith("I have no answer to that. I can explain: ")
