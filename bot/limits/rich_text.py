"""Block Kit's rich text: sections, lists, quotes and preformatted text of styled parts."""

from typing import Final

from bot.limits import registry
from bot.limits.objects import BLOCK_ID, FLAG, STRING, URL, named
from bot.limits.registry import Limit, Stated
from bot.limits.rules import ByType, Many, Rule, Shape, String, Whole

_ANY_NUMBER: Final = Limit(10_000, Stated.SLACK)
_STYLES: Final = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
_STYLE: Final = Shape({}, dict.fromkeys(_STYLES, FLAG))


def _part(kind: str, needs: dict[str, Rule], **may: Rule) -> Shape:
    return Shape({"type": named(kind), **needs}, {**may, "style": _STYLE})


_PARTS: Final = ByType(
    {
        "text": _part("text", {"text": String(Limit(registry.TEXT.most, Stated.SLACKBLOCKS, least=1))}),
        "link": _part("link", {"url": URL}, text=STRING, unsafe=FLAG),
        "emoji": _part("emoji", {"name": STRING}, unicode=STRING, skin_tone=Whole()),
        "user": _part("user", {"user_id": STRING}),
        "usergroup": _part("usergroup", {"usergroup_id": STRING}),
        "channel": _part("channel", {"channel_id": STRING}),
        "team": _part("team", {"team_id": STRING}),
        "broadcast": _part("broadcast", {"range": String(one_of=frozenset({"here", "channel", "everyone"}))}),
        "color": _part("color", {"value": STRING}),
        "date": _part("date", {"timestamp": Whole(), "format": STRING}, url=URL, fallback=STRING),
    }
)
_LINE: Final = Many(_PARTS, _ANY_NUMBER)
_BORDER: Final = Whole(registry.BORDER)
_SECTION: Final = Shape({"type": named("rich_text_section"), "elements": _LINE})

_ELEMENTS: Final = ByType(
    {
        "rich_text_section": _SECTION,
        "rich_text_preformatted": Shape(
            {
                "type": named("rich_text_preformatted"),
                "elements": Many(_PARTS.only("text", "link"), _ANY_NUMBER),
            },
            {"border": _BORDER, "language": STRING},
        ),
        "rich_text_quote": Shape({"type": named("rich_text_quote"), "elements": _LINE}, {"border": _BORDER}),
        "rich_text_list": Shape(
            {
                "type": named("rich_text_list"),
                "style": String(one_of=frozenset({"bullet", "ordered"})),
                "elements": Many(_SECTION, _ANY_NUMBER),
            },
            {"indent": Whole(registry.LIST_INDENT), "offset": Whole(_ANY_NUMBER), "border": _BORDER},
        ),
    }
)

RICH_TEXT: Final = Shape(
    {"type": named("rich_text"), "elements": Many(_ELEMENTS, _ANY_NUMBER)}, {"block_id": BLOCK_ID}
)
