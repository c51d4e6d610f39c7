"""Bob shows an advice to others, brings it up to date, and takes it back."""

from typing import Any

from tests.conftest import Office
from tests.stories.deciding import advised, advised_behind_the_command


async def share(office: Office, channel: str = "general") -> dict[str, Any]:
    await advised_behind_the_command(office.bob, channel)
    await office.bob.press("Share in channel")
    await office.bob.sees("Only you see this")
    await office.bob.press("Share it")
    return await office.alice.sees("Recommended: BPO")


async def share_out_of_the_dm(office: Office, channel: str) -> None:
    await office.bob.press("Share in a channel", on="Recommended")
    await office.bob.sees("Where?")
    await office.bob.submit({"Where?": channel})


async def test_a_second_share_in_the_same_channel_is_told_so(office: Office) -> None:
    await share(office)
    await office.bob.sees("Shared in")
    await office.bob.press("Share in channel")
    await office.bob.sees("You shared this in")

    assert len([one for one in await office.alice.messages("general") if "Recommended" in one["text"]]) == 1


async def test_two_presses_on_one_preview_share_once(office: Office) -> None:
    await advised_behind_the_command(office.bob)
    await office.bob.press("Share in channel")
    preview = await office.bob.sees("Only you see this")
    await office.bob.press("Share it", on=preview)
    await office.bob.press("Share it", on=preview)
    await office.bob.sees("Shared in")

    assert len([one for one in await office.alice.messages("general") if "Recommended" in one["text"]]) == 1


async def test_the_shared_message_is_brought_up_to_date(office: Office) -> None:
    await advised(office.bob)
    await share_out_of_the_dm(office, "finance")
    shared = await office.alice.sees("Recommended: BPO")
    await office.bob.dm("change presence")
    await office.bob.press("Yes, on site")
    await office.bob.sees("Recommended: keep it in-house")
    await share_out_of_the_dm(office, "finance")
    await office.bob.press("Bring it up to date")
    await office.bob.sees("is up to date")

    assert (await office.alice.sees("Recommended: keep it in-house"))["ts"] == shared["ts"]


async def test_whoever_shared_takes_it_back_from_the_message_itself(office: Office) -> None:
    shared = await share(office)
    await office.bob.press("Un-share", on=shared)
    await office.bob.sees("Taken back")

    await office.alice.does_not_see("Recommended: BPO")


async def test_whoever_shared_takes_it_back_from_what_told_them(office: Office) -> None:
    await share(office)
    told = await office.bob.sees("Shared in")
    await office.bob.press("Un-share", on=told)
    await office.bob.sees("Taken back")

    await office.alice.does_not_see("Recommended: BPO")


async def test_nobody_else_is_offered_to_take_it_back_or_could(office: Office) -> None:
    shared = await share(office)
    button = next(
        element for block in shared["blocks"] for element in block.get("elements", []) if "value" in element
    )
    await office.alice.forge(shared, action_id=button["action_id"], value=button["value"])
    await office.alice.sees("Only the person who shared this can take it back")

    assert button["visible_to_user_ids"] == [office.bob.id]
    await office.carol.sees("Recommended: BPO")


async def test_where_the_app_is_no_member_it_is_shared_and_told_what_cannot_be_done(office: Office) -> None:
    await share(office, "random")
    await office.bob.sees("I'm not a member there, so a decision that you record later won't show on it")

    assert not office.posts("chat.postMessage")


async def test_where_the_app_is_no_member_it_can_still_be_taken_back(office: Office) -> None:
    shared = await share(office, "random")
    await office.bob.press("Un-share", on=shared)
    await office.bob.sees("Taken back")

    await office.alice.does_not_see("Recommended: BPO")


async def test_out_of_the_dm_the_channel_is_chosen_under_a_preview(office: Office) -> None:
    await advised(office.bob)
    await office.bob.press("Share in a channel")
    await office.bob.sees("Here is what the people there will see")
    await office.alice.does_not_see("Recommended: BPO")
    await office.bob.submit({"Where?": "finance"})

    shared = await office.alice.sees("Recommended: BPO")
    assert f"<@{office.bob.id}> checked a task" in shared["text"]
    await office.bob.sees("Shared in")


async def test_a_channel_that_the_app_is_not_in_says_how_to_invite_it(office: Office) -> None:
    await advised(office.bob)
    await share_out_of_the_dm(office, "random")

    await office.bob.sees("so nothing was shared")


async def test_a_second_share_out_of_the_dm_is_told_so(office: Office) -> None:
    await advised(office.bob)
    for _ in range(2):
        await share_out_of_the_dm(office, "finance")
    await office.bob.sees("You shared this in")

    assert len([one for one in await office.alice.messages("finance") if "Recommended" in one["text"]]) == 1
