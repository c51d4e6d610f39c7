"""In every language that we ship, what people say is understood as what it says."""

import pytest

from dialogs.commands import Ordered
from dialogs.messages import Command
from dialogs.phrases import languages, phrases
from dialogs.text_cleaning import plain_wording
from dialogs.understand import Picked, Wondered, understand_answer, understand_other
from knowledge import Knowledge


@pytest.mark.parametrize("language", languages())
def test_no_command_is_taken_for_an_answer(knowledge: Knowledge, language: str) -> None:
    said = [(c, phrase) for c, each in phrases(language).commands.items() for phrase in each]
    taken = [
        (question.id, phrase)
        for question in knowledge.pack.questions
        for command, phrase in said
        if understand_answer(knowledge, phrase, question.id, language) != Ordered(command)
    ]

    assert taken == []


@pytest.mark.parametrize("language", languages())
def test_every_way_of_saying_an_option_picks_it(knowledge: Knowledge, language: str) -> None:
    missed = [
        (question, said)
        for question, words in knowledge.words(language).questions.items()
        for option, own in words.options.items()
        for said in (own.text, *own.also)
        if understand_answer(knowledge, said, question, language) != Picked(option)
    ]

    assert missed == []


@pytest.mark.parametrize("language", languages())
def test_every_concept_is_explained_by_its_name(knowledge: Knowledge, language: str) -> None:
    opening = {"en": "what is", "es": "¿qué es"}[language]
    missed = []
    for concept, words in knowledge.words(language).concepts.items():
        understood = understand_other(knowledge, f"{opening} {plain_wording(words.title)}?", {}, language)
        if not isinstance(understood, Wondered) or understood.explanation.concept != concept:
            missed.append((concept, words.title))

    assert missed == []


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("¿Qué es KPO?", "kpo"),
        ("¿Cuál es la diferencia entre BPO y KPO?", "bpo_vs_kpo"),
        ("BPO frente a KPO", "bpo_vs_kpo"),
        ("¿en qué se diferencian BPO y KPO?", "bpo_vs_kpo"),
        ("¿Qué ventajas tiene el KPO?", "benefits_of_kpo"),
        ("dame ejemplos de KPO, por favor", "examples_of_kpo"),
        ("por qué kpo", "benefits_of_kpo"),
        ("¿cuándo usar KPO?", "which_to_choose"),
        ("¿qué significa externalizar?", "outsourcing"),
        ("what is KPO?", "kpo"),
    ],
)
def test_a_question_to_us_in_spanish(knowledge: Knowledge, text: str, concept: str) -> None:
    understood = understand_other(knowledge, text, {}, "es")

    assert isinstance(understood, Wondered)
    assert understood.explanation.concept == concept


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("¿las nóminas son BPO?", "payroll"),
        ("¿Es la facturación BPO o KPO?", "billing"),
        ("¿qué es el análisis de datos?", "data_analysis"),
    ],
)
def test_where_a_service_belongs_is_asked_in_spanish(knowledge: Knowledge, text: str, kind: str) -> None:
    understood = understand_other(knowledge, text, {}, "es")

    assert isinstance(understood, Wondered)
    assert understood.explanation.kind == kind
    assert understood.explanation.service is None


@pytest.mark.parametrize("text", ["nóminas mensuales", "queremos pasar las nóminas a un proveedor de BPO"])
def test_a_task_in_spanish_is_no_question(knowledge: Knowledge, text: str) -> None:
    assert not isinstance(understand_other(knowledge, text, {}, "es"), Wondered | Ordered)


def test_help_is_help_everywhere(knowledge: Knowledge) -> None:
    for question in knowledge.pack.questions:
        assert understand_answer(knowledge, "ayuda", question.id, "es") == Ordered(Command.HELP)
