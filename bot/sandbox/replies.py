"""What the app says without the Web API: in an acknowledgement, or through a `response_url`."""

from typing import Final

from bot.limits.registry import MESSAGE_TEXT, UPDATED_TEXT
from bot.sandbox.blocks import words
from bot.sandbox.messages import Message
from bot.sandbox.refusal import Refusal
from bot.sandbox.shapes import Json
from bot.sandbox.tickets import Response, Tickets
from bot.sandbox.workspace import Workspace

KEYS: Final = frozenset(
    {
        "text",
        "blocks",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
        "link_names",
        "parse",
        "mrkdwn",
        "metadata",
    }
)
TRUE: Final = (True, "true")


class Replies:
    """Puts the app's answers where the person who acted will see them."""

    def __init__(self, workspace: Workspace, tickets: Tickets) -> None:
        self._workspace = workspace
        self._tickets = tickets

    def respond(self, path: str, body: Json) -> Json:
        """Answer through a `response_url`.

        Raises:
            Refusal: with Slack's error name.
        """
        if unknown := sorted(set(body) - KEYS):
            raise Refusal("invalid_payload", response_metadata={"messages": [f"[ERROR] unknown: {unknown}"]})
        response = self._tickets.respond(path)
        if body.get("delete_original") in TRUE:
            self._workspace.delete(self._original(response))
        elif body.get("replace_original") in TRUE and response.original:
            original = self._original(response)
            text, blocks = self._judge(body, ephemeral=bool(original.only_for))
            self._workspace.edit(original, text, blocks)
        else:
            self.say(response.person, response.channel, body)
        return {"ok": True}

    def say(self, person: str, channel: str, body: Json) -> Message:
        """Post an answer: only the person sees it unless it says `in_channel`.

        Raises:
            Refusal: with Slack's error name.
        """
        kind = body.get("response_type") or "ephemeral"
        if kind not in ("ephemeral", "in_channel"):
            raise Refusal("invalid_payload", response_metadata={"messages": ["[ERROR] response_type"]})
        text, blocks = self._judge(body, ephemeral=kind == "ephemeral")
        app = self._workspace.app
        return self._workspace.post(
            Message(
                channel=channel,
                ts=self._workspace.mint.ts(),
                user=app.bot.id,
                text=text,
                blocks=blocks,
                bot_id=app.bot_id,
                app_id=app.app_id,
                thread_ts=str(body.get("thread_ts") or ""),
                subtype="bot_message",
                only_for=person if kind == "ephemeral" else "",
            )
        )

    def _original(self, response: Response) -> Message:
        original = self._workspace.message(response.channel, response.original)
        if original is None:
            raise Refusal("message_not_found")
        return original

    def _judge(self, body: Json, *, ephemeral: bool) -> tuple[str, list[Json]]:
        self._workspace.judging.message(body, text_limit=UPDATED_TEXT if ephemeral else MESSAGE_TEXT)
        blocks = body.get("blocks") or []
        return body.get("text") or "\n".join(words(blocks)), blocks
