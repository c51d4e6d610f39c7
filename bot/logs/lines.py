"""How a line looks: JSON for whatever collects logs, text for whoever sits before a terminal."""

import json
import sys
from enum import StrEnum
from types import TracebackType
from typing import Final

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.describing import describe
from bot.logs.library_words import place_of, words_of
from bot.logs.loggers import OURS, STAMPS

FIRST: Final = ("timestamp", "level", "logger", "event")


class Form(StrEnum):
    """How lines are written; `auto`: as text on a terminal, else as JSON."""

    AUTO = "auto"
    JSON = "json"
    TEXT = "text"


def formatter(form: Form, *, terminal: bool) -> ProcessorFormatter:
    """Writes every line, ours and those of libraries."""
    as_text = form is Form.TEXT or (form is Form.AUTO and terminal)
    return ProcessorFormatter(
        foreign_pre_chain=[_without_parameters, *STAMPS],
        processors=[
            _describe_exception,
            ProcessorFormatter.remove_processors_meta,
            *(_as_text(colors=terminal) if as_text else _as_json()),
        ],
        use_get_message=False,
        pass_foreign_args=True,
    )


def _as_text(*, colors: bool) -> tuple[Processor, ...]:
    return _on_one_line, structlog.dev.ConsoleRenderer(colors=colors, pad_event_to=0, pad_level=False)


def _as_json() -> tuple[Processor, ...]:
    return _in_order, structlog.processors.JSONRenderer(serializer=json.dumps)


def _in_order(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    return {**{key: fields[key] for key in FIRST if key in fields}, **fields}


def _on_one_line(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    return {
        key: " ".join(value.split()) if isinstance(value, str) else value for key, value in fields.items()
    }


def _without_parameters(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    """A line of a library: nothing is told of it but what stands in its source, and where."""
    record, parameters = fields["_record"], fields.pop("positional_args")
    fields.pop("stack_info", None)
    if record.name.partition(".")[0] == OURS:
        return {**fields, "event": fields["event"] % parameters if parameters else fields["event"]}
    return {**fields, "event": words_of(record), "at": place_of(record)}


def _describe_exception(_logger: WrappedLogger, _method: str, fields: EventDict) -> EventDict:
    error = _exception(fields.pop("exc_info", None))
    if error is not None:
        fields["error"] = describe(error)
    return fields


Told = BaseException | tuple[type[BaseException], BaseException, TracebackType] | bool | None


def _exception(told: Told) -> BaseException | None:
    """The exception that a line is about, as the standard library and structlog hand it over."""
    if isinstance(told, BaseException):
        return told
    if isinstance(told, tuple):
        return told[1]
    return sys.exc_info()[1] if told else None
