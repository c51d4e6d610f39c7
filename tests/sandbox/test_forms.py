"""Every field that a form may have is filled in by its label, judged as Slack judges it, and passed on."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import (
    HURRIED,
    SCOPES,
    actions,
    button,
    make_manifest,
    modal,
    new_client,
    section,
    send,
)

TABLE = b"task\nPayroll\n"
ALICE, BOB, GENERAL = "U0ALICE001", "U0BOB00002", "C0GENERAL1"


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def option(text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": text.lower()}


def field(label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    id_ = label.lower()
    return {
        "type": "input",
        "block_id": id_,
        "label": plain(label),
        "element": {"action_id": "a", **element},
        **more,
    }


@pytest.fixture
async def office() -> AsyncIterator[Sandbox]:
    async with Sandbox(make_manifest(scopes=(*SCOPES, "files:read")), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        yield sandbox


async def open_form(sandbox: Sandbox, *blocks: dict[str, Any], channel: str = "") -> str:
    """A modal with these blocks before Alice; its id."""
    trigger = sandbox.trigger(ALICE, channel)
    opened = await new_client(sandbox).views_open(trigger_id=trigger, view=modal("Form", *blocks))
    return str(opened["view"]["id"])


def heard(sandbox: Sandbox, kind: str) -> list[dict[str, Any]]:
    ear = sandbox.delivery.transport
    assert isinstance(ear, Ear)
    return [one.payload for one in ear.parcels if one.payload.get("type") == kind]


FIELDS: list[tuple[dict[str, Any], Any, dict[str, Any]]] = [
    ({"type": "datepicker"}, date(2026, 12, 24), {"selected_date": "2026-12-24"}),
    ({"type": "users_select"}, "bob", {"selected_user": BOB}),
    ({"type": "multi_users_select"}, ["alice", "bob"], {"selected_users": [ALICE, BOB]}),
    ({"type": "conversations_select"}, "general", {"selected_conversation": GENERAL}),
    ({"type": "multi_conversations_select"}, ["dm"], {"selected_conversations": ["D0ALICE001"]}),
    ({"type": "channels_select"}, "#random", {"selected_channel": "C0RANDOM03"}),
    ({"type": "multi_channels_select"}, "general", {"selected_channels": [GENERAL]}),
    ({"type": "number_input", "is_decimal_allowed": False}, "12", {"value": "12"}),
    ({"type": "email_text_input"}, "a@b.org", {"value": "a@b.org"}),
    ({"type": "url_text_input"}, "https://b.org", {"value": "https://b.org"}),
    ({"type": "radio_buttons", "options": [option("Yes")]}, "Yes", {"selected_option": option("Yes")}),
    (
        {"type": "checkboxes", "options": [option("Yes"), option("No")]},
        ["Yes", "No"],
        {"selected_options": [option("Yes"), option("No")]},
    ),
    (
        {"type": "multi_static_select", "options": [option("Yes")]},
        "Yes",
        {"selected_options": [option("Yes")]},
    ),
]


@pytest.mark.parametrize(("element", "entry", "value"), FIELDS, ids=[one[0]["type"] for one in FIELDS])
async def test_each_field_is_passed_on_as_slack_does(
    office: Sandbox, element: dict[str, Any], entry: Any, value: dict[str, Any]
) -> None:
    await open_form(office, field("It", element))
    errors = await office.person("alice").submit({"It": entry})
    (submission,) = heard(office, "view_submission")

    assert not errors
    assert submission["view"]["state"]["values"]["it"]["a"] == {"type": element["type"], **value}


async def test_files_are_dropped_into_a_form(office: Sandbox) -> None:
    await open_form(office, field("Tasks", {"type": "file_input", "filetypes": ["csv"], "max_files": 1}))
    await office.person("alice").submit({"Tasks": {"tasks.csv": TABLE}})
    entry = heard(office, "view_submission")[0]["view"]["state"]["values"]["tasks"]["a"]

    assert entry["type"] == "file_input"
    assert entry["files"][0]["name"] == "tasks.csv"
    assert entry["files"][0]["url_private_download"].startswith(office.url)


WRONG: list[tuple[dict[str, Any], Any, str]] = [
    ({"type": "number_input", "is_decimal_allowed": False}, "many", "Please enter a number."),
    ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "Please enter a whole number."),
    (
        {"type": "number_input", "is_decimal_allowed": True, "max_value": "10"},
        "10.5",
        "Please enter a number of at most 10.",
    ),
    (
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "1"},
        "0",
        "Please enter a number of at least 1.",
    ),
    ({"type": "email_text_input"}, "alice", "Please enter an email address."),
    ({"type": "url_text_input"}, "example", "Please enter a web address."),
    (
        {"type": "file_input", "filetypes": ["csv"]},
        {"tasks.exe": b"MZ"},
        "tasks.exe is of a type that can't be uploaded here.",
    ),
    (
        {"type": "file_input", "max_files": 1},
        {"a.csv": TABLE, "b.csv": TABLE},
        "Please upload at most 1 files.",
    ),
    ({"type": "users_select"}, None, "Please complete this required field."),
]


@pytest.mark.parametrize(("element", "entry", "complaint"), WRONG)
async def test_what_is_filled_in_wrongly_never_reaches_the_app(
    office: Sandbox, element: dict[str, Any], entry: Any, complaint: str
) -> None:
    await open_form(office, field("It", element))
    errors = await office.person("alice").submit({} if entry is None else {"It": entry})

    assert errors == {"it": complaint}
    assert not heard(office, "view_submission")


async def test_nobody_picks_who_is_not_there_or_more_than_allowed(office: Sandbox) -> None:
    view = await open_form(office, field("Who", {"type": "multi_users_select", "max_selected_items": 1}))
    alice = office.person("alice")
    await alice.submit({"Who": ["alice", "bob"]})
    stranger = {"who": {"a": {"type": "multi_users_select", "selected_users": ["U0NOBODY1"]}}}
    await alice.sees("There is no such option here.")

    assert await alice._try_submit(view, stranger) == {"": "There is no such option here."}
    assert not heard(office, "view_submission")


async def test_people_are_chosen_outside_of_a_form_too(office: Sandbox) -> None:
    picker = {"type": "users_select", "action_id": "ask", "placeholder": plain("Ask a colleague")}
    client = new_client(office)
    await client.chat_postMessage(channel=GENERAL, text="Ask", blocks=[actions(picker)])
    await office.person("alice").choose("Ask a colleague", "bob")
    (press,) = heard(office, "block_actions")

    assert press["actions"][0]["selected_user"] == BOB
    assert press["actions"][0]["placeholder"] == plain("Ask a colleague")


async def test_a_field_that_dispatches_is_sent_on_enter(office: Sandbox) -> None:
    typed = {
        "type": "plain_text_input",
        "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
    }
    home = {"type": "home", "blocks": [field("Search", typed, dispatch_action=True)]}
    await new_client(office).views_publish(user_id=ALICE, view=home)
    await office.person("alice").search_home("payroll")
    (press,) = heard(office, "block_actions")

    assert press["actions"][0]["value"] == "payroll"
    assert press["view"]["type"] == "home"
    assert press["view"]["state"]["values"]["search"]["a"]["value"] == "payroll"


async def test_a_field_that_does_not_dispatch_waits_for_a_button(office: Sandbox) -> None:
    blocks = [field("Why", {"type": "plain_text_input"}), actions(button("Record"))]
    await new_client(office).chat_postMessage(channel=GENERAL, text="Why?", blocks=blocks)
    alice = office.person("alice")
    await alice.enter("Why", "It is cheaper")

    assert not heard(office, "block_actions")
    await alice.press("Record")
    (press,) = heard(office, "block_actions")
    assert press["state"]["values"]["why"]["a"]["value"] == "It is cheaper"


async def test_the_page_sends_what_stands_beside_a_button(office: Sandbox) -> None:
    blocks = [field("Why", {"type": "plain_text_input"}), {**actions(button("Record")), "block_id": "k"}]
    posted = await new_client(office).chat_postMessage(channel=GENERAL, text="Why?", blocks=blocks)
    body = {
        "as": ALICE,
        "container": {"type": "message", "channel": GENERAL, "ts": posted["ts"]},
        "action": {"block_id": "k", "action_id": "go"},
        "values": {"why": {"a": {"type": "plain_text_input", "value": "It is cheaper"}}},
    }
    _, answer = await send(f"{office.url}/page/press", json=body)
    await office.settle()

    assert answer["ok"]
    assert heard(office, "block_actions")[0]["state"]["values"]["why"]["a"]["value"] == "It is cheaper"


async def test_a_choice_that_dispatches_in_a_form_carries_what_stands_in_the_others(office: Sandbox) -> None:
    several = {"type": "radio_buttons", "options": [option("Weekly"), option("Daily")]}
    await open_form(
        office,
        field("Task", {"type": "plain_text_input"}),
        field("How often", several, dispatch_action=True),
    )
    alice = office.person("alice")
    await alice.enter("Task", "payroll")
    await alice.choose("How often", "Daily")
    (press,) = heard(office, "block_actions")

    assert press["actions"][0]["selected_option"] == option("Daily")
    assert press["view"]["state"]["values"]["task"]["a"]["value"] == "payroll"


async def test_what_was_typed_stays_when_the_form_is_changed_around_it(office: Sandbox) -> None:
    several = {"type": "radio_buttons", "options": [option("Weekly"), option("Daily")]}
    often = field("How often", several, dispatch_action=True)
    task = field("Task", {"type": "plain_text_input"})
    view = await open_form(office, task, often)
    alice = office.person("alice")
    await alice.enter("Task", "payroll")
    await alice.choose("How often", "Daily")
    await new_client(office).views_update(view_id=view, view=modal("Form", task, often, section("Daily!")))
    await alice.submit()
    values = heard(office, "view_submission")[0]["view"]["state"]["values"]

    assert values["task"]["a"]["value"] == "payroll"
    assert values["how often"]["a"]["selected_option"] == option("Daily")


async def test_a_menu_may_begin_with_the_channel_that_the_person_came_from(office: Sandbox) -> None:
    menu = {
        "type": "conversations_select",
        "default_to_current_conversation": True,
        "response_url_enabled": True,
    }
    await open_form(office, field("Share in", menu), channel="C0RANDOM03")
    await office.person("alice").submit()
    (submission,) = heard(office, "view_submission")
    (response,) = submission["response_urls"]

    assert submission["view"]["state"]["values"]["share in"]["a"]["selected_conversation"] == "C0RANDOM03"
    assert (response["channel_id"], response["block_id"]) == ("C0RANDOM03", "share in")


async def test_feedback_is_given_by_a_thumb(office: Sandbox) -> None:
    feedback = {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": "f",
                "positive_button": {"text": plain("Good"), "value": "up", "accessibility_label": "Helpful"},
                "negative_button": {"text": plain("Bad"), "value": "down"},
            },
            {"type": "icon_button", "icon": "trash", "text": plain("Forget"), "action_id": "i", "value": "7"},
        ],
    }
    await new_client(office).chat_postMessage(channel=GENERAL, text="Advice", blocks=[feedback])
    alice = office.person("alice")
    await alice.press("Bad")
    await alice.press("Helpful")
    await alice.press("Forget")
    pressed = [one["actions"][0] for one in heard(office, "block_actions")]

    assert [(one["type"], one["value"], one["text"]["text"]) for one in pressed] == [
        ("feedback_buttons", "down", "Bad"),
        ("feedback_buttons", "up", "Good"),
        ("icon_button", "7", "Forget"),
    ]


async def test_a_row_of_a_data_table_and_a_card_are_pressed(office: Sandbox) -> None:
    header = [{"type": "raw_text", "text": "Task"}, {"type": "raw_text", "text": "Open"}]
    row = [
        {"type": "raw_text", "text": "Payroll"},
        {"type": "action_cell", "element": button("Open payroll", "open", "p1")},
    ]
    table = {"type": "data_table", "caption": "Your tasks", "rows": [header, row]}
    card = {"type": "card", "title": plain("Payroll"), "actions": [button("Share", "share", "p2")]}
    await new_client(office).chat_postMessage(channel=GENERAL, text="Tasks", blocks=[table, card])
    alice = office.person("alice")
    await alice.sees("Your tasks")
    await alice.press("Open payroll")
    await alice.press("Share")

    assert [one["actions"][0]["value"] for one in heard(office, "block_actions")] == ["p1", "p2"]
