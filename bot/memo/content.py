"""What a memo says, whatever it is written in."""

from datetime import datetime

from bot.studio.orders import Memo, Section
from bot.views.lines import confidence, flip, why, worded
from bot.views.reasons import by_strength, spoken_reason
from bot.views.verdict import name_advice
from bot.words import Words
from dialogs.messages import Advise
from dialogs.text_cleaning import clean
from knowledge.advice_model import Advice


def compose_memo(card: Advise, words: Words, at: datetime, *, decision: tuple[str, ...] = ()) -> Memo:
    """The memo of the advice as it stands.

    Args:
        card: the advice.
        words: in which to write.
        at: when it is written.
        decision: what was decided, in a line or two; none when nothing was.
    """
    own, advice = words.own.portfolio.memo, card.advice
    return Memo(
        title=own.title,
        task_title=own.task,
        task=clean(card.task),
        advice=name_advice(advice, words),
        sure=f"{confidence(advice.lean, advice.p_kpo, words)}. {why(advice, words)}",
        sections=tuple(section for section in _sections(card, words, decision) if section.lines),
        unprintable=own.unprintable,
        foot=own.foot.format(date=words.date(at.date()), pack=card.pack),
    )


def _sections(card: Advise, words: Words, decision: tuple[str, ...]) -> tuple[Section, ...]:
    own, advice, pack = words.own.portfolio.memo, card.advice, words.pack
    return (
        Section(own.decision, decision, least=2),
        Section(own.rules.format(organization=words.organization), tuple(worded(advice.rules, pack.rules))),
        Section(own.reasons, _reasons(advice, words), least=2),
        Section(own.answers, _answers(card, words), least=0),
        Section(own.benefits, tuple(worded(advice.benefits, pack.benefits))),
        Section(own.caveats, tuple(worded(advice.caveats, pack.caveats))),
        Section(own.flips, tuple(flip(answers, words) for answers in advice.flips)),
        Section(own.steps, tuple(worded(advice.next_steps, pack.next_steps)), least=0),
    )


def _reasons(advice: Advice, words: Words) -> tuple[str, ...]:
    return tuple(spoken_reason(reason, words) for reason in by_strength(advice.because))


def _answers(card: Advise, words: Words) -> tuple[str, ...]:
    """What the person said, and then what the task's own words say."""
    read = {
        each.question: each.option for each in card.advice.understood if each.question not in card.answers
    }
    told = {**card.answers, **read}
    return tuple(
        words.answered(question, option) for question, option in told.items() if words.question(question)
    )
