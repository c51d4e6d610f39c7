"""Advice on its way from one person to others: a preview first, then the channel, and back."""

from bot.views.advice import fitting
from bot.views.controls import Choice, button, buttons
from bot.views.decisions import show_decision
from bot.views.inputs import field, modal
from bot.views.message import Message, Part, Parts, View, compose
from bot.views.names import name_channel, name_person
from bot.views.parts import plain_text, rule, say, say_marked, whisper_marked
from bot.wire.sharing import CHANNEL_BLOCK, PressShare, PressUnshare, PressUpdate, Share, ShareForm
from bot.words import Words
from dialogs.decided import Decision
from dialogs.messages import Advise
from dialogs.shares import Shared


def share_preview(
    card: Advise, channel: str, words: Words, decision: Decision | None = None, *, public: Words | None = None
) -> Message:
    """What the channel will see, in its own words, with the choice to show it or not."""
    labels = words.own.buttons
    choices = [
        Choice(labels.post, PressShare(card.assessment, Share.POST), primary=True),
        Choice(labels.dismiss, PressShare(card.assessment, Share.DISMISS)),
    ]
    seen = words.own.sharing.preview.format(channel=name_channel(channel, words))
    above = (say_marked(seen), rule())
    below = (rule(), buttons(words.own.short.buttons, choices))
    theirs = public or words
    return compose(fitting(card, theirs, above, below, beside=_decided(decision, theirs)))


def share_modal(
    card: Advise, words: Words, decision: Decision | None = None, *, public: Words | None = None
) -> View:
    """The same in a modal, which also asks for the channel."""
    own = words.own.sharing
    where = {
        "type": "conversations_select",
        "placeholder": plain_text(own.channel_placeholder),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    theirs = public or words
    shown = fitting(card, theirs, (say(own.will_see), rule()), (), beside=_decided(decision, theirs))
    blocks = [
        field(CHANNEL_BLOCK, own.channel, where, hint=own.channel_hint),
        *(part.block for part in shown),
    ]
    return modal(ShareForm(card.assessment), own.title, blocks, close=own.close, submit=own.submit)


def channel_missing(words: Words) -> dict[str, str]:
    """The form's fault without a channel, by block."""
    return {CHANNEL_BLOCK: words.own.sharing.channel_missing}


def channel_refused(words: Words) -> dict[str, str]:
    """The form's fault for a channel that the workspace does not want, by block."""
    return {CHANNEL_BLOCK: words.own.sharing.channel_refused}


def shared(
    card: Advise, person: str, words: Words, decision: Decision | None = None, *, channel: str = ""
) -> Message:
    """The advice for a channel, said to be that person's; only they see the one button that is on it."""
    attribution = whisper_marked(words.own.sharing.shared.format(person=name_person(person, words)))
    below = (_unshare(card.assessment, channel, person, words),) if channel else ()
    return compose(fitting(card, words, (attribution,), below, beside=_decided(decision, words)))


def share_done(shared: Shared, words: Words) -> Message:
    """Says where it stands now, and what can be done about it."""
    own = words.own.sharing
    said = own.done if shared.is_reachable else own.done_unreachable
    return _told(said, shared, words, [_back(shared, words)] if shared.is_reachable else [])


def share_unsure(channel: str, words: Words) -> Message:
    """Slack broke off: it may stand there or not."""
    return _about(words.own.sharing.unsure, channel, words)


def share_again(shared: Shared, words: Words) -> Message:
    """Says that it stands there already."""
    own = words.own.sharing
    if not shared.is_reachable:
        return _told(own.already_unreachable, shared, words, [])
    update = Choice(own.update, PressUpdate(shared.assessment, shared.channel), primary=True)
    return _told(own.already, shared, words, [update, _back(shared, words)])


def share_updated(channel: str, words: Words) -> Message:
    """The message shows the advice as it is now."""
    return _about(words.own.sharing.updated, channel, words)


def taken_back(channel: str, words: Words) -> Message:
    """The message is gone."""
    return _about(words.own.sharing.taken_back, channel, words)


def cannot_share(channel: str, words: Words) -> Message:
    """We are no member there: how to invite us."""
    return _about(words.own.sharing.cannot, channel, words)


def not_shared(words: Words) -> Message:
    """There is nothing to take back."""
    return compose([say(words.own.sharing.not_shared)])


def not_yours_to_unshare(words: Words) -> Message:
    """Somebody else showed it."""
    return compose([say(words.own.sharing.not_yours)])


def kept(words: Words) -> Message:
    """Says that the advice is in the DM."""
    return compose([say(words.own.sharing.kept)])


def _decided(decision: Decision | None, words: Words) -> Parts:
    return show_decision(decision, words, reminds=False) if decision else ()


def _unshare(assessment: str, channel: str, person: str, words: Words) -> Part:
    label = words.own.sharing.unshare
    made = button(Choice(label, PressUnshare(assessment, channel)))
    spoken = words.own.sharing.unshare_spoken.format(person=name_person(person, words), choices=label)
    return Part({"type": "actions", "elements": [made | {"visible_to_user_ids": [person]}]}, spoken)


def _back(shared: Shared, words: Words) -> Choice:
    return Choice(words.own.sharing.unshare, PressUnshare(shared.assessment, shared.channel))


def _told(template: str, shared: Shared, words: Words, choices: list[Choice]) -> Message:
    text = template.format(channel=name_channel(shared.channel, words), date=words.date(shared.at))
    return compose([say_marked(text), *([buttons(words.own.short.buttons, choices)] if choices else [])])


def _about(template: str, channel: str, words: Words) -> Message:
    return compose([say_marked(template.format(channel=name_channel(channel, words)))])
