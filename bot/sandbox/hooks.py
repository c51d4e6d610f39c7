"""The addresses behind `response_url`: the app answers there without a token."""

import json
from typing import Final

from aiohttp import web

from bot.sandbox.accounts import Accounts
from bot.sandbox.faults.calls import CallFaults
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.site import Site
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Call, Transcript

METHOD: Final = "response_url"
STATUS: Final = {"used_url": 404, "expired_url": 404, "no_service": 404, "message_not_found": 404}


class Hooks:
    """Serves every `response_url` ever given."""

    def __init__(self, accounts: Accounts, faults: CallFaults, transcript: Transcript, clock: Clock) -> None:
        self._accounts = accounts
        self._faults = faults
        self._transcript = transcript
        self._clock = clock

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request to a `response_url`; every refusal has a status of its own."""
        team_id = request.match_info["tail"].partition("/")[0]
        site = self._accounts.site(team_id) or self._accounts.sites[0]
        try:
            body = await _read(request)
        except Refusal as refusal:
            return self._refuse(site, refusal, {}, "")

        async def act(fault: str) -> web.Response:
            try:
                answer = site.replies.respond(request.path, body)
            except Refusal as refusal:
                return self._refuse(site, refusal, body, fault)
            return self._note(body, answer, 200, fault)

        return await self._faults.serve(request, METHOD, body, act)

    def _refuse(self, site: Site, refusal: Refusal, body: Json, fault: str) -> web.Response:
        details = "; ".join(refusal.details())
        site.screens.toast_all(f"{METHOD}: {refusal.error}{f' ({details})' if details else ''}")
        return self._note(body, refusal.answer(), STATUS.get(refusal.error, 400), fault)

    def _note(self, body: Json, answer: Json, status: int, fault: str) -> web.Response:
        self._transcript.note_call(Call(METHOD, body, answer, self._clock(), fault))
        return web.json_response(answer, status=status)


async def _read(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text())
    except (ValueError, LookupError, RecursionError) as error:
        raise Refusal("invalid_payload") from error
    if not isinstance(body, dict):
        raise Refusal("invalid_payload")
    return body
