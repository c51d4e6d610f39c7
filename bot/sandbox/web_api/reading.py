"""Reads a Web API call out of an HTTP request: form or JSON, token in the header or the form."""

import json
from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web

from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.desk import Kind

FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
LENIENT: Final = frozenset({"team_id"})
"""Sent by SDKs with every call of an org-wide installation."""


async def read_call(request: web.Request) -> tuple[str, Json]:
    """The token ("" when there is none) and the raw arguments.

    Raises:
        Refusal: `invalid_json`, `json_not_object`, `invalid_post_type`, `invalid_form_data`.
    """
    arguments: Json = dict(request.query)
    is_json = request.content_type == "application/json"
    if request.method == "POST":
        arguments |= await (_read_json(request) if is_json else _read_form(request))
    in_body = arguments.pop("token", "")
    scheme, _, in_header = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        return "", {**arguments, **_read_client(in_header)}
    if scheme.lower() == "bearer" and in_header:
        return in_header.strip(), arguments
    # Slack takes a token out of a form, never out of a JSON body.
    return ("" if is_json else str(in_body)), arguments


def _read_client(credentials: str) -> Json:
    """The app's id and secret; whatever else it is names no app."""
    try:
        client_id, _, secret = b64decode(credentials, validate=True).decode().partition(":")
    except ValueError:
        return {"client_id": "", "client_secret": ""}
    return {"client_id": client_id, "client_secret": secret}


async def _read_json(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text() or "{}")
    except (ValueError, LookupError, RecursionError) as error:
        raise Refusal("invalid_json") from error
    if not isinstance(body, dict):
        raise Refusal("json_not_object")
    return body


async def _read_form(request: web.Request) -> Json:
    if request.can_read_body and request.content_type not in FORMS:
        raise Refusal("invalid_post_type")
    try:
        form = await request.post()
    except (ValueError, LookupError) as error:
        raise Refusal("invalid_form_data") from error
    return {key: value for key, value in form.items() if isinstance(value, str)}


def check_arguments(raw: Mapping[str, Any], takes: Mapping[str, Kind], needs: tuple[str, ...]) -> Json:
    """The arguments in their proper types; JSON null counts as not given.

    Raises:
        Refusal: `invalid_arguments` with a pointer to each, or `invalid_blocks_format`.
    """
    given = {name: value for name, value in raw.items() if value is not None and name not in LENIENT}
    wrong = [
        f"unknown argument, or one that the sandbox does not take: {name} [json-pointer:/{name}]"
        for name in given
        if name not in takes
    ]
    wrong += [f"missing required field: {name}" for name in needs if given.get(name) in (None, "")]
    if wrong:
        raise refuse_arguments(*wrong)
    return {name: _convert(name, value, takes[name]) for name, value in given.items()}


def _convert(name: str, value: Any, kind: Kind) -> Any:
    try:
        return _CONVERTERS[kind](value)
    except (ValueError, TypeError, RecursionError) as error:
        if name == "blocks":
            raise Refusal("invalid_blocks_format") from error
        raise refuse_arguments(f"must be of type {kind.value} [json-pointer:/{name}]") from error


def _to_text(value: Any) -> str:
    if isinstance(value, (list, dict)):
        raise TypeError
    return str(value)


def _to_flag(value: Any) -> bool:
    word = str(value).lower()
    if word not in ("true", "false", "1", "0"):
        raise ValueError
    return word in ("true", "1")


def _to_list(value: Any) -> list[Any]:
    found = json.loads(value) if isinstance(value, str) else value
    if not isinstance(found, list):
        raise TypeError
    return found


def _to_object(value: Any) -> Json:
    found = json.loads(value) if isinstance(value, str) else value
    if not isinstance(found, dict):
        raise TypeError
    return found


def _to_number(value: Any) -> int:
    if isinstance(value, (list, dict, bool, float)):
        raise TypeError
    return int(value)


_CONVERTERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _to_text,
    Kind.FLAG: _to_flag,
    Kind.LIST: _to_list,
    Kind.OBJECT: _to_object,
    Kind.NUMBER: _to_number,
}
