"""Every word that a person reads: ours from text/<language>.yaml, the pack's by id."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from bot.wording import Wording as Own
from knowledge import Knowledge
from knowledge.model import ENGLISH, Family, Option, Question, QuestionWords, Source, Wording


@dataclass(frozen=True, slots=True)
class Words:
    """Our own wording, and what the views need of the pack.

    Attributes:
        own: what the app says itself.
        pack: what the pack says, by id.
        questions: the pack's questions by id; their options are in the order to show.
        families: the family of each kind of service.
        sources: where each concept's explanation comes from.
        see_also: concepts to read on with, by concept.
    """

    own: Own
    pack: Wording
    questions: dict[str, Question]
    families: dict[str, Family]
    sources: dict[str, Source]
    see_also: dict[str, tuple[str, ...]]

    def question(self, question: str) -> QuestionWords | None:
        """How a question reads; None when a later pack dropped it."""
        return self.pack.questions.get(question)

    def answer(self, question: str, option: str) -> str:
        """How an answer reads; its bare id when a later pack dropped it."""
        found = self.question(question)
        words = found.options.get(option) if found else None
        return words.text if words else option

    def label(self, question: str) -> str:
        """The question's name in lists."""
        found = self.question(question)
        return found.label if found else question

    def options(self, question: str) -> tuple[Option, ...]:
        """The options of a question in the pack's order, by which people also number them."""
        found = self.questions.get(question)
        return found.options if found else ()


def load(knowledge: Knowledge, language: str = ENGLISH) -> Words:
    """The words of that language.

    Raises:
        FileNotFoundError: we do not speak that language.
        pydantic.ValidationError: our own wording has missing or unknown keys.
    """
    pack = knowledge.pack
    sources = {source.id: source for source in pack.sources}
    return Words(
        own=Own.model_validate(read_wording(language)),
        pack=knowledge.words(language),
        questions={question.id: question for question in pack.questions},
        families={kind.id: kind.family for kind in pack.kinds},
        sources={concept.id: sources[concept.source] for concept in pack.concepts},
        see_also={concept.id: concept.see_also for concept in pack.concepts},
    )


def read_wording(language: str = ENGLISH) -> dict[str, Any]:
    """Our own wording as it stands in its file."""
    text = files("bot").joinpath("text", f"{language}.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read
