"""Block Kit's elements that a person types or drops something into."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from bot.limits import registry
from bot.limits.objects import ACTION_ID, DISPATCH, FLAG, STRING, named, plain_text
from bot.limits.registry import Limit
from bot.limits.rules import Fault, Many, Rule, Shape, String, Whole

_NUMBER: Final = String(form=re.compile(r"-?\d+(\.\d+)?"))
_FOCUSABLE: Final[dict[str, Rule]] = {"action_id": ACTION_ID, "focus_on_load": FLAG}
_TYPED: Final[dict[str, Rule]] = {
    **_FOCUSABLE,
    "placeholder": plain_text(registry.PLACEHOLDER),
    "dispatch_action_config": DISPATCH,
}


def _lengths_agree(value: Mapping[str, object], at: str) -> Iterator[Fault]:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield Fault(f"{at}/min_length", "must not be greater than max_length")


def _values_agree(value: Mapping[str, object], at: str) -> Iterator[Fault]:
    least, most = value.get("min_value"), value.get("max_value")
    if any(not isinstance(one, str) or next(_NUMBER.judge(one, at), None) for one in (least, most)):
        return
    if Decimal(str(least)) > Decimal(str(most)):
        yield Fault(f"{at}/min_value", "must not be greater than max_value")


PLAIN_TEXT_INPUT: Final[Rule] = Shape(
    {"type": named("plain_text_input")},
    {
        **_TYPED,
        "initial_value": String(registry.TYPED_TEXT),
        "multiline": FLAG,
        "min_length": Whole(registry.TYPED_TEXT),
        "max_length": Whole(Limit(registry.TYPED_TEXT.most, registry.TYPED_TEXT.source, least=1)),
    },
    (_lengths_agree,),
)

IN_MODALS_ONLY: Final[dict[str, Rule]] = {
    "email_text_input": Shape({"type": named("email_text_input")}, {**_TYPED, "initial_value": STRING}),
    "url_text_input": Shape({"type": named("url_text_input")}, {**_TYPED, "initial_value": STRING}),
    "number_input": Shape(
        {"type": named("number_input"), "is_decimal_allowed": FLAG},
        {**_TYPED, "initial_value": _NUMBER, "min_value": _NUMBER, "max_value": _NUMBER},
        (_values_agree,),
    ),
    "file_input": Shape(
        {"type": named("file_input")},
        {
            "action_id": ACTION_ID,
            "filetypes": Many(STRING, Limit(100, registry.Stated.SLACK)),
            "max_files": Whole(registry.MAX_FILES),
        },
    ),
}
"""What Slack takes in the inputs of a modal and nowhere else."""
