"""Modals open by a fresh trigger, stack three deep, and keep what was typed; as in Slack."""

import asyncio
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.tiny_app import (
    Watch,
    actions,
    button,
    make_manifest,
    modal,
    new_client,
    question,
    refusal,
    section,
)


@pytest.fixture
def triggers(app: AsyncApp) -> "asyncio.Queue[str]":
    """The triggers of every command, as they arrive."""
    arrived: asyncio.Queue[str] = asyncio.Queue()

    @app.command("/outsource-check")
    async def check(ack: Any, command: dict[str, Any]) -> None:
        await ack()
        arrived.put_nowait(command["trigger_id"])

    @app.action("go")
    async def go(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        arrived.put_nowait(body["trigger_id"])

    return arrived


async def fresh(sandbox: Sandbox, triggers: "asyncio.Queue[str]") -> str:
    await sandbox.person("alice").command("/outsource-check")
    return await asyncio.wait_for(triggers.get(), 2)


async def test_a_trigger_serves_once(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    trigger = await fresh(sandbox, triggers)
    await client.views_open(trigger_id=trigger, view=modal())
    answer = await refusal(client.views_open(trigger_id=trigger, view=modal()))

    assert answer["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]", watch: Watch
) -> None:
    trigger = await fresh(sandbox, triggers)
    watch.now += 3.1
    answer = await refusal(client.views_open(trigger_id=trigger, view=modal()))

    assert answer["error"] == "expired_trigger_id"


async def test_an_invented_trigger_is_invalid(client: AsyncWebClient) -> None:
    answer = await refusal(client.views_open(trigger_id="1.2.abc", view=modal()))

    assert answer["error"] == "invalid_trigger_id"


async def test_a_bad_view_is_pointed_at_and_leaves_the_trigger_good(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    trigger = await fresh(sandbox, triggers)
    answer = await refusal(client.views_open(trigger_id=trigger, view=modal("A title that is far too long")))
    await client.views_open(trigger_id=trigger, view=modal())

    assert answer["error"] == "invalid_arguments"
    assert "[json-pointer:/view/title/text]" in answer["response_metadata"]["messages"][0]


async def test_a_home_view_is_no_modal(client: AsyncWebClient) -> None:
    home = {"type": "home", "blocks": [section("Hi")]}

    assert (await refusal(client.views_open(trigger_id="1", view=home)))["error"] == "invalid_arguments"


async def test_three_views_stack_and_a_fourth_does_not(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    alice = sandbox.person("alice")
    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=modal("1", actions(button("Go"))))
    for title in ("2", "3"):
        await alice.press("Go")
        trigger = await triggers.get()
        await client.views_push(trigger_id=trigger, view=modal(title, actions(button("Go"))))
    await alice.press("Go")
    answer = await refusal(client.views_push(trigger_id=await triggers.get(), view=modal("4")))

    assert answer["error"] == "push_limit_reached"


async def test_nothing_is_pushed_on_no_modal(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    answer = await refusal(client.views_push(trigger_id=await fresh(sandbox, triggers), view=modal()))

    assert answer["error"] == "not_found"


async def test_an_update_with_an_old_hash_is_refused(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    opened = (await client.views_open(trigger_id=await fresh(sandbox, triggers), view=modal()))["view"]
    updated = await client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal("Newer"))
    answer = await refusal(
        client.views_update(view_id=opened["id"], hash=opened["hash"], view=modal("Older"))
    )

    assert updated["view"]["hash"] != opened["hash"]
    assert answer["error"] == "hash_conflict"


async def test_a_closed_modal_can_no_longer_be_updated(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    opened = (await client.views_open(trigger_id=await fresh(sandbox, triggers), view=modal()))["view"]
    await sandbox.person("alice").press("Cancel")
    answer = await refusal(client.views_update(view_id=opened["id"], view=modal()))

    assert answer["error"] == "not_found"


async def test_a_view_may_be_found_by_the_apps_own_name_for_it(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    named = modal(external_id="task-1")
    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=named)
    await client.views_update(external_id="task-1", view={**named, "title": modal("Mine")["title"]})
    trigger = await fresh(sandbox, triggers)
    twice = await refusal(client.views_open(trigger_id=trigger, view=named))

    await sandbox.person("alice").sees("Mine")
    assert twice["error"] == "duplicate_external_id"


async def test_closing_is_told_to_the_app_that_asked_for_it(
    sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    told: asyncio.Queue[Any] = asyncio.Queue()

    @app.view_closed("task")
    async def closed(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        told.put_nowait(body["is_cleared"])

    view = modal(notify_on_close=True)
    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=view)
    await sandbox.person("alice").close_view()

    assert await asyncio.wait_for(told.get(), 2) is False


@pytest.mark.parametrize(
    ("answer", "visible"),
    [
        ({"response_action": "update", "view": modal("Second")}, "Second"),
        ({"response_action": "push", "view": modal("On top")}, "On top"),
    ],
)
async def test_the_acknowledgement_of_a_form_may_show_another(  # noqa: PLR0917 - fixtures are arguments
    sandbox: Sandbox,
    app: AsyncApp,
    client: AsyncWebClient,
    triggers: "asyncio.Queue[str]",
    answer: dict[str, Any],
    visible: str,
) -> None:
    @app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(**answer)

    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=modal("First"))
    alice = sandbox.person("alice")
    await alice.submit(your_task="payroll")

    await alice.sees(visible)


async def test_clear_closes_the_whole_stack(
    sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    @app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(response_action="clear")

    alice = sandbox.person("alice")
    await client.views_open(
        trigger_id=await fresh(sandbox, triggers), view=modal("First", actions(button("Go")))
    )
    await alice.press("Go")
    await client.views_push(trigger_id=await triggers.get(), view=modal("Second"))
    await alice.submit(your_task="payroll")

    await alice.does_not_see("First")
    await alice.does_not_see("Second")


async def test_a_form_that_is_not_acknowledged_stays_open(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=modal())
    alice = sandbox.person("alice")
    await alice.submit(your_task="payroll")

    await alice.sees("We had some trouble connecting")
    await alice.sees("A task")


async def test_errors_for_a_block_that_is_not_there_are_refused(
    sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    @app.view("task")
    async def submitted(ack: Any) -> None:
        await ack(response_action="errors", errors={"nowhere": "Wrong"})

    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=modal())
    alice = sandbox.person("alice")
    await alice.submit(your_task="payroll")

    await alice.sees("invalid_errors")


async def test_slack_itself_checks_the_length_of_what_is_typed(
    sandbox: Sandbox, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    view = modal("A task", question(max_length=5))
    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=view)
    errors = await sandbox.person("alice").submit(your_task="far too long")

    assert errors == {"b": "Please use at most 5 characters."}


async def test_an_empty_optional_field_is_null_and_a_picked_option_is_whole(
    sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient, triggers: "asyncio.Queue[str]"
) -> None:
    values: dict[str, Any] = {}

    @app.view("task")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        values.update(view["state"]["values"])

    daily = {"text": {"type": "plain_text", "text": "Every day"}, "value": "daily"}
    radio = {
        "type": "input",
        "block_id": "r",
        "label": {"type": "plain_text", "text": "How often"},
        "element": {"type": "radio_buttons", "action_id": "r", "options": [daily]},
    }
    view = modal("A task", {**question(), "optional": True}, radio)
    await client.views_open(trigger_id=await fresh(sandbox, triggers), view=view)
    alice = sandbox.person("alice")
    await alice.press("Every day")
    await alice.press("Start")
    await sandbox.settle()

    assert values["b"]["a"] == {"type": "plain_text_input", "value": None}
    assert values["r"]["r"] == {"type": "radio_buttons", "selected_option": daily}


async def test_a_home_is_refused_where_the_manifest_has_none() -> None:
    async with Sandbox(make_manifest(home=False)) as sandbox:
        home = {"type": "home", "blocks": [section("Hi")]}
        answer = await refusal(new_client(sandbox).views_publish(user_id="U0ALICE001", view=home))

    assert answer["error"] == "not_enabled"


async def test_a_home_for_nobody_is_refused(client: AsyncWebClient) -> None:
    home = {"type": "home", "blocks": [section("Hi")]}
    answer = await refusal(client.views_publish(user_id="U0NOBODY1", view=home))

    assert answer["error"] == "invalid_arguments"


async def test_a_view_beyond_all_reason_is_too_large(client: AsyncWebClient) -> None:
    view = modal("A task", section("x" * 250_000))

    assert (await refusal(client.views_open(trigger_id="1", view=view)))["error"] == "view_too_large"


async def test_an_update_needs_to_know_which_view(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("views.update", json={"view": modal()}))

    assert answer["response_metadata"]["messages"] == [
        "[ERROR] missing required field: view_id or external_id"
    ]


async def test_a_form_is_filled_in_by_the_words_of_its_options(
    sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient
) -> None:
    values: dict[str, Any] = {}

    @app.view("task")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        await ack()
        values.update(view["state"]["values"])

    one, two = ({"text": {"type": "plain_text", "text": text}, "value": text} for text in ("One", "Two"))
    blocks = [
        {
            "type": "input",
            "block_id": kind,
            "label": {"type": "plain_text", "text": kind},
            "element": {"type": kind, "action_id": "x", "options": [one, two]},
        }
        for kind in ("static_select", "checkboxes")
    ]
    alice = sandbox.person("alice")
    await client.views_open(trigger_id=sandbox.trigger(alice.id), view=modal("A task", *blocks))
    await alice.submit(static_select="two", checkboxes=["One", "Two"])

    assert values["static_select"]["x"]["selected_option"] == two
    assert values["checkboxes"]["x"]["selected_options"] == [one, two]


async def test_nonsense_for_an_acknowledgement_is_told(
    sandbox: Sandbox, app: AsyncApp, client: AsyncWebClient
) -> None:
    @app.view("task")
    async def submitted(ack: Any) -> None:
        await ack("Thank you")

    alice = sandbox.person("alice")
    await client.views_open(trigger_id=sandbox.trigger(alice.id), view=modal())
    await alice.submit(your_task="payroll")

    await alice.sees("invalid_response_action")
