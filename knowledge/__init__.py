"""The face of what we know: load a pack, ask it for advice, have it explain."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from knowledge.advice import CONFIDENCE, Adviser
from knowledge.advice_model import Advice, Answers, Outlook
from knowledge.explain import Explainer, Explanation
from knowledge.hearing import FOREIGN, Listener
from knowledge.house_reading import HouseReader
from knowledge.loader import PackFaults, load_pack
from knowledge.model import Lean, Pack
from knowledge.pieces import separate_tasks
from knowledge.planner import likeliest
from knowledge.text_model import SHIPPED
from knowledge.text_reading import TextReader
from knowledge.wording import ENGLISH, Wording, completed

__all__ = ["Knowledge", "PackFaults", "load"]

_KEPT: Final = 256
"""Pieces of advice that are kept for a moment."""


class Knowledge:
    """A pack, ready to be asked; never changes, so one serves every thread and task.

    Attributes:
        pack: what we know, as data.
        questions: its questions by id.

    Raises:
        ValueError: the confidence is not above 0.5 and below 1.
    """

    def __init__(
        self, pack: Pack, *, reader: TextReader | None = None, confidence: float = CONFIDENCE
    ) -> None:
        if not 0.5 < confidence < 1.0:
            raise ValueError(f"the confidence must be above 0.5 and below 1, not {confidence}")
        self.pack = pack
        self.questions = {question.id: question for question in pack.questions}
        english = pack.wording[ENGLISH]
        self._wording = {language: completed(words, english) for language, words in pack.wording.items()}
        if reader and (pack.own_services or pack.dropped_names):
            reader = HouseReader(reader, pack)
        self._reader = reader
        self._listener = Listener(pack, reader)
        self._adviser = Adviser(pack, confidence)
        self._explainer = Explainer(pack)
        self._likeliest = {
            (question.id, lean): likeliest(question, lean) for question in pack.questions for lean in Lean
        }
        # One turn of a conversation asks for the same several times over.
        self._advised = lru_cache(maxsize=_KEPT)(self._advise)
        self._foreseen = lru_cache(maxsize=_KEPT)(self._foresee)

    def words(self, language: str = ENGLISH) -> Wording:
        """The wording in that language, in English where the pack has none in it."""
        return self._wording.get(language, self._wording[ENGLISH])

    def classify(self, task: str, answers: Answers) -> Advice:
        """The advice on that task, as far as text and answers tell; no network, no clock.

        Raises:
            ValueError: the pack knows no such question or option; the message names it.
        """
        self._adviser.classifier.check(answers)
        advice = self._advised(task, tuple(answers.items()))
        return advice._replace(flips=tuple(map(dict, advice.flips))) if advice.flips else advice

    def knows(self, answers: Answers) -> bool:
        """Whether the pack knows each question and option of these."""
        return self._adviser.classifier.knows(answers)

    def _advise(self, task: str, answers: tuple[tuple[str, str], ...]) -> Advice:
        return self._adviser.advise(task, dict(answers), self._listener.hear(task))

    def foresee(self, task: str, answers: Answers) -> Outlook:
        """The advice on that without its reasons: all that a conversation needs until it gives them.

        Raises:
            ValueError: the pack knows no such question or option; the message names it.
        """
        self._adviser.classifier.check(answers)
        return self._foreseen(task, tuple(answers.items()))

    def _foresee(self, task: str, answers: tuple[tuple[str, str], ...]) -> Outlook:
        return self._adviser.foresee(dict(answers), self._listener.hear(task))

    def likeliest(self, question: str, lean: Lean) -> str:
        """The option of that question that tasks of that lean have most often."""
        return self._likeliest[question, lean]

    def ask_more(self, task: str, answers: Answers) -> str | None:
        """One more question for somebody who wants to go on although the advice stands; None: none is left.

        Raises:
            ValueError: the pack knows no such question or option; the message names it.
        """
        self._adviser.classifier.check(answers)
        return self._adviser.ask_more(answers, self._listener.hear(task))

    def tasks(self, text: str) -> tuple[str, ...]:
        """The separate tasks that a message lists; one when it is about one ("invoicing and billing")."""
        return separate_tasks(text)

    def reads_english(self, text: str) -> bool:
        """Whether the text looks English, which is what we read; so does a text of names and numbers."""
        return self._reader is None or self._reader.language_doubt(text) < FOREIGN

    def explain(self, question: str) -> Explanation | None:
        """What we can say about that; None when this is no question to us at all, such as a task."""
        return self._explainer.explain(question)


def load(
    path: Path | None = None,
    *,
    overlays: Sequence[Path] = (),
    reader: TextReader | None = SHIPPED,
    confidence: float = CONFIDENCE,
) -> Knowledge:
    """The knowledge in that folder, by default the pack that we ship.

    Args:
        path: folder of a pack.
        overlays: folders of house packs to lay over it, the last on top.
        reader: reads the task's own words, by default with the model that we ship (loaded when first
            needed); with None only answers count.
        confidence: from this probability (above 0.5, below 1) on the lean counts as settled.

    Raises:
        PackFaults: something is wrong with the pack; every fault is listed.
        ValueError: the confidence is out of range.
    """
    return Knowledge(load_pack(path, overlays), reader=reader, confidence=confidence)
