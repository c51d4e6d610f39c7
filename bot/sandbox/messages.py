"""A message, as the workspace keeps it and as it is shown to the app and to people."""

from dataclasses import dataclass, field

from bot.sandbox.files import File
from bot.sandbox.people import TEAM_ID
from bot.sandbox.sessions import Session
from bot.sandbox.shapes import Json


@dataclass(slots=True)
class Message:
    """One message.

    Attributes:
        user: who wrote it.
        text: as Slack stores it, escaped.
        bot_id: set when an app wrote it.
        only_for: the one person who sees it; empty when the whole channel does.
        session: an agent's work in the thread that begins with this message.
        former: the blocks of earlier versions; a late press comes from one of these.
        picked: what each person has picked in it, by user id, in Slack's `state.values` shape.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str = ""
    bot_id: str = ""
    app_id: str = ""
    client_msg_id: str = ""
    subtype: str = ""
    metadata: Json = field(default_factory=dict)
    files: list[File] = field(default_factory=list)
    session: Session | None = None
    edited_ts: str = ""
    only_for: str = ""
    team_id: str = TEAM_ID
    former: list[list[Json]] = field(default_factory=list)
    picked: dict[str, Json] = field(default_factory=dict)

    def as_slack(self) -> Json:
        """The message object of answers, events and interactions."""
        whole = {
            "type": "message",
            "subtype": self.subtype,
            "user": self.user,
            "ts": self.ts,
            "client_msg_id": self.client_msg_id,
            "bot_id": self.bot_id,
            "app_id": self.app_id,
            "text": self.text,
            "team": self.team_id,
            "thread_ts": self.thread_ts,
            "blocks": self.blocks,
            "metadata": self.metadata,
            "files": [file.in_message() for file in self.files],
        }
        kept: Json = {key: value for key, value in whole.items() if value or key == "text"}
        if self.files:
            kept |= {"upload": True, "display_as_bot": False}
        return {**kept, "edited": {"user": self.user, "ts": self.edited_ts}} if self.edited_ts else kept

    def as_shown(self, replies: int) -> Json:
        """The message as the page reads it."""
        whole = {
            "thread_ts": self.thread_ts,
            "bot_id": self.bot_id,
            "blocks": self.blocks,
            "edited": {"ts": self.edited_ts} if self.edited_ts else None,
            "ephemeral": bool(self.only_for),
            "files": [file.shown() for file in self.files if not file.deleted],
            "reply_count": replies,
            "session": self.session.shown() if self.session else None,
        }
        kept = {key: value for key, value in whole.items() if value}
        return {"ts": self.ts, "user": self.user, "text": self.text, **kept}
