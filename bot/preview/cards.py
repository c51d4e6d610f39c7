"""Scenes of the one message of a conversation."""

from collections.abc import Iterator
from dataclasses import replace

from bot.preview.stage import (
    ASSESSMENT,
    MUST_BE_THERE,
    UNDERSTOOD,
    advice_on,
    advise_of,
    ask_of,
    tasks_of,
    with_rules,
)
from bot.views.advice import REASONS_SHOWN
from bot.words import Words
from dialogs.messages import Advise, Ask, Cancelled, Card, Describe, Expired, PickTask
from dialogs.session import Verdict
from knowledge.advice_model import Part, Understood
from knowledge.model import Fit, Lean


def cards(words: Words, task: str) -> Iterator[tuple[str, Card]]:
    """Every card."""
    yield "describe", Describe(ASSESSMENT, 0)
    for question in words.questions:
        yield f"ask {question}", ask_of(words, question, task=task)
        chosen = words.options(question)[-1].id
        yield f"ask {question} again", ask_of(words, question, chosen=chosen, task=task)
    yield "ask a dropped question", ask_of(words, "dropped", chosen="dropped", task=task)
    yield "ask the first", Ask(ASSESSMENT, 1, task, next(iter(words.questions)), 1, 6, None, {})
    for fit in Fit:
        for lean in Lean:
            yield f"advise {fit} {lean}", advise_of(words, fit, lean, task)
    bare = advice_on(words, task=task).model_copy(
        update={"kind": None, "because": (), "benefits": (), "caveats": (), "flips": (), "p_kpo": 0.5}
    )
    yield "advise on nothing", Advise(ASSESSMENT, 1, task, {}, bare)
    support = advice_on(words, task=task).model_copy(update={"kind": "customer_support"})
    yield "advise at the front office", Advise(ASSESSMENT, 1, task, {}, support)
    yield from understood_cards(words, task)
    yield from advised_cards(words, task)
    for count in (2, 3, 20):
        yield f"pick of {count}", PickTask(ASSESSMENT, 2, task, tasks_of(task, count))
    yield "cancelled", Cancelled(ASSESSMENT, 2, task)
    yield "cancelled before a task", Cancelled(ASSESSMENT, 2, "")
    for answered in (0, 1, 4):
        yield f"expired after {answered}", Expired(ASSESSMENT, 5, task, answered)


def understood_cards(words: Words, task: str) -> Iterator[tuple[str, Card]]:
    """Questions with something read from the words."""
    asked = replace(ask_of(words, "judgment", task=task), answers={"expertise": "degree"})
    yield "ask, one read", replace(asked, understood=UNDERSTOOD[:1])
    yield "ask, several read", replace(asked, understood=UNDERSTOOD, kind="payroll")
    many = tuple(
        Understood(question=each, option=words.options(each)[0].id, words="so") for each in words.questions
    )
    yield "ask, many read", replace(asked, answers={}, understood=many)
    yield "ask, a kind read", replace(asked, kind="payroll")
    read = Understood(question="repetition", option="same", words=task[:90])
    yield "ask what was read", replace(asked, question="repetition", chosen="same", understood=(read,))


def advised_cards(words: Words, task: str) -> Iterator[tuple[str, Advise]]:
    """Advice with each of the things that may stand on it."""
    card = advise_of(words, task=task)
    read = card.advice.model_copy(update={"understood": UNDERSTOOD})
    yield "advise, some read", replace(card, answers={"domain": "people"}, advice=read)
    kept = read.model_copy(update={"fit": Fit.KEEP, "understood": (MUST_BE_THERE,)})
    told = tuple(each for each in read.because if each.words is not None)
    alone = read.model_copy(update={"because": told})
    yield "advise, by the words alone", replace(card, answers={}, advice=alone)
    one_more = read.model_copy(update={"because": read.because[: REASONS_SHOWN + 1]})
    yield "advise, one reason left out", replace(card, answers={}, advice=one_more)
    yield "advise to keep, as read", replace(card, answers={}, advice=kept)
    parts = (
        Part(text=task, lean=Lean.BPO, p_kpo=0.1, kind="payroll"),
        Part(text=task, lean=Lean.KPO, p_kpo=0.9, kind=None),
    )
    split = card.advice.model_copy(update={"fit": Fit.SPLIT, "parts": parts})
    yield "advise to split, with parts", replace(card, answers={}, advice=split)
    for rules in (("counsel",), ("never", "counsel")):
        yield f"advise by {len(rules)} rules", replace(card, advice=with_rules(card.advice, *rules))
    yield "advise, stopped", replace(card, more=True, stopped=True)
    for count in (1, 19):
        yield f"advise, {count} waiting", replace(card, more=True, waiting=tasks_of(task, count))
    same = Verdict("1.0", Lean.BPO, Fit.OUTSOURCE, 0.2)
    yield "advise as before", replace(card, pack="2.0", given=same)
    yield "advise otherwise than before", replace(card, pack="2.0", given=replace(same, lean=Lean.KPO))
