"""What the task's own words spoke for is told in the reader's language, and the words as they were typed."""

import pytest

from bot.views.reasons import spoken_reason
from bot.words import load
from knowledge import Knowledge
from knowledge.advice_model import Because


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "payroll", "The word “payroll”"),
        ("en", "monthly payroll", "The words “monthly payroll”"),
        ("en", "", "Other words"),
        ("es", "payroll", "La palabra “payroll”"),
        ("es", "monthly payroll", "Las palabras “monthly payroll”"),
        ("es", "", "Otras palabras"),
    ],
)
def test_words_are_named_as_words(knowledge: Knowledge, language: str, said: str, told: str) -> None:
    reason = Because(evidence="in English", weight=-0.7, words=said)

    assert spoken_reason(reason, load(knowledge, language)).endswith(f"· {told}")


def test_what_the_knowledge_says_in_english_is_told_in_any_language(knowledge: Knowledge) -> None:
    because = knowledge.classify("monthly payroll and patent research for 40 people", {}).because
    told = [spoken_reason(reason, load(knowledge)) for reason in because]

    assert [line.split("· ", 1)[1] for line in told] == [reason.evidence for reason in because]
