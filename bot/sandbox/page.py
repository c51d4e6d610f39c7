"""The page's API: JSON over the same origin, and a feed of changes."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from aiohttp import web
from pydantic import ValidationError

from bot.sandbox.deeds import (
    Close,
    Deed,
    InChannel,
    OpenHome,
    Press,
    Read,
    RunStep,
    Say,
    Stop,
    Submit,
    UseShortcut,
)
from bot.sandbox.feed import Feed, Screen
from bot.sandbox.hands import Hands
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json
from bot.sandbox.sight import look

STATIC: Final = Path(str(files("bot.sandbox") / "static"))
HEARTBEAT: Final = 20.0
SAFETY: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; connect-src 'self' ws://127.0.0.1:* ws://localhost:*; "
        "img-src 'self' https: data:; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


D = TypeVar("D", bound=Deed)


class Page:
    """Serves the page and does what people do on it."""

    def __init__(self, hands: Hands, feed: Feed) -> None:
        self._hands = hands
        self._feed = feed

    def routes(self) -> list[web.AbstractRouteDef]:
        """Every address of the page."""
        return [
            web.get("/", _index),
            web.get("/archives/{channel}/p{ts:\\d+}", _find_message),
            web.get("/page/state", self._state),
            web.get("/page/feed", self._follow),
            web.post("/page/say", self._doing(Say, self._say)),
            web.post("/page/press", self._doing(Press, self._press)),
            web.post("/page/submit", self._doing(Submit, self._submit)),
            web.post("/page/close", self._doing(Close, self._close)),
            web.post("/page/open_home", self._doing(OpenHome, self._open_home)),
            web.post("/page/read", self._doing(Read, self._read)),
            web.post("/page/shortcut", self._doing(UseShortcut, self._use_shortcut)),
            web.post("/page/join", self._doing(InChannel, self._join)),
            web.post("/page/kick", self._doing(InChannel, self._kick)),
            web.post("/page/step", self._doing(RunStep, self._run_step)),
            web.post("/page/stop", self._doing(Stop, self._stop)),
            web.static("/static", STATIC),
        ]

    # ------------------------------------------------------------------- deeds
    async def _say(self, person: User, deed: Say) -> Json:
        message = self._hands.say(person, deed.channel, deed.text, deed.thread_ts or "")
        return {"ts": message.ts} if message else {}

    async def _press(self, person: User, deed: Press) -> Json:
        self._hands.press(person, deed.container, deed.action, dict(deed.values))
        return {}

    async def _submit(self, person: User, deed: Submit) -> Json:
        errors = await self._hands.submit(person, deed.view_id, dict(deed.values))
        return {"ok": False, "error": "invalid", "errors": errors} if errors else {}

    async def _close(self, person: User, deed: Close) -> Json:
        self._hands.close(person, deed.view_id, everything=deed.everything)
        return {}

    async def _open_home(self, person: User, deed: OpenHome) -> Json:
        self._hands.open_home(person, deed.tab)
        return {}

    async def _read(self, person: User, deed: Read) -> Json:
        self._hands.read(person, deed.channel)
        return {}

    async def _use_shortcut(self, person: User, deed: UseShortcut) -> Json:
        self._hands.use_shortcut(person, deed.callback_id, deed.channel, deed.ts)
        return {}

    async def _join(self, person: User, deed: InChannel) -> Json:
        self._hands.invite(person, deed.channel)
        return {}

    async def _kick(self, person: User, deed: InChannel) -> Json:
        self._hands.kick(person, deed.channel)
        return {}

    async def _run_step(self, person: User, deed: RunStep) -> Json:
        return {"run": self._hands.run_step(person, deed.callback_id, deed.inputs).id}

    async def _stop(self, person: User, deed: Stop) -> Json:
        self._hands.stop(person, deed.channel, deed.thread_ts)
        return {}

    def _doing(
        self, shape: type[D], do: Callable[[User, D], Awaitable[Json]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            try:
                deed = shape.model_validate(await _read_json(request))
                done = await do(self._hands.workspace.person(deed.who), deed)
            except ValidationError as error:
                return _refuse("; ".join(_explain(fault) for fault in error.errors()), 400)
            except CannotDo as error:
                return _refuse(str(error), 200)
            return web.json_response({"ok": True, **done})

        return serve

    # -------------------------------------------------------------------- looks
    async def _state(self, request: web.Request) -> web.Response:
        person = self._viewer(request).id
        runs = [run.shown() for run in self._hands.steps.runs_of(person)]
        return web.json_response({**look(self._hands.workspace, person), "step_runs": runs})

    async def _follow(self, request: web.Request) -> web.StreamResponse:
        person = self._viewer(request)
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT)
        with self._feed.watch(person.id) as screen:
            await socket.prepare(request)
            telling = asyncio.create_task(_tell(socket, screen))
            try:
                async for _ in socket:
                    continue
            finally:
                telling.cancel()
        return socket

    def _viewer(self, request: web.Request) -> User:
        try:
            return self._hands.workspace.person(request.query.get("as", ""))
        except CannotDo as error:
            raise web.HTTPNotFound(text=str(error)) from error


async def _tell(socket: web.WebSocketResponse, screen: Screen) -> None:
    while not socket.closed:
        await socket.send_json(await screen.get())


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html", headers=SAFETY)


async def _find_message(request: web.Request) -> web.Response:
    """Where a permalink leads: to the page, at that channel and thread."""
    channel, ts = request.match_info["channel"], request.match_info["ts"]
    thread = request.query.get("thread_ts", f"{ts[:-6]}.{ts[-6:]}")
    place = urlencode({"in": channel, "thread": thread})
    raise web.HTTPFound(f"/#{place}")


async def _read_json(request: web.Request) -> Any:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Send JSON.")
    try:
        return json.loads(await request.text())
    except (ValueError, LookupError, RecursionError) as error:
        raise web.HTTPBadRequest(text="That is not JSON.") from error


def _explain(fault: Any) -> str:
    return f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}"


def _refuse(error: str, status: int) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status)
