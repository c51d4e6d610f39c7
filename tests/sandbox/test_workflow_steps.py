"""Workflow Builder runs a step of the app's and waits until it is completed or failed."""

from typing import Any

import pytest

from bot.sandbox.refusal import CannotDo
from bot.sandbox.server import Sandbox
from bot.sandbox.steps import Completed, Failed
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import HURRIED, make_manifest, new_app, new_client, refusal, send, socket_mode

STEP = {
    "title": "Check a task",
    "description": "Should we outsource it?",
    "input_parameters": {
        "task": {"type": "string", "title": "Task", "description": "What is done", "is_required": True},
        "urgent": {"type": "boolean", "title": "Urgent", "description": "", "is_required": False},
    },
    "output_parameters": {
        "lean": {"type": "string", "title": "Lean", "description": "", "is_required": True},
        "fit": {"type": "number", "title": "Fit", "description": "", "is_required": False},
    },
}


def with_step(*, org: bool = True) -> dict[str, Any]:
    manifest = make_manifest(scopes=("chat:write",))
    manifest["functions"] = {"check_task": STEP}
    manifest["settings"]["org_deploy_enabled"] = org
    return manifest


async def test_a_step_is_completed_with_what_it_gives_to_the_next() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        app = new_app(sandbox)

        @app.function("check_task")
        async def check(inputs: dict[str, Any], complete: Any) -> None:
            await complete({"lean": f"Outsource {inputs['task']}", "fit": 0.7})

        async with socket_mode(app, sandbox):
            run = await sandbox.person("alice").run_step("check_task", {"task": "payroll"})

            assert await run.outcome() == Completed({"lean": "Outsource payroll", "fit": 0.7})


async def test_a_step_is_failed_with_words_for_whoever_runs_it() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        app = new_app(sandbox)

        @app.function("check_task")
        async def check(fail: Any) -> None:
            await fail("Say a little more about the task.")

        async with socket_mode(app, sandbox):
            run = await sandbox.person("alice").run_step("check_task", {"task": "x"})

            assert await run.outcome() == Failed("Say a little more about the task.")


async def test_a_step_that_is_left_hanging_is_noticed() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        run = await sandbox.person("alice").run_step("check_task", {"task": "payroll"})

        with pytest.raises(AssertionError, match="neither completes nor fails"):
            await run.outcome(within=0.05)


async def test_a_step_says_what_slack_says() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        run = await sandbox.person("alice").run_step("check_task", {"task": "payroll"})
        await sandbox.settle()
        event = ear.parcels[0].payload["event"]

    assert (event["type"], event["function"]["callback_id"]) == ("function_executed", "check_task")
    assert event["inputs"] == {"task": "payroll"}
    assert event["function_execution_id"] == run.id
    assert event["function"]["input_parameters"][0] == {
        "type": "string",
        "name": "task",
        "title": "Task",
        "description": "What is done",
        "is_required": True,
    }
    assert event["bot_access_token"].startswith("xwfp-")


async def test_the_token_of_a_step_ends_with_it() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = ear = Ear()
        run = await sandbox.person("alice").run_step("check_task", {"task": "payroll"})
        await sandbox.settle()
        client = new_client(sandbox, ear.parcels[0].payload["event"]["bot_access_token"])
        await client.functions_completeSuccess(function_execution_id=run.id, outputs={"lean": "Keep it"})
        late = await refusal(client.auth_test())

    assert late["error"] == "invalid_auth"


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("completeSuccess", {"outputs": {}}, "parameter_validation_failed"),
    ("completeSuccess", {"outputs": {"lean": 7}}, "parameter_validation_failed"),
    ("completeSuccess", {"outputs": {"lean": "a", "fit": True}}, "parameter_validation_failed"),
    ("completeSuccess", {"outputs": {"lean": "a", "mood": "b"}}, "parameter_validation_failed"),
    ("completeSuccess", {}, "invalid_arguments"),
    ("completeError", {}, "invalid_arguments"),
    ("completeError", {"error": "No", "function_execution_id": "Fx0NOTHING"}, "function_execution_not_found"),
]


@pytest.mark.parametrize(("method", "body", "error"), WRONG)
async def test_what_slack_refuses_of_a_step_s_end(method: str, body: dict[str, Any], error: str) -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        run = await sandbox.person("alice").run_step("check_task", {"task": "payroll"})
        given = {"function_execution_id": run.id, **body}
        answer = await refusal(new_client(sandbox).api_call(f"functions.{method}", json=given))

    assert answer["error"] == error


async def test_a_step_ends_once() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        run = await sandbox.person("alice").run_step("check_task", {"task": "payroll"})
        client = new_client(sandbox)
        await client.functions_completeError(function_execution_id=run.id, error="No")
        answer = await refusal(client.functions_completeError(function_execution_id=run.id, error="No"))

    assert answer["error"] == "execution_not_in_running_state"


@pytest.mark.parametrize("inputs", [{}, {"task": ""}, {"task": "a", "colour": "red"}, {"task": 7}])
async def test_workflow_builder_takes_no_other_inputs(inputs: dict[str, Any]) -> None:
    async with Sandbox(with_step()) as sandbox:
        with pytest.raises(CannotDo):
            await sandbox.person("alice").run_step("check_task", inputs)


async def test_steps_need_an_app_for_organizations() -> None:
    async with Sandbox(with_step(org=False)) as sandbox:
        with pytest.raises(CannotDo, match="There is no such step"):
            await sandbox.person("alice").run_step("check_task", {"task": "payroll"})


async def test_the_page_runs_a_step_and_sees_its_end() -> None:
    async with Sandbox(with_step(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        body = {"as": "U0ALICE001", "callback_id": "check_task", "inputs": {"task": "payroll"}}
        with sandbox.feed.watch("U0ALICE001") as screen:
            _, started = await send(f"{sandbox.url}/page/step", json=body)
            client = new_client(sandbox)
            await client.functions_completeSuccess(
                function_execution_id=started["run"], outputs={"lean": "Keep it"}
            )
            changes = [screen.get_nowait() for _ in range(screen.qsize())]

    assert [change["run"]["status"] for change in changes if change["type"] == "step"] == [
        "running",
        "completed",
    ]
