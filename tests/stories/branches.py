"""The app for many workspaces, behind an address of its own, and a look into everything that it keeps."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot import settings
from bot.app import running
from bot.manifest import for_many, manifest, manifest_optional
from bot.sandbox.installer import Landing
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.teams import Enterprise
from bot.sandbox.timing import Timing
from dialogs.storage.sealed import new_key
from dialogs.storage.tables import metadata

QUICK = Timing(reaction=0.3)

TICK = 0.1
"""Seconds; whoever installed the app is greeted as soon as that."""


@dataclass
class Company:
    """The app, everybody's Slack, and the file behind it.

    Attributes:
        ahead: how far the app's clock is ahead of everybody's.
    """

    sandbox: Sandbox
    folder: Path
    address: str = ""
    ahead: timedelta = field(default=timedelta(0))
    key: str = field(default_factory=new_key)

    def environment(self, **more: str) -> dict[str, str]:
        return {
            "SLACK_CLIENT_ID": self.sandbox.client_id,
            "SLACK_CLIENT_SECRET": self.sandbox.client_secret,
            "SLACK_SIGNING_SECRET": self.sandbox.signing_secret,
            "SLACK_API_URL": self.sandbox.api_url,
            "ADVISOR_ENCRYPTION_KEYS": self.key,
            "ADVISOR_HOST": "127.0.0.1",
            "DATABASE_URL": f"sqlite:///{self.folder / 'company.db'}",
            "PORT": "0",
            **more,
        }

    async def install(self, person: Person, into: Enterprise | None = None, *, allow: bool = True) -> Landing:
        """Follow the app's link, to Slack and back."""
        return await person.install_app(f"{self.address}/slack/install", into=into, allow=allow)

    async def tell(self, event: dict[str, object], **more: object) -> int:
        """Slack tells the app of an event, signed, without anything having happened; the answer's status."""
        body = json.dumps(
            {
                "type": "event_callback",
                "team_id": self.sandbox.home.team.id,
                "event_id": f"Ev{token_hex(5).upper()}",
                "event_time": int(time.time()),
                "event": event,
                **more,
            }
        )
        at = str(int(time.time()))
        verifier = SignatureVerifier(self.sandbox.signing_secret)
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": verifier.generate_signature(timestamp=at, body=body) or "",
        }
        async with (
            aiohttp.ClientSession() as http,
            http.post(f"{self.address}/slack/events", data=body, headers=headers) as answer,
        ):
            return answer.status

    def is_idle(self) -> bool:
        """Whether all that came in is done."""
        return all(row["state"] == "done" for row in self.rows().get("inbox", []))

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table that has any."""
        with closing(sqlite3.connect(self.folder / "company.db")) as database:
            database.row_factory = sqlite3.Row
            found = {name: database.execute(f'SELECT * FROM "{name}"').fetchall() for name in metadata.tables}  # noqa: S608 - our own tables
        return {name: [dict(row) for row in rows] for name, rows in found.items() if rows}

    def kept_of(self, *names: str) -> list[str]:
        """The tables where any of those ids or words stand, but for who left a moment ago and the audit."""
        rows = {
            name: [row for row in some if row.get("kind") != "left"]
            for name, some in self.rows().items()
            if name != "audit"
        }
        return [name for name, some in rows.items() if any(each in json.dumps(some) for each in names)]

    async def eventually(self, holds: Callable[[], bool], within: float = 10.0) -> bool:
        """Whether it comes to hold."""
        async with asyncio.timeout(within):
            while not holds():
                await asyncio.sleep(0.02)
        return True


@asynccontextmanager
async def company(folder: Path, *, optional: bool = False, rotates: bool = False) -> AsyncIterator[Company]:
    """The app runs, and nobody has installed it yet."""
    async with slack_for(folder, optional=optional, rotates=rotates) as one, served(one):
        yield one


@asynccontextmanager
async def slack_for(folder: Path, *, optional: bool = False, rotates: bool = False) -> AsyncIterator[Company]:
    """Everybody's Slack; the app does not run yet."""
    made = for_many(manifest_optional() if optional else manifest(), "https://advisor.example.com")
    made["settings"]["token_rotation_enabled"] = rotates
    made["oauth_config"].pop("redirect_urls")
    async with Sandbox(made, timing=QUICK, installed=False) as sandbox:
        yield Company(sandbox, folder)


@asynccontextmanager
async def served(one: Company, **more: str) -> AsyncIterator[str]:
    """The app of that company runs; once more, after it was stopped."""
    chosen = settings.read(one.environment(**more))

    def clock() -> datetime:
        return datetime.now(UTC) + one.ahead

    async with running(chosen, clock, tick=TICK) as address:
        one.address = address
        one.sandbox.allow_redirects(f"{address}/slack/oauth_redirect")
        if not chosen.app_token:
            one.sandbox.deliver_to(f"{address}/slack/events")
        yield address
