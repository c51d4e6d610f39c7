"""What a person filled into an input, whatever kind of input it is; nothing of it is trusted."""

from collections.abc import Mapping
from typing import Any, Final

_ONE: Final = (
    "value",
    "selected_date",
    "selected_time",
    "selected_user",
    "selected_conversation",
    "selected_channel",
)
_MANY: Final = ("selected_users", "selected_conversations", "selected_channels")


def filled_in(element: Mapping[str, Any]) -> tuple[str, ...]:
    """The values in Slack's description of an input: typed text, a date, ids, or the values of options."""
    for key in _ONE:
        if isinstance(value := element.get(key), str):
            return (value,)
    for key in _MANY:
        if isinstance(values := element.get(key), list):
            return tuple(value for value in values if isinstance(value, str))
    options = element.get("selected_options") or [element.get("selected_option")]
    return tuple(value for option in _listed(options) if isinstance(value := option.get("value"), str))


def fields_of(view: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """What stands in each input of a view, by the id of its block."""
    state = view.get("state")
    values = state.get("values") if isinstance(state, Mapping) else None
    found: dict[str, tuple[str, ...]] = {}
    for block, elements in values.items() if isinstance(values, Mapping) else ():
        for element in elements.values() if isinstance(elements, Mapping) else ():
            if isinstance(element, Mapping):
                found[str(block)] = filled_in(element)
    return found


def _listed(options: object) -> list[Mapping[str, Any]]:
    return [each for each in options if isinstance(each, Mapping)] if isinstance(options, list) else []
