"""The page where somebody allows the app into their workspace, or does not."""

from collections.abc import Iterator
from html import escape
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.accounts import Accounts
from bot.sandbox.oauth.asking import Asking, read
from bot.sandbox.oauth.codes import Codes
from bot.sandbox.refusal import Refusal

PAGE: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:16px/1.5 system-ui;max-width:32rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}}
fieldset{{border:0;padding:0;margin:1rem 0}}select,button{{font:inherit;padding:.4rem .8rem;margin:.3rem 0}}
</style></head><body><h1>{title}</h1>{body}</body></html>"""


class Authorize:
    """Serves `/oauth/v2/authorize`."""

    def __init__(self, accounts: Accounts, codes: Codes) -> None:
        self._accounts = accounts
        self._codes = codes

    def routes(self) -> Iterator[web.AbstractRouteDef]:
        """The page, and what its form sends."""
        yield web.get("/oauth/v2/authorize", self._show)
        yield web.post("/oauth/v2/authorize", self._take)

    async def _show(self, request: web.Request) -> web.Response:
        try:
            asking = read(self._accounts.app, request.query)
        except Refusal as refusal:
            return _complain(refusal.error)
        return _render(
            f"{self._accounts.app.name} wants to be installed", self._form(request, asking), asking
        )

    async def _take(self, request: web.Request) -> web.Response:
        try:
            told = await request.post()
        except (ValueError, LookupError):
            return _complain("invalid_form_data")
        form = {key: value for key, value in told.items() if isinstance(value, str)}
        try:
            asking = read(self._accounts.app, form)
            if form.get("answer") != "allow":
                raise web.HTTPFound(asking.answer(error="access_denied"))
            raise web.HTTPFound(asking.answer(code=self._grant(asking, form)))
        except Refusal as refusal:
            return _complain(refusal.error)

    def _grant(self, asking: Asking, form: dict[str, str]) -> str:
        """The code for what the form says: who (`person`), into what (`into`), without which (`declined`)."""
        held = self._accounts.holder(form.get("into", ""))
        members = [one.id for site in held.sites for one in site.workspace.people]
        if form.get("person") not in members or (
            held.bearer.is_org_wide and not self._accounts.app.org_deploy
        ):
            raise Refusal("access_denied")
        declined = set(form.get("declined", "").split(",")) - set(self._accounts.app.required)
        scopes = tuple(scope for scope in asking.scopes if scope not in declined)
        return self._codes.issue(form["into"], form["person"], scopes, asking.redirect_uri)

    def _form(self, request: web.Request, asking: Asking) -> str:
        kept = "".join(
            f'<input type="hidden" name="{escape(key)}" value="{escape(value)}">'
            for key, value in request.query.items()
        )
        scopes = "".join(f"<li>{escape(scope)}</li>" for scope in asking.scopes)
        return (
            f'<p>It will be able to use:</p><ul>{scopes}</ul><form method="post">{kept}'
            f"<fieldset><label>Install to {self._places(asking.team)}</label><br>"
            f"<label>as {self._people()}</label></fieldset>"
            '<button name="answer" value="allow">Allow</button> '
            '<button name="answer" value="cancel">Cancel</button></form>'
        )

    def _places(self, proposed: str) -> str:
        places = [(site.team.id, site.team.name) for site in self._accounts.sites]
        if self._accounts.app.org_deploy:
            orgs = (org.enterprise for org in self._accounts.organizations)
            places += [(one.id, f"{one.name} (the whole organization)") for one in orgs]
        return _select("into", places, proposed)

    def _people(self) -> str:
        people = [
            (person.id, f"{person.real_name}, {site.team.name}")
            for site in self._accounts.sites
            for person in site.workspace.people
        ]
        return _select("person", people, "")


def _select(name: str, options: list[tuple[str, str]], chosen: str) -> str:
    shown = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in options
    )
    return f'<select name="{name}">{shown}</select>'


def _render(title: str, body: str, asking: Asking) -> web.Response:
    back = urlsplit(asking.back)
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {back.scheme}://{back.netloc}"
    )
    page = PAGE.format(title=escape(title), body=body)
    return web.Response(text=page, content_type="text/html", headers={"Content-Security-Policy": policy})


def _complain(error: str) -> web.Response:
    page = PAGE.format(title="Something went wrong", body=f"<p>{escape(error)}</p>")
    headers = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return web.Response(text=page, status=400, content_type="text/html", headers=headers)
