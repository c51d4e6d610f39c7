"""Made-up facts for every scene: a task, people, answers, and advice with more than is ever shown."""

from dataclasses import replace
from typing import Final

from bot.words import Words
from dialogs.messages import Advise, Ask
from knowledge.advice_model import Advice, Answers, Because, Understood
from knowledge.model import Fit, Lean

ASSESSMENT: Final = "Zx3kQ9wLr2TfVb8YcN5m0A"
TASK: Final = "Monthly payroll for 40 people"
HARD_TASKS: Final = {
    "emoji without end": "😀" * 3_000,
    "right to left": "\u202e\u200bניהול שכר חודשי עבור 40 עובדים ומחקר פטנטים " * 60,  # noqa: RUF001 - Hebrew is the point
    "live markup": "<!channel> *bold* `code` &amp; <https://evil.example|pay> {braces} " * 40,
    "one word": "x" * 3_000,
}
"""As long as a task may be, or longer."""

PERSON: Final = "U0ALICE"
CHANNEL: Final = "C0FINANCE"

UNDERSTOOD: Final = (
    Understood(question="presence", option="anywhere", words="from home"),
    Understood(question="repetition", option="same", words="every month"),
)
MUST_BE_THERE: Final = Understood(question="presence", option="must", words="on site")


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
    """The first answer to each of the first questions."""
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
    read = [
        Because(evidence="", weight=sign * weight, words=said)
        for weight, said in ((0.7, task[:40]), (0.5, "payroll"), (-0.06, ""))
    ]
    kind = "legal" if lean is Lean.KPO else "payroll"
    first, second = list(words.questions)[:2]
    return Advice(
        task=task,
        lean=lean,
        p_kpo=0.88 if lean is Lean.KPO else 0.12,
        fit=fit,
        kind=kind,
        next_question=None,
        because=(*asked, *read),
        benefits=tuple(words.pack.benefits),
        caveats=tuple(words.pack.caveats),
        flips=(
            {first: words.options(first)[1].id},
            {first: words.options(first)[1].id, second: words.options(second)[2].id},
        ),
        next_steps=tuple(words.pack.next_steps),
    )


def advise_of(words: Words, fit: Fit = Fit.OUTSOURCE, lean: Lean = Lean.BPO, task: str = TASK) -> Advise:
    """The card that advises so."""
    answers = answers_of(words) | led_to(fit, words)
    return Advise(ASSESSMENT, 9, task, answers, advice_on(words, fit, lean, task))


def led_to(fit: Fit, words: Words) -> Answers:
    """Whichever answer leads to that fit."""
    found = ((question.id, option) for question in words.questions.values() for option in question.options)
    return {question: option.id for question, option in found if option.leads is fit}


def ask_of(words: Words, question: str, *, chosen: str | None = None, task: str = TASK) -> Ask:
    """The card that asks that question, third of six."""
    return Ask(ASSESSMENT, 3, task, question, 3, 6, chosen, answers_of(words, 2))


def tasks_of(task: str, count: int) -> tuple[str, ...]:
    """Tasks of one message."""
    return tuple(f"{number}: {task or 'payroll'}" for number in range(count))


def with_rules(advice: Advice, *rules: str) -> Advice:
    """The same advice, decided or accompanied by an organization's own rules."""
    return advice.model_copy(update={"rules": rules, "fit": Fit.KEEP if "never" in rules else advice.fit})
