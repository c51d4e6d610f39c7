"""What the page asks for: one shape for each deed."""

from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.shapes import Json


class Deed(BaseModel):
    """Who does it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    who: str = Field(alias="as")


class Say(Deed):
    """Type something."""

    channel: str
    text: str = Field(max_length=40_000)
    thread_ts: str | None = None


class Press(Deed):
    """Press or pick something; `values`: what stands in the other fields there."""

    container: Json
    action: Json
    values: dict[str, dict[str, Json]] = Field(default_factory=dict)


class Submit(Deed):
    """Submit the open modal."""

    view_id: str
    values: dict[str, dict[str, Json]] = Field(default_factory=dict)


class Close(Deed):
    """Close the open modal; `everything`: those below it too, as the X does."""

    view_id: str
    everything: bool = False


class OpenHome(Deed):
    """Look at the app's Home."""

    tab: str = Field("home", pattern="^(home|messages)$")


class Read(Deed):
    """Look at a channel."""

    channel: str


class UseShortcut(Deed):
    """Use a shortcut: a message's has a `channel` and a `ts`."""

    callback_id: str
    channel: str = ""
    ts: str = ""


class InChannel(Deed):
    """Invite the app to a channel, or remove it."""

    channel: str


class RunStep(Deed):
    """Run a workflow that consists of one step of the app's."""

    callback_id: str
    inputs: Json = Field(default_factory=dict)


class Stop(Deed):
    """Press the stop button of an agent that is at work in a thread."""

    channel: str
    thread_ts: str
