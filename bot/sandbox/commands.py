"""Slash commands: Slack's own `/invite`, the app's, and the ones that nobody knows."""

from collections.abc import Coroutine
from typing import Final

from bot.sandbox.delivery import NoAnswer
from bot.sandbox.membership import Membership
from bot.sandbox.offers import Command
from bot.sandbox.people import Channel, User
from bot.sandbox.refusal import CannotDo, Refusal
from bot.sandbox.replies import Replies
from bot.sandbox.shapes import Json
from bot.sandbox.switchboard import Switchboard
from bot.sandbox.text import store

UNKNOWN: Final = (
    '{name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted '
    'as commands. If you are trying to send a message and not run a command, try preceding the "/" with an '
    "empty space."
)


class Commands:
    """Runs what was typed after a slash."""

    def __init__(self, switchboard: Switchboard, replies: Replies, membership: Membership) -> None:
        self._workspace = switchboard.workspace
        self._delivery = switchboard.delivery
        self._tickets = switchboard.tickets
        self._screens = switchboard.screens
        self._url = switchboard.url
        self._replies = replies
        self._membership = membership

    def begin(
        self, person: User, channel: Channel, typed: str, thread_ts: str
    ) -> Coroutine[None, None, None]:
        """What is left to do: wait until the app has acknowledged the command.

        Raises:
            CannotDo: in Slack's words, for an unknown command or one typed in a thread.
        """
        name, rest = _split(typed)
        about_app = store(rest, self._workspace.mentionable) == f"<@{self._workspace.app.bot.id}>"
        if about_app and name in ("/invite", "/remove", "/kick"):
            return self._move_app(person, channel, comes=name == "/invite")
        command = self._workspace.app.command(name)
        if command is None or not self._workspace.app_serves(person):
            raise CannotDo(UNKNOWN.format(name=name))
        if thread_ts:
            raise CannotDo(f"{name} is not supported in threads. Sorry!")
        return self._deliver(person, channel, command, rest)

    async def _move_app(self, person: User, channel: Channel, *, comes: bool) -> None:
        try:
            (self._membership.invite if comes else self._membership.kick)(person, channel)
        except CannotDo as refusal:
            self._screens.toast(person.id, str(refusal), level="info")

    async def _deliver(self, person: User, channel: Channel, command: Command, text: str) -> None:
        try:
            answer = await self._delivery.ask("slash_commands", self._payload(person, channel, command, text))
            if answer.get("text") or answer.get("blocks"):
                self._replies.say(person.id, channel.id, answer)
        except NoAnswer as failure:
            error = "operation_timeout" if "timeout" in failure.reason else "dispatch_failed"
            self._screens.toast(person.id, f'{command.command} failed with the error "{error}"')
        except Refusal as refusal:
            words = f'{command.command} failed with the error "invalid_command_response"'
            self._screens.toast(person.id, f"{words} ({refusal.error})")

    def _payload(self, person: User, channel: Channel, command: Command, text: str) -> Json:
        escaped = store(text, self._workspace.mentionable, links=False) if command.should_escape else text
        team = self._workspace.team
        org = team.enterprise
        return {
            "token": self._workspace.app.verification_token,
            "team_id": team.id,
            "team_domain": team.domain,
            **({"enterprise_id": org.id, "enterprise_name": org.name} if org else {}),
            "channel_id": channel.id,
            "channel_name": channel.payload_name,
            "user_id": person.id,
            "user_name": person.name,
            "command": command.command,
            "text": escaped,
            "api_app_id": self._workspace.app.app_id,
            "is_enterprise_install": str(self._workspace.app.standing.is_org_wide).lower(),
            "response_url": f"{self._url()}{self._tickets.response(person.id, channel.id)}",
            "trigger_id": self._tickets.trigger(person.id, channel.id),
        }


def _split(typed: str) -> tuple[str, str]:
    name, _, rest = typed.strip().partition(" ")
    return name.lower(), rest.strip()
