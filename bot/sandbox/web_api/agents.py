"""The methods of an agent: what it suggests, how far it is, what a thread is called."""

from typing import Any, Final

from bot.sandbox.messages import Message
from bot.sandbox.people import Channel
from bot.sandbox.refusal import Refusal, refuse_arguments
from bot.sandbox.sessions import STATUSES
from bot.sandbox.shapes import Json
from bot.sandbox.web_api.desk import LIST, TEXT, Desk, Method

MOST_PROMPTS: Final = 4
LONGEST_TITLE: Final = 200
LOOKS: Final = ("icon_emoji", "icon_url", "username")
STOPPED: Final = "missing_agent_session_stopped_event_subscription"


def _suggest(desk: Desk, given: Json) -> Json:
    channel = _channel(desk, given)
    prompts = [_read_prompt(number, prompt) for number, prompt in enumerate(given["prompts"])]
    if len(prompts) > MOST_PROMPTS:
        raise refuse_arguments(f"no more than {MOST_PROMPTS} items allowed [json-pointer:/prompts]")
    if given.get("thread_ts"):
        # With a thread an agent's prompts silently go nowhere (docs.slack.dev, setSuggestedPrompts).
        return {}
    shown = {"title": given.get("title", ""), "prompts": prompts} if prompts else None
    desk.workspace.sessions.suggest(channel.id, shown)
    desk.screens.prompts(channel)
    return {}


def _set_status(desk: Desk, given: Json) -> Json:
    if given["status"] not in STATUSES:
        raise refuse_arguments(f"must be one of: {', '.join(STATUSES)} [json-pointer:/status]")
    _check_looks(desk, given)
    root = _root(desk, given)
    title = _read_title(given.get("title", ""))
    members = desk.workspace.channels[root.channel].members
    if given.get("initiator_user_id") and given["initiator_user_id"] not in members:
        raise refuse_arguments("must be a member of the channel [json-pointer:/initiator_user_id]")
    hears = "agent_session_stopped" in desk.workspace.app.events
    session = root.session or desk.workspace.sessions.begin(title, can_stop=hears)
    session.turn(given["status"])
    root.session = session
    desk.screens.refresh(root)
    warned = {} if hears else {"warning": STOPPED, "response_metadata": {"warnings": [STOPPED]}}
    return {"status": session.status, "agent_status": session.status, "title": session.title, **warned}


def _rename(desk: Desk, given: Json) -> Json:
    root = _root(desk, given)
    if root.session is None:
        raise Refusal("session_not_found")
    root.session.title = _read_title(given["title"])
    desk.screens.refresh(root)
    return {"title": root.session.title}


def _channel(desk: Desk, given: Json) -> Channel:
    channel = desk.workspace.channels.get(given["channel_id"])
    if channel is None:
        raise Refusal("channel_not_found")
    return channel


def _root(desk: Desk, given: Json) -> Message:
    """The message that the thread begins with."""
    if not desk.workspace.app.agent:
        # Only agents have sessions; Slack's documentation names no error for others.
        raise Refusal("access_denied")
    missing = [name for name in ("channel_id", "thread_ts") if not given.get(name)]
    if missing:
        raise refuse_arguments(*(f"missing required field: {name}" for name in missing))
    channel = _channel(desk, given)
    if not desk.workspace.app_in(channel):
        raise Refusal("not_in_channel")
    root = desk.workspace.message(channel.id, given["thread_ts"])
    if root is None or root.only_for or root.thread_ts not in ("", root.ts):
        raise Refusal("invalid_thread_ts")
    return root


def _read_title(title: str) -> str:
    if len(title) > LONGEST_TITLE:
        raise refuse_arguments(f"must be less than {LONGEST_TITLE + 1} characters [json-pointer:/title]")
    return title


def _read_prompt(number: int, prompt: Any) -> Json:
    at = f"[json-pointer:/prompts/{number}]"
    if not isinstance(prompt, dict):
        raise refuse_arguments(f"must provide an object {at}")
    for key in ("title", "message"):
        if not isinstance(prompt.get(key), str) or not prompt[key]:
            raise refuse_arguments(f"missing required field: {key} {at}")
    return {"title": prompt["title"], "message": prompt["message"]}


def _check_looks(desk: Desk, given: Json) -> None:
    granted = desk.workspace.app.scopes
    if any(given.get(name) for name in LOOKS) and "chat:write.customize" not in granted:
        raise Refusal("missing_scope", needed="chat:write.customize", provided=",".join(granted))


METHODS: Final = {
    "assistant.threads.setSuggestedPrompts": Method(
        _suggest,
        {"channel_id": TEXT, "prompts": LIST, "thread_ts": TEXT, "title": TEXT},
        ("channel_id", "prompts"),
        ("assistant:write",),
    ),
    "agents.sessions.setStatus": Method(
        _set_status,
        {
            "status": TEXT,
            "channel_id": TEXT,
            "thread_ts": TEXT,
            "title": TEXT,
            "initiator_user_id": TEXT,
            **dict.fromkeys(LOOKS, TEXT),
        },
        ("status",),
        ("chat:write",),
    ),
    "agents.sessions.rename": Method(
        _rename,
        {"title": TEXT, "channel_id": TEXT, "thread_ts": TEXT},
        ("title",),
        ("chat:write",),
    ),
}
