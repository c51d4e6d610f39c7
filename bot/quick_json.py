"""JSON of what comes from Slack and goes to it: by a reader and writer that is several times as quick.

It is strict: text that is no Unicode (half of a pair, say) it refuses. What it refuses, the standard library
may still take, as Slack does. A whole number beyond 64 bits it reads as a float.
"""

import json
from typing import Any

import orjson


def read(text: str | bytes) -> Any:
    """What stands there.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deeply.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)


def write(value: object) -> str:
    """Plain data as JSON.

    Raises:
        TypeError, ValueError: as `octets`.
    """
    return octets(value).decode()


def octets(value: object) -> bytes:
    """The same as it is sent.

    Raises:
        TypeError: it is no plain data.
        ValueError: it is nested too deeply.
    """
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return _patiently(value)


def _patiently(value: object) -> bytes:
    try:
        return json.dumps(value).encode()
    except RecursionError:
        raise ValueError("It is nested too deeply.") from None
