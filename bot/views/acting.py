"""What can be done about an advice: a few buttons, and the rest behind three dots."""

from bot.views.beside import Beside
from bot.views.controls import Choice, button, menu, more_menu
from bot.views.message import Part
from bot.views.parts import row
from bot.wire import PressKeep, PressOrder, PressShare, Share
from bot.wire.decisions import PressDecide
from bot.wire.exports import Format, PressExport
from bot.wire.opinions import PressAsk
from bot.words import Words
from dialogs.messages import Advise, Command


def act_on(card: Advise, words: Words, beside: Beside, *, private: bool) -> Part:
    """The row under an advice; `private`: it stands in a channel, and only its reader sees it."""
    changes, further = _changes(card, words), _further(card, words, private=private)
    choices = _choices(card, words, beside, private=private)
    label = words.own.buttons.change
    return row(
        words.own.short.buttons,
        [*([menu(label, changes)] if changes else []), *map(button, choices), more_menu(further)],
        [*([label] if changes else []), *(choice.label for choice in (*choices, *further))],
    )


def _choices(card: Advise, words: Words, beside: Beside, *, private: bool) -> list[Choice]:
    """What most people do next; to begin anew asks first, which no line behind the dots can."""
    labels, deciding = words.own.buttons, words.own.deciding

    def order(label: str, command: Command, *, primary: bool = False) -> Choice:
        return Choice(label, PressOrder(card.assessment, card.turn, command), primary=primary)

    share = labels.share if private else words.own.sharing.elsewhere
    sharing = Choice(share, PressShare(card.assessment, Share.PREVIEW), primary=private)
    decide = deciding.change if beside.dossier.decision else deciding.button
    restart = PressOrder(card.assessment, card.turn, Command.RESTART)
    return [
        *([order(labels.again, Command.AGAIN, primary=not private)] if card.given else []),
        *([order(labels.more, Command.MORE)] if card.more else []),
        *([] if beside.is_public else [sharing]),
        Choice(decide, PressDecide(card.assessment)),
        Choice(labels.restart, restart, confirm=words.own.restart_confirm),
    ]


def _further(card: Advise, words: Words, *, private: bool) -> list[Choice]:
    """At most five, as Slack takes no more."""
    deciding = words.own.deciding
    keep = Choice(words.own.buttons.keep, PressKeep(card.assessment))
    return [
        Choice(words.own.inviting.button, PressAsk(card.assessment)),
        Choice(deciding.pdf, PressExport(card.assessment, Format.PDF)),
        Choice(deciding.markdown, PressExport(card.assessment, Format.MARKDOWN)),
        *([keep] if private else []),
    ]


def _changes(card: Advise, words: Words) -> list[Choice]:
    return [
        Choice(
            words.answered(question, option),
            PressOrder(card.assessment, card.turn, Command.CHANGE, question),
        )
        for question, option in card.answers.items()
        if words.question(question)
    ]
