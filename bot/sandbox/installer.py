"""A person installs the app: opens the app's link in a browser, and answers what Slack asks."""

from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

import aiohttp
from yarl import URL

from bot.sandbox.onlooker import Onlooker
from bot.sandbox.teams import Enterprise

AUTHORIZE: Final = "/oauth/v2/authorize"


@dataclass(frozen=True, slots=True)
class Landing:
    """The page that a browser ends at."""

    url: str
    status: int
    text: str


class Installer(Onlooker):
    """Somebody with a browser."""

    async def install_app(
        self,
        link: str,
        *,
        allow: bool = True,
        into: Enterprise | None = None,
        declined: Collection[str] = (),
    ) -> Landing:
        """Follow the app's link to Slack, and back to the app with the answer; where that ends.

        Args:
            link: the app's own page or redirect, or Slack's page itself.
            allow: press Allow; else Cancel.
            into: the organization to install it in, instead of the person's own workspace.
            declined: the optional scopes that it is not granted.
        """
        secure = URL(link).origin()  # Cookies that want https come back over loopback, too.
        jar = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=[secure])
        async with aiohttp.ClientSession(cookie_jar=jar) as browser:
            page = await _get(browser, link)
            reader = _Reader(page.text)
            if URL(page.url).path != AUTHORIZE and reader.link:
                page = await _get(browser, reader.link)
                reader = _Reader(page.text)
            if URL(page.url).path != AUTHORIZE or page.status != 200:
                return page
            place = into.id if into else self._workspace.team.id
            chosen = {"into": place, "person": self.id, "declined": ",".join(declined)}
            form = {**reader.fields, **chosen, "answer": "allow" if allow else "cancel"}
            async with browser.post(page.url, data=form) as answer:
                return Landing(str(answer.url), answer.status, await answer.text())


async def _get(browser: aiohttp.ClientSession, url: str) -> Landing:
    async with browser.get(url) as answer:
        return Landing(str(answer.url), answer.status, await answer.text())


class _Reader(HTMLParser):
    """Finds the link to Slack, or what a form has hidden."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.link = ""
        self.fields: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "a" and AUTHORIZE in (told.get("href") or ""):
            self.link = told["href"] or ""
        if tag == "input" and told.get("type") == "hidden":
            self.fields[told.get("name") or ""] = told.get("value") or ""
