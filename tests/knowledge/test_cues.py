"""What a task's own words answer, so that nobody is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Knowledge
from knowledge.cues import CueReader
from knowledge.model import Fit
from tests.knowledge.worlds import ANSWERS, PACK

CUES = CueReader(PACK)


class PatientReader(CueReader):
    """Takes no quick way out."""

    def _may_answer(self, text: str) -> bool:  # noqa: ARG002 - as the quick reader has it
        return True


PATIENT = PatientReader(PACK)
CUE_WORDS = st.sampled_from(
    sorted(
        {
            word
            for cue in PACK.cues
            for phrases in (*cue.phrases.values(), cue.ignored)
            for phrase in phrases
            for word in phrase.split()
        }
        | {"payroll", "analyse", "Customer\u2019s", "don't", "CUSTOMERS'", "5", ".", ",", "PII", "not"}
    )
)


def understood(text: str) -> dict[str, str]:
    return {each.question: each.option for each in CUES.read(text)}


@pytest.mark.parametrize(
    ("task", "question", "option"),
    [
        ("monthly payroll", "volume", "steady"),
        ("invoices, 300 every week", "volume", "steady"),
        ("order taking before Christmas", "volume", "seasonal"),
        ("a one-off migration of our website", "volume", "one_off"),
        ("machine repairs at our site", "presence", "must"),
        ("machine repairs, somebody has to be there: must be done On-Site", "presence", "must"),
        ("packing at our warehouse", "presence", "must"),
        ("bookkeeping, done remotely", "presence", "anywhere"),
        ("typing up patient records", "sensitivity", "regulated"),
        ("HIPAA compliant transcription", "sensitivity", "regulated"),
        ("mailing that uses personal data", "sensitivity", "personal"),
        ("translation of CONFIDENTIAL memos", "sensitivity", "internal"),
        ("analysis of publicly available data", "sensitivity", "none"),
        ("designing our core product", "core", "apart"),
        ("filing, which is not core", "core", "support"),
        ("answer customer calls", "customers", "constantly"),
        ("data entry without customer contact", "customers", "rarely"),
    ],
)
def test_what_the_words_say_is_understood(task: str, question: str, option: str) -> None:
    assert understood(task)[question] == option


@pytest.mark.parametrize(
    "task",
    [
        "no personal data, card data or health records",
        "work that doesn't involve patient records",
        "it can't be done on site",
        "without monthly peaks",
        "we never answer customer calls",
    ],
)
def test_what_is_denied_is_not_understood(task: str) -> None:
    assert understood(task) == {}


@pytest.mark.parametrize(
    "task", ["on-site SEO", "support for our core product", "one-time passwords", "onsightseeing tours"]
)
def test_what_only_looks_like_a_cue_says_nothing(task: str) -> None:
    assert understood(task) == {}


def test_a_denial_ends_with_its_sentence() -> None:
    assert understood("We are not sure. It uses personal data") == {"sensitivity": "personal"}


def test_the_most_sensitive_data_counts() -> None:
    assert understood("personal data and credit-card numbers") == {"sensitivity": "regulated"}


def test_words_that_contradict_each_other_answer_nothing() -> None:
    assert understood("monthly, but mostly before Christmas") == {}


def test_the_words_are_shown_as_typed() -> None:
    [found] = CUES.read("scanning of Patient Records")

    assert found.words == "Patient Records"


@given(text=st.text())
@settings(deadline=None)
def test_no_text_upsets_it_and_the_words_are_always_its_own(text: str) -> None:
    assert all(found.words in text for found in CUES.read(text))


def test_what_is_understood_is_not_asked(knowledge: Knowledge) -> None:
    advice = knowledge.classify("bookkeeping with personal data, done remotely", {})

    assert {"presence", "sensitivity"} <= {each.question for each in advice.understood}
    assert advice.next_question == "core"


def test_what_is_understood_counts_for_fit_and_caveats(knowledge: Knowledge) -> None:
    repairs = knowledge.classify("repairs of our machines on our premises", {})
    typing = knowledge.classify("typing up patient records", {})

    assert (repairs.fit, repairs.caveats[0]) == (Fit.KEEP, "on_site")
    assert typing.caveats[0] == "regulated_data"


def test_a_person_s_answer_goes_before_what_was_understood(knowledge: Knowledge) -> None:
    advice = knowledge.classify("machine repairs at our site", {"presence": "unknown"})

    assert "presence" not in {each.question for each in advice.understood}
    assert advice.fit is not Fit.KEEP


def test_the_kind_that_the_text_names_is_an_understood_business_area(knowledge: Knowledge) -> None:
    [found] = knowledge.classify("invoicing", {}).understood

    assert (found.question, found.option, found.words) == ("domain", "finance", "invoicing")


def test_a_business_area_that_no_longer_fits_the_lean_is_not_understood(knowledge: Knowledge) -> None:
    answers = {"expertise": "expert", "advising": "mainly", "creativity": "much"}

    assert knowledge.classify("invoicing", answers).understood == ()


@given(answers=ANSWERS)
@settings(deadline=None, max_examples=50)
def test_an_understood_answer_never_weighs(knowledge: Knowledge, answers: dict[str, str]) -> None:
    advice = knowledge.classify("answering customer calls every day at our site", answers)
    weighed = {share.question for share in advice.because}

    assert weighed.isdisjoint({each.question for each in advice.understood})


@given(answers=ANSWERS)
@settings(deadline=None, max_examples=50)
def test_nothing_understood_is_asked_or_was_answered(knowledge: Knowledge, answers: dict[str, str]) -> None:
    advice = knowledge.classify("answering customer calls every day at our site", answers)
    questions = {each.question for each in advice.understood}

    assert advice.next_question not in questions
    assert questions.isdisjoint(answers)


@given(words=st.lists(CUE_WORDS, max_size=8))
def test_the_quick_way_out_misses_no_phrase(words: list[str]) -> None:
    text = " ".join(words)

    assert CUES.read(text) == PATIENT.read(text)


@pytest.mark.parametrize(
    "task", ["catering on site", "On-Site training of new staff", "in person interviews", "onsite printing"]
)
def test_a_place_that_is_only_named_is_asked_about(knowledge: Knowledge, task: str) -> None:
    advice = knowledge.classify(task, {})

    assert "presence" not in understood(task)
    assert advice.fit is not Fit.KEEP
    assert asked_until_done(knowledge, task) >= {"presence"}


def asked_until_done(knowledge: Knowledge, task: str) -> set[str]:
    """Every question that is asked of somebody who says "I don't know" each time."""
    answers: dict[str, str] = {}
    while question := knowledge.classify(task, answers).next_question:
        answers[question] = knowledge.pack.question(question).unknown.id
    return set(answers)
