"""Slack can be reached, and takes our tokens."""

from collections.abc import Iterable
from typing import Final

from bot.doctor.case import Answer, Case
from bot.doctor.findings import Finding, fault, warning, well

_WHY: Final = {
    "account_inactive": "The app was removed from the workspace. Install it again at api.slack.com/apps, "
    "Install App, and take the new token.",
    "invalid_auth": "Copy it again from api.slack.com/apps: the bot's from OAuth & Permissions, the app's "
    "from Basic Information, App-Level Tokens.",
    "not_allowed_token_type": "It is of another kind: the bot's begins with xoxb-, the app's with xapp-.",
    "missing_scope": "The app-level token lacks connections:write. Make one that has it.",
    "access_denied": "Switch Socket Mode on at api.slack.com/apps, Socket Mode.",
    "token_expired": "It is a rotating token past its end. Install the app again and take the new token, or "
    "switch token rotation off.",
    "token_revoked": "Install the app again at api.slack.com/apps, Install App, and take the new token.",
}


_REACH: Final = "Let this machine call https://slack.com (port 443), and look at SLACK_API_URL and the proxy."


async def check(case: Case) -> Iterable[Finding]:
    """Both tokens, as far as there are any."""
    found = []
    if case.nobody:
        found.append(_anyone(case.nobody))
    if case.token:
        found.append(_bot(case.token))
    if case.app_token:
        found.append(_app(case.app_token))
    if case.value("SLACK_BOT_TOKEN").startswith("xoxe."):
        found.append(_rotates())
    return found


def _anyone(answer: Answer) -> Finding:
    if answer.reached:
        return well("slack", "Slack can be reached.")
    return fault("slack", f"Slack can't be reached ({answer.error}).", _REACH)


def _bot(answer: Answer) -> Finding:
    if trouble := _trouble("token", "SLACK_BOT_TOKEN", answer):
        return trouble
    user, team, team_id = (answer.data.get(key, "?") for key in ("user", "team", "team_id"))
    return well("token", f"SLACK_BOT_TOKEN is taken; we are {user} in {team} ({team_id}).")


def _app(answer: Answer) -> Finding:
    return _trouble("app token", "SLACK_APP_TOKEN", answer) or well(
        "app token", "SLACK_APP_TOKEN is taken, and Socket Mode is on."
    )


def _trouble(check_name: str, setting: str, answer: Answer) -> Finding | None:
    if not answer.reached:
        return fault(
            check_name,
            f"Slack can't be reached ({answer.error}), so {setting} could not be tried.",
            _REACH,
        )
    if not answer.error:
        return None
    if answer.error == "ratelimited":
        return warning(
            check_name, f"Slack asks us to wait, so {setting} could not be tried.", "Try again later."
        )
    return fault(
        check_name,
        f"{setting} is refused by Slack: {answer.error}.",
        _WHY.get(answer.error, f"Look up {answer.error} at docs.slack.dev/reference/methods."),
    )


def _rotates() -> Finding:
    return warning(
        "token",
        "SLACK_BOT_TOKEN is a rotating one: it ends 12 hours after it was given, and from a setting it can't "
        "be renewed.",
        "Switch token rotation off for one workspace, or have workspaces install the app themselves.",
    )
