"""Every message and view that the app can show, so that no rule is tested on a favorite few."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot import views
from bot.views.message import Message
from bot.wire import TaskForm
from bot.words import Words
from dialogs.messages import (
    Advise,
    Ask,
    Cancelled,
    Card,
    ChangeWhich,
    Describe,
    Expired,
    Explained,
    Gone,
    Help,
    Late,
    NotEnglish,
    NothingBefore,
    NothingMore,
    NothingOpen,
    Notice,
    NotUnderstood,
    NotYours,
    PickTask,
    Refused,
    Shown,
    Status,
    TaskCut,
    TasksCut,
    Welcome,
    Why,
)
from dialogs.session import Verdict
from knowledge.advice_model import Advice, Answers, Because, Part, Understood
from knowledge.explain import Explanation
from knowledge.model import Fit, Lean

ASSESSMENT = "Zx3kQ9wLr2TfVb8YcN5m0A"
TASK = "Monthly payroll for 40 people"
PERSON = "U0ALICE"
CHANNEL = "C0FINANCE"


UNDERSTOOD = (
    Understood(question="presence", option="anywhere", words="from home"),
    Understood(question="repetition", option="same", words="every month"),
)


def house(words: Words) -> Words:
    """The same with the rules of an organization's own."""
    rules = {
        "counsel": "Ask <the general counsel> & *me* first.",
        "never": "Regulated personal data never leaves us.",
    }
    pack = words.pack.model_copy(update={"rules": rules})
    decides = {"counsel": None, "never": Fit.KEEP}
    return replace(words, pack=pack, organization="Acme <& Co>", rules=decides)


def answers_of(words: Words, count: int = 99) -> Answers:
    return {question: words.options(question)[0].id for question in list(words.questions)[:count]}


def advice_on(words: Words, fit: Fit = Fit.OUTSOURCE, lean: Lean = Lean.BPO, task: str = TASK) -> Advice:
    """Advice with more of everything than is ever shown."""
    sign, count = (1, 6) if lean is Lean.KPO else (-1, 7)
    asked = [
        Because(
            evidence=f"{question}: {option}",
            weight=sign * (1.6 - number / 5),
            question=question,
            option=option,
        )
        for number, (question, option) in enumerate(answers_of(words, count).items())
    ]
    read = Because(evidence=f"Your words “{task[:40]}”", weight=sign * 0.7)
    kind = "legal" if lean is Lean.KPO else "payroll"
    first, second = list(words.questions)[:2]
    return Advice(
        task=task,
        lean=lean,
        p_kpo=0.88 if lean is Lean.KPO else 0.12,
        fit=fit,
        kind=kind,
        next_question=None,
        because=(*asked, read),
        benefits=tuple(words.pack.benefits),
        caveats=tuple(words.pack.caveats),
        flips=(
            {first: words.options(first)[1].id},
            {first: words.options(first)[1].id, second: words.options(second)[2].id},
        ),
        next_steps=tuple(words.pack.next_steps),
    )


def advise_of(words: Words, fit: Fit = Fit.OUTSOURCE, lean: Lean = Lean.BPO, task: str = TASK) -> Advise:
    answers = answers_of(words) | led_to(fit, words)
    return Advise(ASSESSMENT, 9, task, answers, advice_on(words, fit, lean, task))


def led_to(fit: Fit, words: Words) -> Answers:
    found = ((question.id, option) for question in words.questions.values() for option in question.options)
    return {question: option.id for question, option in found if option.leads is fit}


def ask_of(words: Words, question: str, *, chosen: str | None = None, task: str = TASK) -> Ask:
    return Ask(ASSESSMENT, 3, task, question, 3, 6, chosen, answers_of(words, 2))


def cards(words: Words, task: str = TASK) -> Iterator[tuple[str, Card]]:
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


def tasks_of(task: str, count: int) -> tuple[str, ...]:
    return tuple(f"{number}: {task or 'payroll'}" for number in range(count))


def understood_cards(words: Words, task: str) -> Iterator[tuple[str, Card]]:
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


def advised_cards(words: Words, task: str) -> Iterator[tuple[str, Card]]:
    card = advise_of(words, task=task)
    read = card.advice.model_copy(update={"understood": UNDERSTOOD})
    yield "advise, some read", replace(card, answers={"domain": "people"}, advice=read)
    kept = read.model_copy(update={"fit": Fit.KEEP, "understood": (MUST_BE_THERE,)})
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


MUST_BE_THERE = Understood(question="presence", option="must", words="on site")


def with_rules(advice: Advice, *rules: str) -> Advice:
    return advice.model_copy(update={"rules": rules, "fit": Fit.KEEP if "never" in rules else advice.fit})


def notices(words: Words, typed: str = TASK) -> Iterator[tuple[str, Notice]]:
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


def messages(words: Words, task: str = TASK) -> Iterator[tuple[str, Message]]:
    words = house(words)
    for name, card in cards(words, task):
        yield name, views.draw(Shown(card), words)
        yield f"{name}, privately", views.draw(Shown(card), words, private=True)
    below: list[Card] = [
        Describe(ASSESSMENT, 0),
        ask_of(words, "domain", chosen="unknown", task=task),
        advise_of(words, task=task),
    ]
    for name, notice in notices(words, task):
        for card in below:
            above = f"{name} above {type(card).__name__}"
            yield above, views.draw(Shown(card, notice), words, private=True)
    yield from others(words, task)


def others(words: Words, task: str = TASK) -> Iterator[tuple[str, Message]]:
    for fit in Fit:
        yield f"preview of {fit}", views.share_preview(advise_of(words, fit, task=task), words)
        yield f"shared {fit}", views.shared(advise_of(words, fit, task=task), PERSON, words)
    for name, card in advised_cards(words, task):
        if isinstance(card, Advise):
            yield f"shared {name}", views.shared(card, PERSON, words)
    yield "not yours", views.draw(Refused(NotYours(PERSON)), words)
    yield "not yours, forged", views.refuse(Refused(NotYours("<!channel>")), words)
    yield "gone", views.refuse(Refused(Gone()), words)
    yield "kept", views.kept(words)
    yield "welcome", views.welcome(words)
    yield "help", views.help_message(words)
    yield "explained", views.explained("kpo", words)
    yield "explained what is gone", views.explained("gone", words)
    yield "trouble", views.trouble("K7Q2", words)
    yield "loading", views.loading(words)
    yield "unknown button", views.unknown_button(words)
    yield "not in channel", views.not_in_channel(CHANNEL, words)
    yield "not in a forged channel", views.not_in_channel("<!here>", words)
    yield "busy", views.busy(words)


def all_views(words: Words) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "home", views.home(words)
    yield "task form", views.task_modal(TaskForm(ASSESSMENT, CHANNEL), words)
    yield "empty task form", views.task_modal(TaskForm(), words)


def texts_in(value: Any) -> Iterator[tuple[str, str]]:
    """Every text object's type and text, however deep."""
    if isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn"}:
            yield value["type"], value["text"]
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)


def elements_of(message: Message) -> list[list[dict[str, Any]]]:
    """What can be pressed, row by row; a control beside a paragraph is a row of its own."""
    return [
        block["elements"] if block["type"] == "actions" else [block["accessory"]]
        for block in message["blocks"]
        if block["type"] == "actions" or "accessory" in block
    ]
