"""Block Kit's composition objects: texts, options, confirmations."""

from typing import Final

from bot.limits import registry
from bot.limits.registry import Limit
from bot.limits.rules import ByType, Flag, Many, Shape, String, Whole, at_least_one_of

FLAG: Final = Flag()
STRING: Final = String()
ACTION_ID: Final = String(registry.IDENTIFIER)
BLOCK_ID: Final = String(registry.IDENTIFIER)
URL: Final = String(registry.URL)


def named(kind: str) -> String:
    """The rule for a `type` key of one kind."""
    return String(one_of=frozenset({kind}))


def plain_text(length: Limit) -> ByType:
    """A text object that may not be mrkdwn."""
    return any_text(length).only("plain_text")


def any_text(length: Limit) -> ByType:
    """A text object of either type."""
    return ByType(
        {
            "plain_text": Shape(
                {"type": named("plain_text"), "text": String(length)},
                {"emoji": FLAG},
            ),
            "mrkdwn": Shape(
                {"type": named("mrkdwn"), "text": String(length)},
                {"verbatim": FLAG},
            ),
        }
    )


CONFIRM: Final = Shape(
    {
        "title": plain_text(registry.CONFIRM_TITLE),
        "text": any_text(registry.CONFIRM_TEXT),
        "confirm": plain_text(registry.CONFIRM_BUTTON),
        "deny": plain_text(registry.CONFIRM_BUTTON),
    },
    {"style": String(one_of=frozenset({"primary", "danger"}))},
)

OPTION: Final = Shape(
    {"text": plain_text(registry.OPTION_TEXT), "value": String(registry.OPTION_VALUE)},
    {"description": plain_text(registry.OPTION_TEXT)},
)

CHOICE_OPTION: Final = Shape(
    {"text": any_text(registry.OPTION_TEXT), "value": String(registry.OPTION_VALUE)},
    {"description": any_text(registry.OPTION_TEXT)},
)

OVERFLOW_OPTION: Final = Shape(
    {"text": plain_text(registry.OPTION_TEXT), "value": String(registry.OPTION_VALUE)},
    {"description": plain_text(registry.OPTION_TEXT), "url": URL},
)

OPTION_GROUP: Final = Shape(
    {"label": plain_text(registry.OPTION_TEXT), "options": Many(OPTION, registry.SELECT_OPTIONS)},
)

DISPATCH: Final = Shape(
    {
        "trigger_actions_on": Many(
            String(one_of=frozenset({"on_enter_pressed", "on_character_entered"})),
            Limit(2, registry.Stated.SLACKBLOCKS, least=1),
        )
    }
)

CONVERSATION_FILTER: Final = Shape(
    {},
    {
        "include": Many(
            String(one_of=frozenset({"im", "mpim", "private", "public"})),
            Limit(4, registry.Stated.SLACK, least=1),
        ),
        "exclude_external_shared_channels": FLAG,
        "exclude_bot_users": FLAG,
    },
    (at_least_one_of("include", "exclude_external_shared_channels", "exclude_bot_users"),),
)

SLACK_FILE: Final = Shape({}, {"id": STRING, "url": STRING}, (at_least_one_of("id", "url"),))

COUNT: Final = Whole(Limit(2**31 - 1, registry.Stated.SLACKBLOCKS, least=1))
