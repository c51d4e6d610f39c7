"""Workflow steps: Workflow Builder runs one of the app's, and waits until the app completes or fails it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sandbox.events import Events
from bot.sandbox.mint import Mint
from bot.sandbox.offers import Parameter, Step
from bot.sandbox.people import User
from bot.sandbox.refusal import CannotDo, Refusal
from bot.sandbox.screens import Screens
from bot.sandbox.shapes import Json
from bot.sandbox.workspace import Workspace

TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "array": list,
}


@dataclass(frozen=True, slots=True)
class Completed:
    """The step's end, with what it gives to the steps after it."""

    outputs: Json


@dataclass(frozen=True, slots=True)
class Failed:
    """The step's end, with what whoever runs the workflow is told."""

    error: str


Outcome = Completed | Failed


@dataclass(slots=True)
class Run:
    """One execution of a step.

    Attributes:
        token: what the app may call Slack with while the step runs.
    """

    id: str
    step: Step
    person: str
    inputs: Json
    token: str
    workflow: str
    outcome: Outcome | None = field(default=None)

    def shown(self) -> Json:
        """The run as the page reads it."""
        ended = {Completed: "completed", Failed: "failed"}
        return {
            "id": self.id,
            "callback_id": self.step.callback_id,
            "title": self.step.title,
            "status": ended.get(type(self.outcome), "running"),
            "outputs": self.outcome.outputs if isinstance(self.outcome, Completed) else {},
            "error": self.outcome.error if isinstance(self.outcome, Failed) else "",
        }


class Steps:
    """Runs the app's steps; they need an app that may be deployed to an organization, as in Slack."""

    def __init__(self, workspace: Workspace, events: Events, screens: Screens, mint: Mint) -> None:
        self._workspace = workspace
        self._events = events
        self._screens = screens
        self._mint = mint
        self._runs: dict[str, Run] = {}

    def run(self, person: User, callback_id: str, inputs: Json) -> Run:
        """Run a workflow that consists of that one step.

        Raises:
            CannotDo: there is no such step, or its inputs are not as the manifest has them.
        """
        known = self._workspace.app.usable_steps
        step = next((one for one in known if one.callback_id == callback_id), None)
        if step is None:
            raise CannotDo("There is no such step.")
        if wrong := _judge(step.inputs, inputs):
            raise CannotDo(wrong[0])
        token = f"xwfp-{self._mint.secret()}"
        run = Run(self._mint.id("Fx"), step, person.id, inputs, token, self._mint.id("Wx"))
        self._runs[run.id] = run
        self._show(run)
        self._events.publish(self._event(run))
        return run

    def runs_of(self, person: str) -> list[Run]:
        """What that person ran, oldest first."""
        return [run for run in self._runs.values() if run.person == person]

    def knows_token(self, token: str) -> bool:
        """Was that token given for a step that still runs?"""
        return any(run.token == token and run.outcome is None for run in self._runs.values())

    def knows(self, execution_id: str) -> bool:
        """Was that step run here?"""
        return execution_id in self._runs

    def end(self, execution_id: str, outcome: Outcome) -> None:
        """The app says how the step ended.

        Raises:
            Refusal: `function_execution_not_found`, `execution_not_in_running_state`,
                `parameter_validation_failed`.
        """
        run = self._runs.get(execution_id)
        if run is None:
            raise Refusal("function_execution_not_found")
        if run.outcome is not None:
            raise Refusal("execution_not_in_running_state")
        if isinstance(outcome, Completed) and (wrong := _judge(run.step.outputs, outcome.outputs)):
            words = [f"[ERROR] {one}" for one in wrong]
            raise Refusal("parameter_validation_failed", response_metadata={"messages": words})
        run.outcome = outcome
        self._show(run)

    def _show(self, run: Run) -> None:
        self._screens.tell(run.person, {"type": "step", "run": run.shown()})

    def _event(self, run: Run) -> Json:
        step = run.step
        return {
            "type": "function_executed",
            "function": {
                "id": f"Fn{step.callback_id.upper()}",
                "callback_id": step.callback_id,
                "title": step.title,
                "description": step.description,
                "type": "app",
                "input_parameters": [one.as_slack() for one in step.inputs],
                "output_parameters": [one.as_slack() for one in step.outputs],
                "app_id": self._workspace.app.app_id,
                "date_created": 1_694_727_597,
                "date_updated": 1_698_947_481,
                "date_deleted": 0,
            },
            "inputs": run.inputs,
            "function_execution_id": run.id,
            "workflow_execution_id": run.workflow,
            "event_ts": self._mint.ts(),
            "bot_access_token": run.token,
        }


def _judge(parameters: tuple[Parameter, ...], given: Mapping[str, Any]) -> list[str]:
    """What is wrong with the values, by name."""
    known = {one.name: one for one in parameters}
    wrong = [f"unknown parameter: {name}" for name in given if name not in known]
    wrong += [
        f"missing required parameter: {name}"
        for name, one in known.items()
        if one.is_required and given.get(name) in (None, "")
    ]
    for name, value in given.items():
        expected = TYPES.get(known[name].kind, str) if name in known else object
        confused = isinstance(value, bool) and expected is not bool
        if value is not None and name in known and (confused or not isinstance(value, expected)):
            wrong.append(f"must be of type {known[name].kind}: {name}")
    return wrong
