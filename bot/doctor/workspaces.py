"""Where many workspaces install the app: they can, and the token of each is alive."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from bot.doctor.case import Answer, Case
from bot.doctor.findings import Finding, fault, warning, well
from bot.faults import OperatorFault
from bot.manifest import manifest
from bot.operating import on_store
from dialogs.storage import Installation, StorageFault

_REFUSED = {"invalid_client_id": "SLACK_CLIENT_ID", "bad_client_secret": "SLACK_CLIENT_SECRET"}

_AGAIN = "They must install the app again, at `/slack/install`; until then it can't answer there."


async def check(case: Case) -> Iterable[Finding]:
    """The app's own credentials, and what was installed; nothing for one workspace with its token."""
    if case.client is None:
        return []
    return [_credentials(case.client), *await _installed(case)]


def _credentials(answer: Answer) -> Finding:
    if refused := _REFUSED.get(answer.error):
        todo = "Copy it again from api.slack.com/apps, Basic Information, App Credentials."
        return fault("installing", f"{refused} is refused by Slack: {answer.error}.", todo)
    return well("installing", "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are taken by Slack.")


async def _installed(case: Case) -> Iterable[Finding]:
    try:
        found = await on_store(case.environ, lambda visit: visit.installations.everyone())
    except (StorageFault, OperatorFault):
        return []  # The database says what is wrong with it.
    return list(judge(found, datetime.now(UTC)))


def judge(found: Sequence[Installation], now: datetime) -> Iterator[Finding]:
    """How it stands with those installations."""
    needed = frozenset(manifest()["oauth_config"]["scopes"]["bot"])
    ended = [_named(one) for one in found if one.expires_at and one.expires_at <= now]
    lacking = [_named(one) for one in found if not needed <= one.scopes]
    if ended:
        yield warning("workspaces", f"The token has ended, and was not renewed, of {_listed(ended)}.", _AGAIN)
    if lacking:
        yield warning("workspaces", f"A scope that is needed was not granted by {_listed(lacking)}.", _AGAIN)
    if not ended and not lacking:
        yield well("workspaces", f"{len(found)} have installed the app, and every token is alive.")


def _named(one: Installation) -> str:
    return one.team or one.enterprise


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"{', '.join(names[:5])}{more}"
