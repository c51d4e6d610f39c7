"""The Events API: what happens in the workspace becomes the events that the manifest subscribes to."""

from typing import Final

from bot.sandbox.delivery import Delivery
from bot.sandbox.envelopes import wrap
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace

CHANNEL_MESSAGES: Final = {
    "im": ("message.im", "im:history"),
    "channel": ("message.channels", "channels:history"),
}


class Events:
    """Listens to the workspace, publishes to the app."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._app = workspace.app
        self._delivery = delivery

    def posted(self, message: Message) -> None:
        """`message` and `app_mention`, where the app hears them."""
        if message.only_for:
            return
        channel = self._workspace.channels[message.channel]
        said = {**message.as_slack(), "channel": message.channel, "event_ts": message.ts}
        parent = self._workspace.message(message.channel, message.thread_ts)
        if parent and parent is not message:
            said["parent_user_id"] = parent.user
        if message.subtype == "bot_message":
            said.pop("user")
        self._publish_message(channel, said)
        if self._mentions_app(message, channel):
            said.pop("subtype", None)
            self.publish({**said, "type": "app_mention"})
        if message.files and self._workspace.app_in(channel):
            self._files_shared(message)

    def _files_shared(self, message: Message) -> None:
        for file in message.files:
            if self._app.hears("file_shared", "files:read"):
                self.publish(
                    {
                        "type": "file_shared",
                        "channel_id": message.channel,
                        "file_id": file.id,
                        "user_id": message.user,
                        "file": {"id": file.id},
                        "event_ts": self._workspace.mint.ts(),
                    }
                )

    def changed(self, message: Message, before: Json) -> None:
        """`message_changed`."""
        if not message.only_for:
            change = {"message": message.as_slack(), "previous_message": before}
            self._publish_subtype(message, "message_changed", change)

    def deleted(self, message: Message) -> None:
        """`message_deleted`."""
        if not message.only_for:
            change = {"deleted_ts": message.ts, "previous_message": message.as_slack()}
            self._publish_subtype(message, "message_deleted", change)

    def app_home_opened(self, person: str, tab: str) -> None:
        """Somebody looks at the app's Home or Messages tab."""
        if "app_home_opened" not in self._app.events:
            return
        home = self._workspace.views.home(person)
        shown = {"view": self._workspace.views.as_slack(home)} if home and tab == "home" else {}
        self.publish(
            {
                "type": "app_home_opened",
                "user": person,
                "channel": self._workspace.direct(person).id,
                "tab": tab,
                "event_ts": self._workspace.mint.ts(),
                **shown,
            }
        )

    def app_joined(self, channel: Channel, inviter: str) -> None:
        """`member_joined_channel`, for apps that subscribe to it."""
        if self._app.hears("member_joined_channel", "channels:read"):
            self.publish(
                {
                    "type": "member_joined_channel",
                    "user": self._app.bot.id,
                    "channel": channel.id,
                    "channel_type": "C",
                    "team": self._workspace.team.id,
                    "inviter": inviter,
                    "event_ts": self._workspace.mint.ts(),
                }
            )

    def app_left(self, channel: Channel, actor: str) -> None:
        """`channel_left`, for apps that subscribe to it."""
        if self._app.hears("channel_left", "channels:read"):
            ts = self._workspace.mint.ts()
            self.publish({"type": "channel_left", "channel": channel.id, "actor_id": actor, "event_ts": ts})

    def session_stopped(self, person: str, root: Message) -> None:
        """`agent_session_stopped`: somebody pressed stop."""
        self.publish(
            {
                "type": "agent_session_stopped",
                "channel": root.channel,
                "thread_ts": root.ts,
                "streaming_message_ts": [],
                "user": person,
                "event_ts": self._workspace.mint.ts(),
            }
        )

    def tokens_revoked(self) -> None:
        """The bot's tokens are dead."""
        self._tell_the_end({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self._app.bot.id]}})

    def app_uninstalled(self) -> None:
        """The app is gone from the workspace."""
        self._tell_the_end({"type": "app_uninstalled"})

    def _tell_the_end(self, event: Json) -> None:
        if event["type"] in self._app.events:
            self._delivery.publish(self._envelope({**event, "event_ts": self._workspace.mint.ts()}))

    def publish(self, event: Json) -> None:
        """Send an event in Slack's envelope, where the app is installed."""
        if self._workspace.installed:
            self._delivery.publish(self._envelope(event))

    def _publish_subtype(self, message: Message, subtype: str, change: Json) -> None:
        ts = self._workspace.mint.ts()
        channel = self._workspace.channels[message.channel]
        shell = {"type": "message", "subtype": subtype, "channel": channel.id, "hidden": True}
        self._publish_message(channel, {**shell, **change, "ts": ts, "event_ts": ts})

    def _publish_message(self, channel: Channel, event: Json) -> None:
        subscription, scope = CHANNEL_MESSAGES[channel.kind]
        if self._workspace.app_in(channel) and self._app.hears(subscription, scope):
            self.publish({**event, "channel_type": channel.kind})

    def _mentions_app(self, message: Message, channel: Channel) -> bool:
        return (
            f"<@{self._app.bot.id}>" in message.text
            and not message.bot_id
            and message.subtype in ("", "file_share")
            and not channel.is_im
            and self._workspace.app_in(channel)
            and self._app.hears("app_mention", "app_mentions:read")
        )

    def _envelope(self, event: Json) -> Json:
        team = self._workspace.team
        return wrap(
            event,
            self._app,
            self._workspace.mint,
            bot_user=self._app.bot.id,
            team_id=team.id,
            enterprise_id=team.enterprise_id,
            is_org_wide=self._app.standing.is_org_wide,
        )
