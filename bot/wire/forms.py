"""What a modal remembers while it is open: a record in its private metadata, its name in the callback id."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from bot.limits.registry import PRIVATE_METADATA
from bot.wire.records import Registry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form:
    """What one kind of modal is about."""


REGISTRY: Final = Registry[Form](at_most=PRIVATE_METADATA.most)


def form(name: str) -> Callable[[type[T]], type[T]]:
    """Gives a form its name.

    Raises:
        ValueError: when the name is taken.
    """
    return REGISTRY.named(name)


def name_view(kind: type[Form]) -> str:
    """The callback id of a modal of this kind."""
    return f"oa:{REGISTRY.name(kind)}"


def write_form(remembered: Form) -> str:
    """A view's private metadata that `read_form` reads back.

    Raises:
        ValueError: when it is longer than Slack keeps.
    """
    return REGISTRY.write(remembered)


def read_form(view: Mapping[str, Any]) -> Form | None:
    """What a view of ours remembers; None for any other view."""
    found = REGISTRY.read(view.get("private_metadata"))
    return found if found and view.get("callback_id") == name_view(type(found)) else None
