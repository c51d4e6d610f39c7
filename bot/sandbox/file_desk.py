"""The addresses where files come in and go out: uploads of the app, downloads with its token."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final
from urllib.parse import quote

from aiohttp import BodyPartReader, web

from bot.sandbox.accounts import Accounts
from bot.sandbox.faults.calls import CallFaults
from bot.sandbox.files import File
from bot.sandbox.refusal import Refusal
from bot.sandbox.site import Site

SLACK: Final = 1_000_000
"""Bytes around the file itself, in a multipart body."""
LOGIN: Final = (
    "<!DOCTYPE html><html lang=en><title>Slack</title><body>Sign in to your workspace</body></html>"
)
FILE: Final = "/files-pri/{team:[^/-]+}-{id}"


class FileDesk:
    """Takes the app's uploads, and hands out files to whoever may have them."""

    def __init__(self, accounts: Accounts, faults: CallFaults) -> None:
        self._accounts = accounts
        self._faults = faults

    def routes(self) -> Iterator[web.AbstractRouteDef]:
        """Every address of files that the app is given."""
        yield web.post("/upload/v1/{ticket}", self._take)
        yield web.get(f"{FILE}/{{name}}", self._hand)
        yield web.get(f"{FILE}/download/{{name}}", self._hand)

    async def _take(self, request: web.Request) -> web.StreamResponse:
        return await self._faults.serve(request, "upload", {}, lambda _: self._receive(request))

    async def _hand(self, request: web.Request) -> web.StreamResponse:
        asked = {"file": request.match_info["id"]}
        return await self._faults.serve(request, "download", asked, lambda _: self._give(request))

    async def _receive(self, request: web.Request) -> web.Response:
        ticket = request.match_info["ticket"]
        waiting = (site.uploads for site in self._accounts.sites)
        uploads = next((one for one in waiting if one.expects(ticket) is not None), None)
        expected = uploads.expects(ticket) if uploads else None
        if uploads is None or expected is None:
            raise web.HTTPNotFound(text="This address waits for nothing.")
        content = await _read(request, expected + SLACK)
        if len(content) != expected:
            raise web.HTTPBadRequest(text=f"{expected} bytes were announced, {len(content)} arrived.")
        uploads.receive(ticket, content)
        return web.Response(text=f"OK - {len(content)}")

    async def _give(self, request: web.Request) -> web.Response:
        """The bytes; without a token that may have them Slack asks to sign in, with status 200."""
        site = self._accounts.site(request.match_info["team"])
        file = site.workspace.files.find(request.match_info["id"]) if site else None
        if site is None or file is None or not self._may_have(request, site, file):
            return web.Response(text=LOGIN, content_type="text/html")
        return hand_out(file)

    def _may_have(self, request: web.Request, site: Site, file: File) -> bool:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        try:
            reached = self._accounts.reach(token, {"team_id": site.team.id}) if scheme == "Bearer" else None
        except Refusal:
            return False
        allowed = reached is site and "files:read" in site.app.scopes
        return allowed and site.workspace.may_have(file, site.app.bot.id)


def hand_out(file: File, *, inline: bool = False) -> web.Response:
    """The bytes of a file as an answer; `inline`: to be looked at, where that is harmless."""
    kind = "inline" if inline and file.kind[2].startswith(("image/", "text/")) else "attachment"
    headers = {
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=file.content, content_type=file.kind[2], headers=headers)


async def _read(request: web.Request, most: int) -> bytes:
    """The body, raw or out of the first part of a form."""
    whole = request.clone(client_max_size=most)
    if not request.content_type.startswith("multipart/"):
        return await whole.read()
    with suppress(ValueError, AssertionError):
        async for part in await whole.multipart():
            if isinstance(part, BodyPartReader):
                return bytes(await part.read(decode=False))
    return b""
