"""What no other listener takes: acked, so that Slack neither retries nor switches us off."""

import re

from slack_bolt.async_app import AsyncAck, AsyncApp


def attach(app: AsyncApp) -> None:
    """Listen for the rest; must be attached last."""

    @app.options(re.compile(""))
    async def offer_nothing(ack: AsyncAck) -> None:
        await ack(options=[])

    @app.view_closed(re.compile(""))
    async def let_it_be(ack: AsyncAck) -> None:
        await ack()
