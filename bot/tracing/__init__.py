"""Traces for whoever asks for them: how long each piece of work took and where; nothing at all otherwise.

A span knows what sort of work it is, the method or surface, and the work's code. There is no way to give it
anything else, so that nobody's id and nobody's words can come along.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final, Literal, Protocol

from bot.logs import logger

log = logger("tracing")

Name = Literal["work", "database", "slack"]


class Span(Protocol):
    """Something that takes a while."""

    def end(self) -> None:
        """It went well."""

    def fail(self, error: BaseException) -> None:
        """It ended with that, of which only the kind is told."""


class Tracer(Protocol):
    """Where spans go."""

    def begin(self, name: Name, attributes: dict[str, str]) -> Span:
        """A span that is ended by hand, inside of the one that is current."""

    def within(self, name: Name, attributes: dict[str, str]) -> AbstractContextManager[object]:
        """A span that is current inside of the block, and ends with it."""


class _Nothing:
    """A span that nobody asked for."""

    def end(self) -> None:
        pass

    def fail(self, error: BaseException) -> None:
        pass


_NO_SPAN: Final = _Nothing()
_NO_BLOCK: Final = nullcontext()
"""One for every block at once: it keeps nothing."""


class _Switch:
    """One for the whole process: what is traced stands far apart, and should not hand a tracer around."""

    tracer: Tracer | None = None


def span(
    name: Name, *, kind: str = "", method: str = "", surface: str = ""
) -> AbstractContextManager[object]:
    """Traces the block.

    Args:
        name: what sort of work.
        kind: of a piece of work: `event`, `action`, `view`, ...
        method: of the Web API.
        surface: `thread`, `command`, `direct`, ...
    """
    if (tracer := _Switch.tracer) is None:
        return _NO_BLOCK
    return tracer.within(name, _said(kind=kind, method=method, surface=surface))


def begin(name: Name, *, kind: str = "", method: str = "", surface: str = "") -> Span:
    """The same, ended by hand."""
    if (tracer := _Switch.tracer) is None:
        return _NO_SPAN
    return tracer.begin(name, _said(kind=kind, method=method, surface=surface))


@contextmanager
def traced_by(tracer: Tracer) -> Iterator[None]:
    """Inside of the block, spans go there."""
    _Switch.tracer = tracer
    try:
        yield
    finally:
        _Switch.tracer = None


@contextmanager
def sent_to(endpoint: str) -> Iterator[None]:
    """Inside of the block, spans go to that collector; nowhere when it is "" or the extra is missing."""
    if not endpoint:
        yield
        return
    try:
        from bot.tracing.opentelemetry import collected_at  # noqa: PLC0415 - an extra, loaded only when asked for
    except ImportError:
        log.warning("traces are not sent: install outsource-advisor[tracing]")
        yield
        return
    with collected_at(endpoint) as tracer, traced_by(tracer):
        yield


def _said(**attributes: str) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if value}
