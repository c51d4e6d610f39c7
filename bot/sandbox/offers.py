"""What the app's manifest offers to people: slash commands, shortcuts and workflow steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.shapes import Json


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command of the manifest."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut of the manifest.

    Attributes:
        kind: `message` (in a message's menu) or `global` (everywhere).
    """

    kind: str
    callback_id: str
    name: str
    description: str

    def shown(self) -> Json:
        """The shortcut as the page reads it."""
        return {
            "type": self.kind,
            "callback_id": self.callback_id,
            "name": self.name,
            "description": self.description,
        }


@dataclass(frozen=True, slots=True)
class Parameter:
    """One input or output of a workflow step.

    Attributes:
        kind: Slack's type, such as `string` or `slack#/types/user_id`.
    """

    name: str
    kind: str
    title: str
    description: str
    is_required: bool

    def as_slack(self) -> Json:
        """The parameter in `function_executed`, and as the page reads it."""
        return {
            "type": self.kind,
            "name": self.name,
            "description": self.description,
            "title": self.title,
            "is_required": self.is_required,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """A custom step for Workflow Builder: one of the manifest's `functions`."""

    callback_id: str
    title: str
    description: str
    inputs: tuple[Parameter, ...]
    outputs: tuple[Parameter, ...]

    def shown(self) -> Json:
        """The step as the page reads it."""
        return {
            "callback_id": self.callback_id,
            "title": self.title,
            "description": self.description,
            "inputs": [one.as_slack() for one in self.inputs],
        }


def read_commands(features: Mapping[str, Any]) -> tuple[Command, ...]:
    """The slash commands of a manifest's `features`."""
    return tuple(
        Command(
            command=one["command"],
            description=one.get("description", ""),
            usage_hint=one.get("usage_hint", ""),
            should_escape=bool(one.get("should_escape", False)),
        )
        for one in features.get("slash_commands", ())
    )


def read_shortcuts(features: Mapping[str, Any]) -> tuple[Shortcut, ...]:
    """The shortcuts of a manifest's `features`."""
    return tuple(
        Shortcut(one["type"], one["callback_id"], one["name"], one.get("description", ""))
        for one in features.get("shortcuts", ())
    )


def read_prompts(features: Mapping[str, Any]) -> Json | None:
    """What the manifest of an agent suggests before the app does; None: nothing."""
    prompts = (features.get("agent_view") or {}).get("suggested_prompts")
    return {"title": "", "prompts": [dict(one) for one in prompts]} if prompts else None


def read_steps(manifest: Mapping[str, Any]) -> tuple[Step, ...]:
    """The workflow steps that a manifest declares as `functions`."""
    return tuple(
        Step(
            callback_id=callback_id,
            title=one.get("title", callback_id),
            description=one.get("description", ""),
            inputs=_read_parameters(one.get("input_parameters") or {}),
            outputs=_read_parameters(one.get("output_parameters") or {}),
        )
        for callback_id, one in (manifest.get("functions") or {}).items()
    )


def _read_parameters(declared: Mapping[str, Any]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            name=name,
            kind=one["type"],
            title=one.get("title", name),
            description=one.get("description", ""),
            is_required=bool(one.get("is_required", False)),
        )
        for name, one in declared.items()
    )
