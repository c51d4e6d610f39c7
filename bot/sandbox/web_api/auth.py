"""Who the app is, how it opens Socket Mode, and how its tokens come and go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.accounts import Accounts
from bot.sandbox.oauth.codes import Codes
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.teams import Bearer
from bot.sandbox.timing import Clock
from bot.sandbox.tokens import Token
from bot.sandbox.web_api.desk import FLAG, TEXT, Desk, Kind, Method


@dataclass(frozen=True, slots=True)
class Office:
    """What the methods work on that are about no single workspace."""

    accounts: Accounts
    codes: Codes
    clock: Clock
    url: Callable[[], str]


@dataclass(frozen=True, slots=True)
class AccountMethod:
    """One of those methods.

    Attributes:
        run: gets the token of the call, "" when there is none.
        takes: every argument that it knows.
        needs: the arguments that must be there.
    """

    run: Callable[[Office, str, Json], Json]
    takes: Mapping[str, Kind] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


def _answer_anybody(_office: Office, _token: str, _given: Json) -> Json:
    """Whether Slack can be reached; it asks for no token."""
    return {"args": {}}


def _test(office: Office, token: str, _: Json) -> Json:
    if step := office.accounts.running_step(token):
        return _describe(office, step.bearer)
    known = office.accounts.bot(token)
    return {**_describe(office, office.accounts.holder(known.holder).bearer), **_life(office, known)}


def _describe(office: Office, bearer: Bearer) -> Json:
    # With a token of an organization Slack names that in place of a workspace.
    place = bearer.team or bearer.enterprise
    return {
        "url": f"{office.url()}/",
        "team": place.name if place else "",
        "team_id": place.id if place else "",
        "user": bearer.bot_name,
        "user_id": bearer.bot_user,
        "bot_id": bearer.bot_id,
        **({"enterprise_id": bearer.enterprise.id} if bearer.enterprise else {}),
        "is_enterprise_install": bearer.is_org_wide,
    }


def _life(office: Office, token: Token) -> Json:
    return {} if token.expires_at is None else {"expires_in": int(token.expires_at - office.clock())}


def _revoke(office: Office, token: str, given: Json) -> Json:
    known = office.accounts.bot(token)
    if given.get("test"):
        return {"revoked": False}
    held = office.accounts.holder(known.holder)
    known.revoked = True
    if not office.accounts.tokens.living(known.holder):
        # With its last token the app is gone.
        held.uninstall()
    return {"revoked": True}


def _uninstall(office: Office, token: str, given: Json) -> Json:
    known = office.accounts.bot(token)
    _check_client(office, given)
    office.accounts.holder(known.holder).uninstall()
    return {}


def _access(office: Office, _: str, given: Json) -> Json:
    _check_client(office, given)
    kind = given.get("grant_type", "authorization_code")
    if kind == "refresh_token":
        return _grant(office, office.accounts.tokens.refresh(given.get("refresh_token", "")))
    if kind != "authorization_code":
        raise Refusal("invalid_grant_type")
    code = office.codes.redeem(given.get("code", ""), given.get("redirect_uri", ""))
    token = office.accounts.holder(code.holder).install(scopes=code.scopes)
    return {**_grant(office, token), "authed_user": {"id": code.person}}


def _grant(office: Office, token: Token) -> Json:
    """The answer by which the app gets a token."""
    bearer = office.accounts.holder(token.holder).bearer
    return {
        "access_token": token.text,
        "token_type": "bot",
        "scope": ",".join(bearer.scopes),
        "bot_user_id": bearer.bot_user,
        "app_id": office.accounts.app.app_id,
        "team": bearer.team.as_slack() if bearer.team else None,
        "enterprise": bearer.enterprise.as_slack() if bearer.enterprise else None,
        "is_enterprise_install": bearer.is_org_wide,
        **_life(office, token),
        **({"refresh_token": token.refresh} if token.refresh else {}),
    }


def _check_client(office: Office, given: Json) -> None:
    app = office.accounts.app
    if given.get("client_id") != app.client_id:
        raise Refusal("invalid_client_id")
    if given.get("client_secret") != app.client_secret:
        raise Refusal("bad_client_secret")


def _open_connection(desk: Desk, _: Json) -> Json:
    if not desk.workspace.app.socket_mode:
        # The manifest has Socket Mode off; Slack's documentation names no error of its own for that.
        raise Refusal("access_denied")
    return {"url": f"ws{desk.url().removeprefix('http')}{desk.socket_mode.issue()}"}


CLIENT: Final = {"client_id": TEXT, "client_secret": TEXT}
ACCOUNT_METHODS: Final[Mapping[str, AccountMethod]] = {
    "api.test": AccountMethod(_answer_anybody),
    "auth.test": AccountMethod(_test),
    "auth.revoke": AccountMethod(_revoke, {"test": FLAG}),
    "apps.uninstall": AccountMethod(_uninstall, CLIENT),
    "oauth.v2.access": AccountMethod(
        _access,
        {**CLIENT, **dict.fromkeys(("code", "redirect_uri", "grant_type", "refresh_token"), TEXT)},
    ),
}
METHODS: Final = {
    "apps.connections.open": Method(_open_connection, token="xapp-"),  # noqa: S106 - how a token begins, not a token
}
