"""What a person sees when they look at the workspace: everything of theirs, nothing of others'."""

from bot.sandbox.people import Channel
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace


def look(workspace: Workspace, person: str) -> Json:
    """The whole picture, as the page reads it."""
    views = workspace.views
    home = views.home(person)
    channels = workspace.visible_channels(person)
    return {
        "team": workspace.team.as_slack(),
        "me": person,
        "users": [user.shown() for user in workspace.users.values()],
        "app": _look_at_app(workspace),
        "channels": [look_at_channel(workspace, person, channel) for channel in channels],
        "messages": {channel.id: look_at_messages(workspace, person, channel.id) for channel in channels},
        "home": views.as_slack(home) if home else None,
        "modals": [views.as_slack(view) for view in views.stack(person)],
        "shortcuts": [one.shown() for one in workspace.app.usable_shortcuts],
        "workflow_steps": [one.shown() for one in workspace.app.usable_steps],
        "prompts": workspace.sessions.prompts(workspace.direct(person).id),
        "is_agent": workspace.app.agent,
    }


def look_at_messages(workspace: Workspace, person: str, channel: str) -> list[Json]:
    """The messages that the person sees there, oldest first."""
    return [one.as_shown(workspace.replies(one)) for one in workspace.seen_by(person, channel)]


def _look_at_app(workspace: Workspace) -> Json:
    app = workspace.app
    commands = [
        {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
        for one in app.commands
    ]
    return {
        "user_id": app.bot.id,
        "bot_id": app.bot_id,
        "name": app.bot.real_name,
        "commands": commands,
    }


def look_at_channel(workspace: Workspace, person: str, channel: Channel) -> Json:
    """A channel as the page reads it."""
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "members": list(channel.members),
        "app_is_member": workspace.app_in(channel),
        "unread": workspace.unread(person, channel.id),
    }
