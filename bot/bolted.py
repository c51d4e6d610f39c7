"""Bolt as we use it: it tells what came apart, and hands it over."""

import logging
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.slack import Slack
from bot.tenancy import Tenant


def bolted(slack: Slack, one: Tenant | None) -> AsyncApp:
    """Bolt without any listener yet; `one` is the workspace, where there is only one."""
    return AsyncApp(
        client=slack.nobody(),
        authorize=_authorize(one),
        # HTTP mode proves the signature at its own door; Socket Mode comes pre-authenticated.
        request_verification_enabled=False,
        # Our listeners put down what came, and that must be done before Slack hears that we have it.
        process_before_response=True,
        logger=_quiet(),
    )


def _quiet() -> logging.Logger:
    """Below WARNING the library would write whole requests, and would put them together even for nobody."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.WARNING)
    return logger


def _authorize(one: Tenant | None) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Bolt only hands over what came; for whom it is done, and with which token, is found by who does it."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        if one is None:
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=one.bot_user,
            bot_id=one.bot_id,
            bot_token=one.bot_token,
        )

    return authorize
