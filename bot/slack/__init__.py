"""How we speak to Slack: one client, one session, and the manners that every message keeps."""

from bot.slack.declined import AlreadyGone, CannotEdit, CannotPost, TooLate, Unsure
from bot.slack.speaking import Posted, Slack, private_answer

__all__ = [
    "AlreadyGone",
    "CannotEdit",
    "CannotPost",
    "Posted",
    "Slack",
    "TooLate",
    "Unsure",
    "private_answer",
]
