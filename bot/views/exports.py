"""Single sentences around what is given as files."""

from bot.views.advice import fitting
from bot.views.decisions import show_decision
from bot.views.looking import shown
from bot.views.message import Message, View, compose
from bot.views.parts import say
from bot.words import Words
from dialogs.decided import Decided, Decision
from dialogs.messages import Advise


def told(text: str, words: Words) -> View:
    """A sentence of our own wording, in a modal."""
    return shown(words.own.portfolio.memo.title_done, [say(text)], words)


def said(text: str) -> Message:
    """The same, in a message."""
    return compose([say(text)])


def memo_message(card: Advise, decision: Decision | None, words: Words) -> Message:
    """The memo where we may not upload files: why it is none, and then all that would be on it."""
    decided = show_decision(decision, words, reminds=False) if decision else ()
    return compose(fitting(card, words, (say(words.own.portfolio.memo.no_write),), (), beside=decided))


def decision_lines(decision: Decision, person: str, words: Words) -> tuple[str, ...]:
    """What was decided, in plain text, for that reader."""
    own = words.own.portfolio.memo
    template = own.by_me if decision.who == person else own.by_other
    decided = words.own.deciding.choices[Decided(decision.decided)]
    line = template.format(decided=decided, person=decision.who, date=words.date(decision.on))
    return (line, own.reason.format(why=decision.why)) if decision.why else (line,)
