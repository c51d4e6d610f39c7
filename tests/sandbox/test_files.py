"""Files: people share them with the app, the app gives them back, and nobody else has them."""

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.test_events import Ear
from tests.sandbox.tiny_app import (
    EVENTS,
    HURRIED,
    SCOPES,
    make_manifest,
    new_app,
    new_client,
    refusal,
    send,
    socket_mode,
)

FILES = ("files:read", "files:write")
TABLE = b"task,volume\nPayroll,12\n"
PICTURE = b"\x89PNG\r\n\x1a\n"
ALICE_DM = "D0ALICE001"


def with_files(*events: str, **more: Any) -> dict[str, Any]:
    return make_manifest(scopes=(*SCOPES, *FILES), events=(*EVENTS, *events), **more)


@pytest.fixture
async def office() -> Any:
    async with Sandbox(with_files("file_shared"), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        yield sandbox


async def fetch(url: str, token: str = "") -> tuple[str, bytes]:
    """The type and the body that an address gives; it always says 200."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with aiohttp.ClientSession() as session, session.get(url, headers=headers) as answer:
        assert answer.status == 200
        return answer.content_type, await answer.read()


def heard(sandbox: Sandbox, kind: str) -> list[dict[str, Any]]:
    ear = sandbox.delivery.transport
    assert isinstance(ear, Ear)
    return [one.payload["event"] for one in ear.parcels if one.payload["event"]["type"] == kind]


async def upload(client: AsyncWebClient, name: str = "advice.csv", data: bytes = TABLE, **more: Any) -> Any:
    """All three steps, by the SDK."""
    return await client.files_upload_v2(filename=name, content=data, **more)


# --------------------------------------------------------------------- people's
async def test_a_table_shared_in_private_reaches_the_app_which_reads_it() -> None:
    async with Sandbox(with_files(), timing=HURRIED) as sandbox:
        app = new_app(sandbox)

        @app.event("message")
        async def read(event: dict[str, Any], say: Any) -> None:
            (file,) = event["files"]
            kind, body = await fetch(file["url_private_download"], sandbox.bot_token)
            await say(f"{file['name']}, {kind}: {body.decode().splitlines()[1]}")

        async with socket_mode(app, sandbox):
            alice = sandbox.person("alice")
            await alice.upload("tasks.csv", TABLE)

            await alice.sees("tasks.csv, text/csv: Payroll,12")


async def test_a_shared_file_says_what_slack_says(office: Sandbox) -> None:
    await office.person("alice").upload("tasks.xlsx", b"PK", text="Our tasks")
    (event,) = heard(office, "message")
    (file,) = event["files"]
    place = f"{office.url}/files-pri/T0NORTHWND-{file['id']}"

    assert (event["subtype"], event["channel_type"], event["text"]) == ("file_share", "im", "Our tasks")
    assert (file["name"], file["filetype"], file["size"], file["user"]) == (
        "tasks.xlsx",
        "xlsx",
        2,
        "U0ALICE001",
    )
    assert file["url_private_download"] == f"{place}/download/tasks.xlsx"


async def test_a_mention_with_a_file_is_a_mention(office: Sandbox) -> None:
    alice = office.person("alice")
    await alice.upload("tasks.csv", TABLE, channel="general", text="<@U0SANDBOX1> please")
    (mention,) = heard(office, "app_mention")

    assert [file["name"] for file in mention["files"]] == ["tasks.csv"]
    assert "subtype" not in mention


async def test_a_file_in_a_channel_is_told_to_whoever_subscribed(office: Sandbox) -> None:
    await office.person("alice").upload("tasks.csv", TABLE, channel="general")
    (event,) = heard(office, "file_shared")

    assert (event["channel_id"], event["user_id"]) == ("C0GENERAL1", "U0ALICE001")
    assert event["file"] == {"id": event["file_id"]}


async def test_a_file_where_the_app_is_no_member_is_not_heard_of(office: Sandbox) -> None:
    alice = office.person("alice")
    shared = await alice.upload("secret.csv", TABLE, channel="random")
    answer = await refusal(new_client(office).files_info(file=shared["files"][0]["id"]))

    assert not heard(office, "file_shared")
    assert answer["error"] == "file_not_found"


async def test_several_files_come_in_one_message(office: Sandbox) -> None:
    await office.person("alice").upload("a.csv", TABLE, more={"b.csv": TABLE})
    (event,) = heard(office, "message")

    assert [file["name"] for file in event["files"]] == ["a.csv", "b.csv"]


async def test_a_stranger_s_file_must_be_asked_for(office: Sandbox) -> None:
    await office.person("alice").upload("tasks.csv", TABLE, as_stranger=True)
    (file,) = heard(office, "message")[0]["files"]
    asked = await new_client(office).files_info(file=file["id"])

    assert (file["mode"], file["file_access"]) == ("file_access", "check_file_info")
    assert "url_private_download" not in file
    assert asked["file"]["url_private_download"]


@pytest.mark.parametrize("token", ["", "xoxb-wrong"])
async def test_without_the_bot_s_token_a_file_is_a_page_to_sign_in(office: Sandbox, token: str) -> None:
    await office.person("alice").upload("tasks.csv", TABLE)
    kind, body = await fetch(heard(office, "message")[0]["files"][0]["url_private_download"], token)

    assert kind == "text/html"
    assert b"Payroll" not in body


async def test_without_the_scope_a_file_is_a_page_to_sign_in() -> None:
    async with Sandbox(make_manifest(), timing=HURRIED) as sandbox:
        sandbox.delivery.transport = Ear()
        await sandbox.person("alice").upload("tasks.csv", TABLE)
        file = heard(sandbox, "message")[0]["files"][0]
        kind, _ = await fetch(file["url_private_download"], sandbox.bot_token)
        answer = await refusal(new_client(sandbox).files_info(file=file["id"]))

    assert kind == "text/html"
    assert answer["error"] == "missing_scope"


async def test_an_empty_and_a_large_file_are_refused_to_the_person() -> None:
    async with Sandbox(with_files(), timing=HURRIED, largest_file=10) as sandbox:
        alice = sandbox.person("alice")
        await alice.upload("large.csv", TABLE)
        await alice.upload("empty.csv", b"")

        await alice.sees("large.csv is too large")
        await alice.sees("empty.csv is empty")
        assert not await alice.messages("dm")


# ------------------------------------------------------------------- the app's
async def test_the_app_shares_a_file_that_a_person_downloads(office: Sandbox) -> None:
    client = new_client(office)
    await upload(client, channel=ALICE_DM, initial_comment="Here it is")
    alice = office.person("alice")
    shared = await alice.sees("Here it is")

    assert shared["files"][0]["name"] == "advice.csv"
    assert await alice.download("advice.csv") == TABLE
    assert not (await office.person("bob").messages("dm"))


async def test_a_file_may_answer_in_a_thread_with_words_for_those_who_do_not_see(office: Sandbox) -> None:
    said = await office.person("alice").say("Draw it")
    await upload(
        new_client(office),
        "axes.png",
        PICTURE,
        channel=said["channel"],
        thread_ts=said["ts"],
        alt_txt="Two axes",
        title="The picture",
    )
    file = await office.person("bob").sees_file("axes.png")
    (_, answer) = await office.person("bob").messages()

    assert (file["title"], file["alt_txt"]) == ("The picture", "Two axes")
    assert answer["thread_ts"] == said["ts"]


async def test_the_answer_to_an_upload_has_no_message_but_the_file_s_info_has(office: Sandbox) -> None:
    client = new_client(office)
    done = await upload(client, channel="C0GENERAL1")
    shares = (await client.files_info(file=done["file"]["id"]))["file"]["shares"]
    (message,) = await office.person("alice").messages()

    assert "ts" not in done.data
    assert shares["public"]["C0GENERAL1"][0]["ts"] == message["ts"]


async def test_a_picture_stands_in_blocks_once_slack_has_looked_at_it(office: Sandbox) -> None:
    client = new_client(office)
    done = await upload(client, "axes.png", PICTURE)
    image = {"type": "image", "slack_file": {"id": done["file"]["id"]}, "alt_text": "Two axes"}
    post: dict[str, Any] = {"channel": ALICE_DM, "text": "The picture", "blocks": [image]}
    too_early = await refusal(client.chat_postMessage(**post))
    while not (await client.files_info(file=done["file"]["id"]))["file"]["mimetype"]:
        pass
    await client.chat_postMessage(**post)

    assert too_early["errors"] == ["invalid slack file [json-pointer:/blocks/0/slack_file]"]
    assert (await office.person("alice").messages("dm"))[0]["blocks"][0]["slack_file"]["id"]


async def test_a_table_is_no_picture(office: Sandbox) -> None:
    shared = await office.person("alice").upload("tasks.csv", TABLE)
    image = {"type": "image", "slack_file": {"id": shared["files"][0]["id"]}, "alt_text": "No"}
    answer = await refusal(new_client(office).chat_postMessage(channel=ALICE_DM, text="No", blocks=[image]))

    assert answer["error"] == "invalid_blocks"


async def test_the_app_deletes_its_own_files_only(office: Sandbox) -> None:
    client, alice = new_client(office), office.person("alice")
    own = (await upload(client, channel=ALICE_DM))["file"]["id"]
    hers = (await alice.upload("tasks.csv", TABLE))["files"][0]["id"]
    await client.files_delete(file=own)
    again, other = await refusal(client.files_delete(file=own)), await refusal(client.files_delete(file=hers))

    assert (again["error"], other["error"]) == ("file_deleted", "cant_delete_file")
    with pytest.raises(AssertionError, match="sees no file"):
        await alice.sees_file("advice.csv", within=0)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"channel_id": "U0ALICE001"}, "invalid_arguments"),
    ({"channel_id": "C0NOWHERE1"}, "channel_not_found"),
    ({"channel_id": "C0RANDOM03"}, "not_in_channel"),
    ({"channel_id": "C0GENERAL1", "thread_ts": "1.1"}, "thread_not_found"),
    ({"files": [{"id": "F0NOTHING1"}]}, "file_not_found"),
    ({"files": []}, "invalid_arguments"),
    ({"files": [{"title": "No id"}]}, "invalid_arguments"),
    ({"channel_id": "C0GENERAL1", "blocks": [{"type": "markdown", "text": "# Hi"}]}, "internal_error"),
    ({"colour": "red"}, "invalid_arguments"),
]


@pytest.mark.parametrize(("wrong", "error"), REFUSED)
async def test_what_slack_refuses_of_an_upload(office: Sandbox, wrong: dict[str, Any], error: str) -> None:
    client = new_client(office)
    given = await client.files_getUploadURLExternal(filename="a.csv", length=2)
    await send(given["upload_url"], data=b"ab")
    body = {"files": [{"id": given["file_id"]}], **wrong}
    answer = await refusal(client.api_call("files.completeUploadExternal", json=body))

    assert answer["error"] == error


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ({"length": 0}, "missing_argument"),
        ({"length": 101}, "file_upload_size_restricted"),
        ({"alt_txt": "x" * 1_001}, "alt_txt_too_large"),
        ({"length": "many"}, "invalid_arguments"),
    ],
)
async def test_what_slack_refuses_to_expect(wish: dict[str, Any], error: str) -> None:
    async with Sandbox(with_files(), largest_file=100) as sandbox:
        body = {"filename": "a.csv", "length": 2, **wish}
        answer = await refusal(new_client(sandbox).api_call("files.getUploadURLExternal", json=body))

    assert answer["error"] == error


async def test_bytes_must_be_as_many_as_announced(office: Sandbox) -> None:
    client = new_client(office)
    given = await client.files_getUploadURLExternal(filename="a.csv", length=3)
    sent, _ = await send(given["upload_url"], data=b"ab")
    answer = await refusal(client.files_completeUploadExternal(files=[{"id": given["file_id"]}]))

    assert sent.status == 400
    assert answer["error"] == "file_not_found"


async def test_a_file_may_be_larger_than_any_other_request(office: Sandbox) -> None:
    large = b"x" * 2_000_000
    await upload(new_client(office), "large.txt", large, channel=ALICE_DM)
    form = aiohttp.FormData({"as": "U0ALICE001", "channel": ALICE_DM})
    form.add_field("file", large, filename="larger.txt")
    await send(f"{office.url}/page/upload", data=form)

    assert await office.person("alice").download("large.txt") == large
    assert await office.person("alice").download("larger.txt") == large


async def test_bytes_may_come_as_a_form(office: Sandbox) -> None:
    client = new_client(office)
    given = await client.files_getUploadURLExternal(filename="a.csv", length=2)
    form = aiohttp.FormData()
    form.add_field("filename", b"ab", filename="a.csv")
    sent, said = await send(given["upload_url"], data=form)

    assert (sent.status, said) == (200, "OK - 2")


# ------------------------------------------------------------------- the page's
async def test_the_page_uploads_and_shows_a_file_to_those_who_may_see_it(office: Sandbox) -> None:
    form = aiohttp.FormData({"as": "U0ALICE001", "channel": ALICE_DM, "text": "Our tasks"})
    form.add_field("file", TABLE, filename="tasks.csv")
    _, answer = await send(f"{office.url}/page/upload", data=form)
    path = f"{office.url}{answer['file']['url']}"

    assert await fetch(f"{path}?as=U0ALICE001") == ("text/csv", TABLE)
    async with aiohttp.ClientSession() as session, session.get(f"{path}?as=U0BOB00002") as other:
        assert other.status == 404


async def test_a_file_of_markup_is_never_run_by_the_browser(office: Sandbox) -> None:
    shared = await office.person("alice").upload("a.html", b"<script>1</script>", channel="general")
    path = f"{office.url}{shared['files'][0]['url']}?as=U0BOB00002"
    async with aiohttp.ClientSession() as session, session.get(path) as answer:
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_picture_may_be_named_by_its_address(office: Sandbox) -> None:
    client = new_client(office)
    shared = await office.person("alice").upload("axes.png", PICTURE, channel="general")
    url = (await client.files_info(file=shared["files"][0]["id"]))["file"]["url_private"]
    image = {"type": "image", "slack_file": {"url": url}, "alt_text": "Two axes"}
    posted = await client.chat_postMessage(channel=ALICE_DM, text="The picture", blocks=[image])

    assert posted["message"]["blocks"][0]["slack_file"]["id"] == shared["files"][0]["id"]


async def test_the_page_keeps_a_file_for_a_form_and_says_why_it_can_not(office: Sandbox) -> None:
    form = aiohttp.FormData({"as": "U0ALICE001"})
    form.add_field("file", TABLE, filename="tasks.csv")
    _, kept = await send(f"{office.url}/page/upload", data=form)
    empty = aiohttp.FormData({"as": "U0ALICE001"})
    empty.add_field("file", b"", filename="empty.csv")
    _, refused = await send(f"{office.url}/page/upload", data=empty)

    assert kept["file"]["name"] == "tasks.csv"
    assert "ts" not in kept
    assert refused == {"ok": False, "error": "empty.csv is empty. Files must have something in them."}
