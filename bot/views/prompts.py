"""What an agent offers to say, and what its sessions are called."""

from bot.views.escape import shorten
from bot.words import Words

MOST_PROMPTS = 4
TITLE_LENGTH = 200


def suggestions(words: Words) -> list[dict[str, str]]:
    """Up to four things to say, in the shape that Slack takes."""
    offered = words.own.agent.prompts[:MOST_PROMPTS]
    return [{"title": prompt.title, "message": prompt.message} for prompt in offered]


def session_title(words: Words) -> str:
    """What every session is called: everybody in the channel reads it, so it says nothing of the task."""
    return shorten(words.own.agent.session, TITLE_LENGTH)
