"""Takes every Web API call: checks token, scope, pace and arguments, runs the method, writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import uuid4

from aiohttp import web

from bot.sandbox.faults.calls import CallFaults
from bot.sandbox.pace import RateLimited
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Call, Transcript
from bot.sandbox.web_api import agents, auth, chat, files, functions, later, lookups, views
from bot.sandbox.web_api.desk import BOT, Desk, Method, Repetition
from bot.sandbox.web_api.reading import check_arguments, read_call

METHODS: Final[Mapping[str, Method]] = {
    **auth.METHODS,
    **chat.METHODS,
    **views.METHODS,
    **files.METHODS,
    **later.METHODS,
    **agents.METHODS,
    **functions.METHODS,
    **lookups.METHODS,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call is answered with.

    Attributes:
        repeats: it changed nothing, since it was made before.
    """

    answer: Json
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    repeats: bool = False


class Counter:
    """Where the app's calls arrive."""

    def __init__(self, desk: Desk, faults: CallFaults, transcript: Transcript, clock: Clock) -> None:
        self._desk = desk
        self._faults = faults
        self._transcript = transcript
        self._clock = clock

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request to `/api/<method>`."""
        name = request.match_info["method"]
        try:
            token, arguments = await read_call(request)
        except Refusal as refusal:
            return self._note(name, {}, self._refuse(name, refusal))

        async def act(fault: str) -> web.Response:
            return self._note(name, arguments, self._try(name, token, arguments), fault)

        return await self._faults.serve(request, name, arguments, act)

    def _try(self, name: str, token: str, arguments: Json) -> Outcome:
        try:
            done = self._run(name, token, arguments)
        except Refusal as refusal:
            return self._refuse(name, refusal)
        return Outcome({"ok": True, **done}, repeats=isinstance(done, Repetition))

    def _refuse(self, name: str, refusal: Refusal) -> Outcome:
        self._tell(name, refusal)
        if isinstance(refusal, RateLimited):
            return Outcome(refusal.answer(), 429, {"Retry-After": str(refusal.retry_after)})
        return Outcome(refusal.answer())

    def _note(self, name: str, arguments: Json, outcome: Outcome, fault: str = "") -> web.Response:
        call = Call(name, arguments, outcome.answer, self._clock(), fault, outcome.repeats)
        self._transcript.note_call(call)
        headers = {**self._headers(name), **outcome.headers}
        return web.json_response(outcome.answer, status=outcome.status, headers=headers)

    def _run(self, name: str, token: str, raw: Mapping[str, Any]) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refusal("unknown_method", req_method=name)
        self._check_token(method, token)
        self._check_scope(method)
        self._desk.pace.check(name)
        return method.run(self._desk, check_arguments(raw, method.takes, method.needs))

    def _check_token(self, method: Method, token: str) -> None:
        app = self._desk.workspace.app
        if not token:
            raise Refusal("not_authed")
        in_a_step = self._desk.steps.knows_token(token)
        if token not in (app.bot_token, app.app_token) and not in_a_step:
            raise Refusal("invalid_auth")
        if not self._desk.workspace.installed:
            raise Refusal("account_inactive")
        if not token.startswith(method.token) and not (in_a_step and method.token == BOT):
            raise Refusal("not_allowed_token_type")

    def _check_scope(self, method: Method) -> None:
        granted = self._desk.workspace.app.scopes
        if method.scopes and not set(method.scopes) & set(granted):
            raise Refusal("missing_scope", needed=",".join(method.scopes), provided=",".join(granted))

    def _headers(self, name: str) -> dict[str, str]:
        method = METHODS.get(name)
        return {
            "x-slack-req-id": uuid4().hex,
            "x-oauth-scopes": ",".join(self._desk.workspace.app.scopes),
            "x-accepted-oauth-scopes": ",".join(method.scopes) if method else "",
        }

    def _tell(self, name: str, refusal: Refusal) -> None:
        details = "; ".join(refusal.details())
        self._desk.screens.toast_all(f"{name}: {refusal.error}{f' ({details})' if details else ''}")
