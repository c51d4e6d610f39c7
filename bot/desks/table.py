"""What a desk takes, as tables: presses and forms by their type, typed words in turn."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from bot.chores import Chore
from bot.heard import Called, Errand, Noted, Pressed, Submitted, Typed
from bot.wire import Form, Press
from bot.workplace import Watcher

P = TypeVar("P", bound=Press)
F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What becomes of a sent form.

    Attributes:
        ack: what Slack is told within three seconds (`response_action` and what goes with it); empty closes
            this view.
        then: the work after that, if any.
    """

    ack: Mapping[str, Any] = field(default_factory=dict)
    then: Callable[[], Awaitable[None]] | None = None


PressHandler = Callable[[Pressed, Any], Awaitable[None]]
FormHandler = Callable[[Submitted, Any], Awaitable[Reaction]]
ShortcutHandler = Callable[[Called], Awaitable[None]]
EventHandler = Callable[[Noted], Awaitable[None]]
ErrandHandler = Callable[[Errand], Awaitable[None]]
Ear = Callable[[Typed], Awaitable[bool]]


class Table:
    """Who takes what; each desk writes itself in once, when the app is put together."""

    def __init__(self) -> None:
        self.presses: dict[type[Press], PressHandler] = {}
        self.forms: dict[type[Form], FormHandler] = {}
        self.shortcuts: dict[str, ShortcutHandler] = {}
        self.events: dict[str, list[EventHandler]] = {}
        self.errands: dict[str, ErrandHandler] = {}
        self.ears: list[Ear] = []
        self.chores: list[Chore] = []
        self.watchers: list[Watcher] = []

    def on_press(self, kind: type[P], handler: Callable[[Pressed, P], Awaitable[None]]) -> None:
        """This kind of press goes to that handler."""
        self.presses[kind] = cast("PressHandler", handler)

    def on_form(self, kind: type[F], handler: Callable[[Submitted, F], Awaitable[Reaction]]) -> None:
        """A sent form of this kind goes to that handler; it must answer within three seconds."""
        self.forms[kind] = cast("FormHandler", handler)

    def on_shortcut(self, callback: str, handler: ShortcutHandler) -> None:
        """The shortcut of that callback id goes to that handler."""
        self.shortcuts[callback] = handler

    def on_event(self, kind: str, handler: EventHandler) -> None:
        """Events of that name go to that handler, too."""
        self.events.setdefault(kind, []).append(handler)

    def on_errand(self, name: str, handler: ErrandHandler) -> None:
        """Errands of that name go to that handler."""
        self.errands[name] = handler

    def on_tick(self, chore: Chore) -> None:
        """That is looked at every now and then, whether something is due."""
        self.chores.append(chore)

    def on_typed(self, ear: Ear) -> None:
        """What was typed is offered to that ear before the next; True: it was for it, and is answered."""
        self.ears.append(ear)

    def on_change(self, watcher: Watcher) -> None:
        """That is told of everybody whose things are other than before, see `Workplace.changed`."""
        self.watchers.append(watcher)
