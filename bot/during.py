"""Says something to whatever is called inside of a block, more cheaply than a block made of a generator."""

from collections.abc import Awaitable, Callable
from contextvars import ContextVar, Token
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


class During(Generic[T]):
    """Inside of the block the variable has that value; a block of its own for each `with`."""

    __slots__ = ("_before", "_value", "_variable")

    def __init__(self, variable: ContextVar[Any], value: T) -> None:
        self._variable = variable
        self._value = value

    def __enter__(self) -> T:
        self._before: Token[Any] = self._variable.set(self._value)
        return self._value

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._variable.reset(self._before)


class Held(Protocol):
    """What somebody waited for and has now; given back early, it is not given back twice."""

    def let_go(self) -> bool:
        """Gives it back; whether it was still held."""


class Holding:
    """Inside of the block something is ours, and the variable says what; one for each `async with`.

    Args:
        variable: holds it while the block lasts.
        take: waits for it.
    """

    __slots__ = ("_before", "_held", "_take", "_variable")

    def __init__(self, variable: ContextVar[Any], take: Callable[[], Awaitable[Held]]) -> None:
        self._variable = variable
        self._take = take

    async def __aenter__(self) -> None:
        self._held = await self._take()
        self._before: Token[Any] = self._variable.set(self._held)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._variable.reset(self._before)
        self._held.let_go()
