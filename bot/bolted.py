"""Bolt as we use it: it tells what came apart, and hands it over; presses go by a way of their own."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_bolt.request.payload_utils import is_block_actions
from slack_bolt.response import BoltResponse

from bot.slack import Slack
from bot.tenancy import Tenant

Hear = Callable[[Mapping[str, Any]], Awaitable[None]]
"""Takes what came."""


class Bolt(AsyncApp):
    """Slack's Bolt, with a short way for presses: nearly all that comes in a busy hour.

    For a listener Bolt makes a client, finds out whose request it is, and puts arguments together by name; a
    press needs nothing of that. HTTP and Socket Mode both come by `async_dispatch`.
    """

    _hear_press: Hear | None = None

    def presses_to(self, hear: Hear) -> None:
        """Presses are handed over there, and acknowledged, before Bolt looks for a listener."""
        self._hear_press = hear

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """What Slack is answered."""
        if self._hear_press is None or not is_block_actions(req.body):
            return await super().async_dispatch(req)
        try:
            await self._hear_press(req.body)
        except Exception as error:  # noqa: BLE001 - as Bolt does for a listener
            response = BoltResponse(status=500, body="")
            handler = self.listener_runner.listener_error_handler
            await handler.handle(error=error, request=req, response=response)
            return response
        return BoltResponse(status=200, body="")


def bolted(slack: Slack, one: Tenant | None) -> Bolt:
    """Bolt without any listener yet; `one` is the workspace, where there is only one."""
    return Bolt(
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
    logger.addFilter(_is_news)
    return logger


def _is_news(record: logging.LogRecord) -> bool:
    """Not that our client goes before a token in the environment, which is as we want it."""
    return record.msg != warning_client_prioritized_and_token_skipped()


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
