"""Every word that a person reads: ours from text/<language>.yaml, the pack's by id."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from bot.wording import Wording as Own
from knowledge import Knowledge
from knowledge.model import Family, Fit, Option, Question, Source
from knowledge.wording import ENGLISH, QuestionWords, Wording


@dataclass(frozen=True, slots=True)
class Words:
    """Our own wording, and what the views need of the pack.

    Attributes:
        own: what the app says itself.
        pack: what the pack says, by id.
        questions: the pack's questions by id; their options are in the order to show.
        families: the family of each kind of service.
        organization: whose own rules the pack holds, "" when it holds none.
        rules: the fit that each of those rules decides, if it decides one.
        sources: where each concept's explanation comes from.
        see_also: concepts to read on with, by concept.
    """

    own: Own
    pack: Wording
    questions: dict[str, Question]
    families: dict[str, Family]
    organization: str
    rules: dict[str, Fit | None]
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

    def answered(self, question: str, option: str) -> str:
        """The question's name with an answer to it."""
        return self.own.advice.answered.format(
            question=self.label(question), answer=self.answer(question, option)
        )

    def label(self, question: str) -> str:
        """The question's name in lists."""
        found = self.question(question)
        return found.label if found else question

    def kind(self, kind: str | None) -> str:
        """The kind of service with its family; "" when there is none."""
        if kind is None or kind not in self.pack.kinds:
            return ""
        name, family = self.pack.kinds[kind], self.families.get(kind)
        return self.own.advice.families[family].format(kind=name) if family else name

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
        organization=pack.organization,
        rules={rule.id: rule.fit for rule in pack.rules},
        sources={concept.id: sources[concept.source] for concept in pack.concepts},
        see_also={concept.id: concept.see_also for concept in pack.concepts},
    )


def read_wording(language: str = ENGLISH) -> dict[str, Any]:
    """Our own wording as it stands in its files: each holds some of the sections.

    Raises:
        FileNotFoundError: we do not speak that language.
    """
    read: dict[str, Any] = {}
    for file in sorted(files("bot").joinpath("text", language).iterdir(), key=lambda each: each.name):
        read |= yaml.safe_load(file.read_text(encoding="utf-8"))
    return read
