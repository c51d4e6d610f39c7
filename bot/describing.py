"""What may be told of an exception: its kind and where it came from, never its message."""

import traceback
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError

FRAMES = 8
"""The innermost ones, which are enough to find the place."""


def describe(error: BaseException) -> str:
    """Where an error and its causes came from and what they are; never a message, which may quote people."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:  # An error may be its own cause.
        chain.append(link)
        link = link.__cause__ or link.__context__
    return "; caused by ".join(map(_describe, chain))


def _describe(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    way = " > ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}:{frame.name}" for frame in frames[-FRAMES:]
    )
    named = type(error).__qualname__
    if isinstance(error, SlackApiError):
        named = f"{named}({refusal(error)})"
    return f"{named} at {way or 'unknown'}"


def refusal(error: SlackApiError) -> str:
    """Slack's own name for why; "" when what came was no answer of Slack's, such as a proxy's page."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""
