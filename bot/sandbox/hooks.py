"""The addresses behind `response_url`: the app answers there without a token."""

import json

from aiohttp import web

from bot.sandbox.refusal import Refusal
from bot.sandbox.replies import Replies
from bot.sandbox.screens import Screens
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Call, Transcript

STATUS = {"used_url": 404, "expired_url": 404, "no_service": 404, "message_not_found": 404}


class Hooks:
    """Serves every `response_url` ever given."""

    def __init__(self, replies: Replies, screens: Screens, transcript: Transcript, clock: Clock) -> None:
        self._replies = replies
        self._screens = screens
        self._transcript = transcript
        self._clock = clock

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one HTTP request to a `response_url`; every refusal has a status of its own."""
        body: Json = {}
        status = 200
        try:
            body = await _read(request)
            answer = self._replies.respond(request.path, body)
        except Refusal as refusal:
            status, answer = STATUS.get(refusal.error, 400), refusal.answer()
            details = "; ".join(refusal.details())
            self._screens.toast_all(f"response_url: {refusal.error}{f' ({details})' if details else ''}")
        self._transcript.note_call(Call("response_url", body, answer, self._clock()))
        return web.json_response(answer, status=status)


async def _read(request: web.Request) -> Json:
    try:
        body = json.loads(await request.text())
    except (ValueError, LookupError, RecursionError) as error:
        raise Refusal("invalid_payload") from error
    if not isinstance(body, dict):
        raise Refusal("invalid_payload")
    return body
