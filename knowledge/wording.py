"""The shapes of the words in which a pack speaks, by language."""

from typing import Final

from pydantic import Field

from knowledge.frozen import Frozen

ENGLISH: Final = "en"


class OptionWords(Frozen):
    """How an option reads, and other ways in which people say it."""

    text: str
    also: tuple[str, ...] = ()


class QuestionWords(Frozen):
    """How a question reads.

    Attributes:
        label: two or three words for lists ("Repetition").
        why: one line that answers "why do you ask?".
        also: other names by which people call it, for `change <answer>`.
    """

    text: str
    label: str
    why: str
    options: dict[str, OptionWords]
    also: tuple[str, ...] = ()


class ConceptWords(Frozen):
    """How a concept is explained, and the phrases by which people ask for it."""

    title: str
    text: str
    also: tuple[str, ...] = ()


class Wording(Frozen):
    """Every word of the pack in one language, by id."""

    language: str
    questions: dict[str, QuestionWords]
    kinds: dict[str, str]
    benefits: dict[str, str]
    caveats: dict[str, str]
    concepts: dict[str, ConceptWords]
    next_steps: dict[str, str] = Field(default_factory=dict)
    rules: dict[str, str] = Field(default_factory=dict)


def completed(words: Wording, english: Wording) -> Wording:
    """The same with English where it says nothing: an organization need not speak all that we do."""
    sections = {
        name: getattr(english, name) | getattr(words, name)
        for name in Wording.model_fields
        if name not in {"language", "questions"}
    }
    questions = {
        question: _completed_question(words.questions[question], own) if question in words.questions else own
        for question, own in english.questions.items()
    }
    return words.model_copy(update={**sections, "questions": {**words.questions, **questions}})


def _completed_question(words: QuestionWords, english: QuestionWords) -> QuestionWords:
    return words.model_copy(update={"options": {**english.options, **words.options}})
