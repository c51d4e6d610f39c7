"""Scenes of the words above a card."""

from collections.abc import Iterator

from bot.preview.stage import UNDERSTOOD, answers_of
from bot.words import Words
from dialogs.messages import (
    AskedAnew,
    ChangeWhich,
    Explained,
    Help,
    Late,
    NotEnglish,
    NothingBefore,
    NothingMore,
    NothingOpen,
    Notice,
    NotUnderstood,
    Status,
    TaskCut,
    TasksCut,
    Welcome,
    Why,
)
from knowledge.explain import Explanation


def notices(words: Words, typed: str) -> Iterator[tuple[str, Notice]]:
    """Every notice."""
    question = next(iter(words.questions))
    answers = answers_of(words)
    yield "welcome", Welcome()
    yield "not understood", NotUnderstood(typed)
    yield "why", Why(question)
    yield "why a dropped question", Why("dropped")
    yield "help", Help()
    yield "status", Status(typed, answers)
    yield "status of nothing", Status("", {})
    yield "status of what was read", Status(typed, {}, UNDERSTOOD)
    yield "change which", ChangeWhich(answers)
    yield "change one", ChangeWhich(dict(list(answers.items())[:1]))
    yield "change nothing", ChangeWhich({})
    yield "late", Late()
    yield "nothing before", NothingBefore()
    yield "nothing open", NothingOpen()
    yield "asked anew", AskedAnew()
    yield "nothing more", NothingMore()
    yield "not English", NotEnglish()
    yield "task cut", TaskCut(2_000)
    yield "tasks cut", TasksCut(20)
    for concept in words.pack.concepts:
        explanation = Explanation(concept=concept, offers=words.see_also[concept])
        yield f"explained {concept}", Explained(explanation)
    kind = next(iter(words.pack.kinds))
    yield "explained a kind", Explained(Explanation(concept="back_office", kind=kind))
    asked = Explanation(concept="kpo", kind="market_research", service="survey design", contested=True)
    yield "explained a service", Explained(asked)
    yield "can't explain", Explained(Explanation(concept=None))
