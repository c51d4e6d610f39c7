"""The page's files: what people upload there, and what they look at."""

from typing import Any

from aiohttp import web

from bot.sandbox.file_desk import SLACK, hand_out
from bot.sandbox.files import File
from bot.sandbox.hands import Hands
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json

MOST_FILES = 10


class PageFiles:
    """Serves the files of the page."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    def routes(self) -> list[web.AbstractRouteDef]:
        """Every address of the page's files."""
        return [web.post("/page/upload", self._take), web.get("/page/file/{id}", self._give)]

    async def _take(self, request: web.Request) -> web.Response:
        most = self._hands.workspace.files.largest * MOST_FILES + SLACK
        if request.content_type != "multipart/form-data":
            raise web.HTTPUnsupportedMediaType(text="Send a form.")
        try:
            form = await request.clone(client_max_size=most).post()
        except (ValueError, LookupError, AssertionError) as error:
            raise web.HTTPBadRequest(text="That is not a form.") from error
        told = {key: value for key, value in form.items() if isinstance(value, str)}
        uploaded = [one for one in form.getall("file", []) if isinstance(one, web.FileField)]
        try:
            person = self._hands.workspace.person(told.get("as", ""))
            files = {one.filename: one.file.read() for one in uploaded}
            return web.json_response({"ok": True, **self._keep(person, told, files)})
        except CannotDo as error:
            return web.json_response({"ok": False, "error": str(error)})

    def _keep(self, person: User, told: dict[str, str], files: dict[str, bytes]) -> Json:
        if not told.get("channel"):
            kept = [self._hands.keep_file(person, name, content) for name, content in files.items()]
            return _shown(kept)
        place = (told["channel"], told.get("text", ""), told.get("thread_ts", ""))
        message = self._hands.upload(person, files, *place)
        return {**_shown(message.files), "ts": message.ts}

    async def _give(self, request: web.Request) -> web.Response:
        workspace = self._hands.workspace
        file = workspace.files.find(request.match_info["id"])
        person = workspace.users.get(request.query.get("as", ""))
        if file is None or person is None or not workspace.may_have(file, person.id):
            raise web.HTTPNotFound(text="There is no such file for you.")
        return hand_out(file, inline=True)


def _shown(files: list[File]) -> dict[str, Any]:
    shown = [file.shown() for file in files]
    return {"file": shown[0] if shown else None, "files": shown}
