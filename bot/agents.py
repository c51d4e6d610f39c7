"""How we speak to Slack as an agent, and as a step of a workflow; only where those are switched on."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient


async def suggest(
    client: AsyncWebClient, channel: str, title: str, prompts: Sequence[Mapping[str, str]]
) -> None:
    """Offer up to four things to say in a DM with us; a `thread_ts` would make Slack ignore them."""
    offered = [dict(prompt) for prompt in prompts]
    await client.assistant_threads_setSuggestedPrompts(channel_id=channel, title=title, prompts=offered)


async def set_status(client: AsyncWebClient, channel: str, thread: str, status: str, title: str) -> None:
    """Say how a session stands; the title is taken when it begins, and everybody there sees both."""
    await client.agents_sessions_setStatus(channel_id=channel, thread_ts=thread, status=status, title=title)


async def complete_step(
    client: AsyncWebClient, execution: str, outputs: Mapping[str, Any], token: str
) -> None:
    """A step of a workflow is done; the token came with it.

    What we say goes in the body: the library's own verb would write it into the address.
    """
    said = {"function_execution_id": execution, "outputs": dict(outputs), **_own(token)}
    await client.api_call("functions.completeSuccess", json=said)


async def fail_step(client: AsyncWebClient, execution: str, error: str, token: str) -> None:
    """A step of a workflow can't be done; whoever looks after the workflow reads why."""
    said = {"function_execution_id": execution, "error": error, **_own(token)}
    await client.api_call("functions.completeError", json=said)


def _own(token: str) -> dict[str, str]:
    """A token of its own for one call; ours where there is none."""
    return {"token": token} if token else {}
