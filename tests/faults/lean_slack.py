"""A Slack of which there is only what a race needs: messages that stand, and the calls that change them.

The sandbox judges each payload by all of Slack's rules, which takes longer than the app's own work; this one
takes ten thousand calls in the time that the race has.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from aiohttp import web

from bot.manifest import manifest
from bot.wire import read_press

TEAM: Final = "T0RACE"
ME: Final = "U0APP"
CHANNEL: Final = "C0RACE"
TOKEN: Final = "xoxb-of-the-race"


@dataclass
class Said:
    """A message of the app's.

    Attributes:
        versions: what it said, the newest last; the blocks of each.
        is_gone: it was deleted.
    """

    ts: str
    thread: str
    versions: list[list[dict[str, Any]]]
    is_gone: bool = False

    @property
    def presses(self) -> list[dict[str, Any]]:
        """What can be pressed on it now: `action_id`, `block_id`, `value`."""
        return presses_in(self.versions[-1])


@dataclass
class LeanSlack:
    """One workspace.

    Attributes:
        said: the app's messages by their ts.
        calls: by method, how many came.
        repeats: posts that were made before.
        url: where it is.
    """

    said: dict[str, Said] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    repeats: int = 0
    url: str = ""
    _named: dict[str, str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _runner: web.AppRunner | None = None

    async def __aenter__(self) -> "LeanSlack":
        app = web.Application()
        app.router.add_post("/api/{method}", self._serve)
        app.router.add_post("/hook/{ts}", self._hook)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner
        await self._runner.cleanup()

    def ts(self) -> str:
        """The next one."""
        return f"1790000000.{next(self._numbers):06}"

    @property
    def standing(self) -> list[Said]:
        """What stands, the oldest first."""
        return [one for one in self.said.values() if not one.is_gone]

    async def _serve(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls[method] += 1
        is_json = request.content_type == "application/json"
        given: dict[str, Any] = await request.json() if is_json else {**request.query, **await request.post()}
        match method:
            case "auth.test":
                return _known()
            case "chat.postMessage":
                return self._post(given)
            case "chat.update":
                return self._change(given["ts"], given)
            case "chat.delete":
                return self._delete(given["ts"])
            case _:
                return web.json_response({"ok": True, "message_ts": self.ts()})

    def _post(self, given: Mapping[str, Any]) -> web.Response:
        ts = self._named.get(given["client_msg_id"])
        if ts is None:
            ts = self._named[given["client_msg_id"]] = self.ts()
            self.said[ts] = Said(ts, given.get("thread_ts", ""), [_content(given)])
        else:
            self.repeats += 1
        if self.said[ts].is_gone:
            return web.json_response({"ok": False, "error": "duplicate_message_not_found"})
        text = self.said[ts].versions[-1][0]["said"]
        return web.json_response(
            {"ok": True, "channel": given["channel"], "ts": ts, "message": {"text": text}}
        )

    def _change(self, ts: str, given: Mapping[str, Any]) -> web.Response:
        found = self.said.get(ts)
        if found is None or found.is_gone:
            return web.json_response({"ok": False, "error": "message_not_found"})
        found.versions.append(_content(given))
        return web.json_response({"ok": True, "ts": ts})

    def _delete(self, ts: str) -> web.Response:
        found = self.said.get(ts)
        if found is None or found.is_gone:
            return web.json_response({"ok": False, "error": "message_not_found"})
        found.is_gone = True
        return web.json_response({"ok": True})

    async def _hook(self, request: web.Request) -> web.Response:
        self.calls["response_url"] += 1
        given, ts = await request.json(), request.match_info["ts"]
        if given.get("replace_original"):
            self._change(ts, given)
        return web.Response(text="ok")


def presses_in(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every button and option in there that is one of ours."""
    found = []
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            for one in [element, *(element.get("options") or [])]:
                if read_press(one.get("value")):
                    named = {"action_id": element["action_id"], "block_id": block.get("block_id", "b")}
                    picked = {"selected_option": one} if one is not element else {"value": one["value"]}
                    found.append({"type": element["type"], **named, **picked})
    return found


def _content(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    blocks = given.get("blocks") or []
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    return [{"type": "top", "said": given.get("text", "")}, *blocks]


def _known() -> web.Response:
    named = {"team_id": TEAM, "team": "Race", "user_id": ME, "bot_id": "B0APP", "user": "advisor"}
    scopes = manifest()["oauth_config"]["scopes"]["bot"]
    return web.json_response({"ok": True, **named}, headers={"x-oauth-scopes": ",".join(scopes)})
