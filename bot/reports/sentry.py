"""Reports to Sentry; loaded only where they are asked for, as it is an extra."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import sentry_sdk
from sentry_sdk.transport import Transport
from sentry_sdk.types import Event, Hint

from bot import correlation

SECONDS_TO_FLUSH: Final = 2.0

_OF_EVENT: Final = ("event_id", "timestamp", "level", "platform", "release", "environment", "sdk", "type")
_OF_EXCEPTION: Final = ("type", "module", "thread_id", "mechanism")
_OF_MECHANISM: Final = ("type", "handled", "exception_id", "parent_id", "is_exception_group", "source")
_OF_FRAME: Final = ("filename", "abs_path", "function", "module", "lineno", "in_app")


@contextmanager
def reporting(dsn: str, transport: Transport | None = None) -> Iterator[Callable[[BaseException], None]]:
    """Inside of the block, the function that it yields sends a report.

    Nothing is sent but what we hand over: no integration listens to logs, requests or hooks, no trail of what
    happened before is kept, and no local variables and no source lines come along. What Sentry calls personal
    data stays off unless it is asked for, and it is not.

    Args:
        dsn: where to, and the key for it.
        transport: sends it another way; for tests.
    """
    sentry = sentry_sdk.Client(
        dsn=dsn,
        transport=transport,
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        default_integrations=False,
        auto_enabling_integrations=False,
        auto_session_tracking=False,
        send_client_reports=False,
        enable_logs=False,
        server_name="",
        release=_release(),
        before_send=strip,
    )
    scope = sentry_sdk.Scope(client=sentry)

    def send(error: BaseException) -> None:
        with_cause, hint = sentry_sdk.utils.event_from_exception(error, client_options=sentry.options)
        sentry.capture_event({**with_cause, "tags": {"code": correlation.code()}}, hint, scope)

    try:
        yield send
    finally:
        sentry.close(timeout=SECONDS_TO_FLUSH)


def _release() -> str:
    """Our version; "" where we run from a checkout, as nothing should be asked of git then."""
    try:
        return version("outsource-advisor")
    except PackageNotFoundError:
        return ""


def strip(event: Event, _hint: Hint) -> Event:
    """What may be sent of an event: named one by one, so that what comes later stays out."""
    exceptions: Any = (event.get("exception") or {}).get("values") or ()
    code = dict(event.get("tags") or {}).get("code", "")
    kept: Any = {
        **_only(_OF_EVENT, event),
        "tags": {"code": code},
        "exception": {"values": [_exception(each) for each in exceptions]},
    }
    stripped: Event = kept
    return stripped


def _exception(told: Mapping[str, Any]) -> dict[str, Any]:
    """Its kind and its stack: the message may be somebody's words."""
    frames = (told.get("stacktrace") or {}).get("frames") or ()
    return {
        **_only(_OF_EXCEPTION, told),
        "mechanism": _only(_OF_MECHANISM, told.get("mechanism") or {}),
        "stacktrace": {"frames": [_only(_OF_FRAME, frame) for frame in frames]},
    }


def _only(names: tuple[str, ...], told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}
