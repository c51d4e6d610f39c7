"""What a setting asks for is installed."""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import Final

from bot.doctor.case import Case
from bot.doctor.findings import Finding, warning, well

_EXTRAS: Final = (
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "opentelemetry.exporter.otlp.proto.http", "tracing", "traces are sent"),
    ("SENTRY_DSN", "sentry_sdk", "sentry", "errors are reported"),
)


async def check(case: Case) -> Iterable[Finding]:
    """The extras that somebody asked for."""
    return [
        well("extras", f"{setting} is set, and {what}.")
        if is_installed(module)
        else warning(
            "extras",
            f"{setting} is set, but the extra `{extra}` is not installed: nothing comes of it.",
            f"Install outsource-advisor[{extra}], or take the setting away.",
        )
        for setting, module, extra, what in _EXTRAS
        if case.value(setting)
    ]


def is_installed(module: str) -> bool:
    """Whether that module could be loaded."""
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
