"""Takes every Web API call: checks token, scope, pace and arguments, runs the method, writes it down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import uuid4

from aiohttp import web

from bot.sandbox.faults.calls import CallFaults
from bot.sandbox.pace import RateLimited
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.site import Site
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Call, Transcript
from bot.sandbox.web_api import agents, auth, chat, files, functions, later, lookups, views
from bot.sandbox.web_api.auth import ACCOUNT_METHODS, AccountMethod, Office
from bot.sandbox.web_api.desk import BOT, Method, Repetition
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


SECRETS: Final = frozenset({"access_token", "client_secret", "code", "refresh_token"})


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

    def __init__(self, office: Office, faults: CallFaults, transcript: Transcript, clock: Clock) -> None:
        self._office = office
        self._accounts = office.accounts
        self._faults = faults
        self._transcript = transcript
        self._clock = clock

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request to `/api/<method>`."""
        name = request.match_info["method"]
        try:
            token, arguments = await read_call(request)
        except Refusal as refusal:
            return self._note(name, {}, self._refuse(name, refusal, self._accounts.sites[0]))

        async def act(fault: str) -> web.Response:
            return self._note(name, arguments, self._try(name, token, arguments), fault)

        return await self._faults.serve(request, name, arguments, act)

    def _try(self, name: str, token: str, arguments: Json) -> Outcome:
        audience = self._accounts.audience(token, arguments)
        try:
            done = self._run(name, token, arguments)
        except Refusal as refusal:
            return self._refuse(name, refusal, audience)
        headers = self._headers(name, audience)
        return Outcome({"ok": True, **done}, headers=headers, repeats=isinstance(done, Repetition))

    def _refuse(self, name: str, refusal: Refusal, audience: Site) -> Outcome:
        details = "; ".join(refusal.details())
        audience.screens.toast_all(f"{name}: {refusal.error}{f' ({details})' if details else ''}")
        headers = self._headers(name, audience)
        if isinstance(refusal, RateLimited):
            return Outcome(refusal.answer(), 429, {**headers, "Retry-After": str(refusal.retry_after)})
        return Outcome(refusal.answer(), headers=headers)

    def _note(self, name: str, arguments: Json, outcome: Outcome, fault: str = "") -> web.Response:
        told, answer = _without_secrets(arguments), _without_secrets(outcome.answer)
        self._transcript.note_call(Call(name, told, answer, self._clock(), fault, outcome.repeats))
        return web.json_response(outcome.answer, status=outcome.status, headers=outcome.headers)

    def _run(self, name: str, token: str, raw: Json) -> Json:
        if account_method := ACCOUNT_METHODS.get(name):
            self._accounts.audience(token, raw).pace.check(name)
            return account_method.run(self._office, token, _check(raw, account_method))
        method = METHODS.get(name)
        if method is None:
            raise Refusal("unknown_method", req_method=name)
        site = self._find_site(method, token, raw)
        granted = site.app.scopes
        if method.scopes and not set(method.scopes) & set(granted):
            raise Refusal("missing_scope", needed=",".join(method.scopes), provided=",".join(granted))
        site.pace.check(name)
        return method.run(site.desk(), _check(raw, method))

    def _find_site(self, method: Method, token: str, raw: Json) -> Site:
        if method.token == BOT:
            return self._accounts.reach(token, raw)
        if token and token != self._accounts.app.app_token:
            self._accounts.reach(token, raw)
            raise Refusal("not_allowed_token_type")
        if not token:
            raise Refusal("not_authed")
        return self._accounts.sites[0]

    def _headers(self, name: str, site: Site) -> dict[str, str]:
        method = METHODS.get(name)
        return {
            "x-slack-req-id": uuid4().hex,
            "x-oauth-scopes": ",".join(site.app.scopes),
            "x-accepted-oauth-scopes": ",".join(method.scopes) if method else "",
        }


def _check(raw: Json, method: Method | AccountMethod) -> Json:
    return check_arguments(raw, method.takes, method.needs)


def _without_secrets(told: Json) -> Json:
    """The transcript is read by people, and printed by tests that fail."""
    return {name: "..." if name in SECRETS else value for name, value in told.items()}
