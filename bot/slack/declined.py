"""What Slack declines, by the names that it has for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError

from bot.describing import refusal
from bot.transient import Declined

UNREACHABLE = frozenset(
    {
        "not_in_channel",
        "channel_not_found",
        "is_archived",
        "restricted_action",
        "thread_not_found",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "messages_tab_disabled",
    }
)
"""Slack's names for "you can't post there"."""

GONE = frozenset({"duplicate_message_not_found"})
"""Slack's name for "that was posted once, and is gone"."""

TOO_LATE = frozenset({"expired_trigger_id", "trigger_expired"})
"""Slack's names for "that opens nothing any more"."""

LOST = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
"""Slack's names for "that message can't be edited (any more)"."""


class CannotPost(Declined):
    """We may not post there."""


class AlreadyGone(Declined):
    """It was posted once, and does not stand any more."""


class Unsure(Declined):
    """Slack may have taken it or not, and it can neither be looked up nor be taken back."""


class TooLate(Declined):
    """What was asked for can't be shown any more; the person must ask again."""


class CannotEdit(Declined):
    """The message is gone, or too old to edit."""


@contextmanager
def named(names: frozenset[str], family: type[Declined]) -> Iterator[None]:
    """Where Slack refuses by one of those names, that is what is raised."""
    try:
        yield
    except SlackApiError as error:
        if refusal(error) not in names:
            raise
        raise family(refusal(error)) from error
