"""What may be told of an exception: its kind and where it came from, never its message."""

import traceback
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError

FRAMES = 8
"""The innermost ones, which are enough to find the place."""


def describe(error: BaseException) -> str:
    """Where an error came from and what it is, without its message: that may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    way = " > ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}:{frame.name}" for frame in frames[-FRAMES:]
    )
    named = type(error).__qualname__
    if isinstance(error, SlackApiError):
        named = f"{named}({refusal(error)})"
    cause = error.__cause__ or error.__context__
    return f"{named} at {way or 'unknown'}" + (f"; caused by {describe(cause)}" if cause else "")


def refusal(error: SlackApiError) -> str:
    """Slack's own name for why; "" when what came was no answer of Slack's, such as a proxy's page."""
    data = getattr(error.response, "data", error.response)
    return str(data.get("error") or "") if isinstance(data, Mapping) else ""
