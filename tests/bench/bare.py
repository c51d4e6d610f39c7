"""What we are compared with: Bolt that proves the signature, acks, and makes the same one call to Slack.

It keeps nothing and knows nothing: as fast as any Bolt app of this kind can be.
"""

import asyncio
import json
import os
import re
import signal
from typing import Any

import aiohttp
import uvloop
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient


def listen(app: AsyncApp, session: aiohttp.ClientSession, method: str, message: dict[str, Any]) -> None:
    """One listener for every press; it answers by that method with that message."""

    @app.action(re.compile(""))
    async def hear(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        await ack()
        if method == "response_url":
            await AsyncWebhookClient(body["response_url"], session=session).send_dict(message)
        else:
            card = {"channel": body["container"]["channel_id"], "ts": body["container"]["message_ts"]}
            await client.api_call(method, json={**message, **card})


async def ready(_request: web.Request) -> web.Response:
    """It is ready when it listens."""
    return web.json_response({"ok": True})


async def serve() -> None:
    """Serve until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        client = AsyncWebClient(
            os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"], session=session
        )
        app = AsyncApp(client=client, signing_secret=os.environ["SLACK_SIGNING_SECRET"])
        listen(app, session, os.environ["METHOD"], json.loads(os.environ["MESSAGE"]))
        site = app.web_app("/slack/events", port=int(os.environ["PORT"]))
        site.router.add_get("/readyz", ready)
        runner = web.AppRunner(site, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(os.environ["PORT"])).start()
        await stop.wait()
        await runner.cleanup()


if __name__ == "__main__":
    uvloop.run(serve())
