"""What admins and people choose: kept with its log, in effect at once, safe when two choose together."""

import asyncio
import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.choices import (
    Answerers,
    Audience,
    ChannelChoice,
    Chosen,
    WorkspaceChoice,
    compare,
)
from dialogs.preferences import CHANGES_KEPT, SETTINGS, Preferences
from dialogs.shelf import Shelf
from dialogs.storage import Spot, SqlStore, StorageFault
from tests.dialogs.talking import NOON

TEAM = "T1"
OPEN = Chosen(workspace=WorkspaceChoice(answerers=Answerers.ANYONE))


@pytest.fixture
def preferences(store: SqlStore) -> Preferences:
    return Preferences(store)


async def choose(preferences: Preferences, wanted: Chosen, by: str = "alice") -> None:
    assert await preferences.keep(await preferences.now(TEAM), wanted, by, NOON) is not None


async def test_without_a_choice_the_defaults_hold(preferences: Preferences) -> None:
    assert await preferences.of_team(TEAM) == Chosen()


async def test_a_choice_holds_at_once(preferences: Preferences) -> None:
    await preferences.of_team(TEAM)
    await choose(preferences, OPEN)

    assert (await preferences.of_team(TEAM)).anyone_answers("C1")


async def test_a_choice_holds_in_another_process_within_moments(store: SqlStore) -> None:
    ours, theirs = Preferences(store), Preferences(store, fresh=0.05)
    await theirs.of_team(TEAM)
    await choose(ours, OPEN)
    await asyncio.sleep(0.06)

    assert (await theirs.of_team(TEAM)).anyone_answers("C1")


async def test_what_a_newer_version_keeps_beside_a_choice_stays_when_ours_changes_another(
    preferences: Preferences, store: SqlStore
) -> None:
    theirs = '{"theme": "dark", "workspace": {"audience": "channel", "mood": "well"}}'
    spot = Spot(TEAM, SETTINGS)
    await store.run(lambda visit: visit.records.add(spot, theirs, NOON, None))
    found = (await preferences.now(TEAM)).chosen
    workspace = found.workspace.model_copy(update={"answerers": Answerers.ANYONE})
    await choose(preferences, found.model_copy(update={"workspace": workspace}))
    kept = await store.run(lambda visit: visit.records.get(spot))

    assert kept
    body = json.loads(kept.body)
    assert (body["theme"], body["workspace"]["mood"]) == ("dark", "well")
    assert (body["workspace"]["audience"], body["workspace"]["answerers"]) == ("channel", "anyone")


async def test_a_choice_that_only_a_newer_version_knows_is_told_from_a_fault_of_ours(
    preferences: Preferences, store: SqlStore
) -> None:
    theirs = '{"workspace": {"audience": "secret"}}'
    await store.run(lambda visit: visit.records.add(Spot(TEAM, SETTINGS), theirs, NOON, None))

    with pytest.raises(StorageFault, match="settings") as caught:
        await preferences.of_team(TEAM)
    assert caught.value.newer
    assert "secret" not in str(caught.value)


async def test_another_workspace_is_left_alone(preferences: Preferences) -> None:
    await choose(preferences, OPEN)

    assert await preferences.of_team("T2") == Chosen()


async def test_each_change_is_logged_with_who_and_when(preferences: Preferences) -> None:
    await choose(preferences, OPEN)
    await choose(preferences, OPEN.with_channel("C1", ChannelChoice(allowed=False)), by="bob")

    first, second = (await preferences.now(TEAM)).chosen.changes
    assert (first.by, first.setting, first.before, first.after) == ("alice", "answerers", "asker", "anyone")
    assert (second.by, second.channel, second.setting, second.after) == ("bob", "C1", "allowed", "no")
    assert second.at == NOON


async def test_nothing_new_is_not_logged(preferences: Preferences) -> None:
    await choose(preferences, OPEN)
    found = await preferences.now(TEAM)

    assert await preferences.keep(found, found.chosen, "alice", NOON) == ()


@pytest.mark.parametrize("before", [Chosen(), OPEN])
async def test_of_two_who_choose_at_the_same_time_one_must_look_again(
    preferences: Preferences, before: Chosen
) -> None:
    if before != Chosen():
        await choose(preferences, before)
    found = await preferences.now(TEAM)
    wishes = [Chosen(workspace=WorkspaceChoice(retention=days)) for days in (30, 60)]
    kept = await asyncio.gather(*(preferences.keep(found, wish, "alice", NOON) for wish in wishes))

    assert sorted(map(bool, kept)) == [False, True]


async def test_the_log_keeps_the_newest(preferences: Preferences, store: SqlStore) -> None:
    logged = OPEN.model_copy(update={"changes": compare(Chosen(), OPEN, "alice", NOON) * CHANGES_KEPT})
    shelf = Shelf(store, SETTINGS, Chosen)
    await shelf.put(shelf.spot(TEAM), logged, NOON)
    await choose(preferences, Chosen(), by="bob")

    changes = (await preferences.now(TEAM)).chosen.changes
    assert len(changes) == CHANGES_KEPT
    assert changes[-1].by == "bob"


async def test_a_person_chooses_a_language_and_gives_the_choice_back(preferences: Preferences) -> None:
    await preferences.choose_language(TEAM, "alice", "es", NOON)
    assert await preferences.language(TEAM, "alice") == "es"
    await preferences.choose_language(TEAM, "alice", "", NOON)

    assert await preferences.language(TEAM, "alice") == ""


async def test_the_language_is_the_persons_own_record(preferences: Preferences, store: SqlStore) -> None:
    await preferences.choose_language(TEAM, "alice", "es", NOON)
    kept = await store.run(lambda visit: visit.records.everything(TEAM, "alice"))

    assert [record.spot.kind for record in kept] == ["language"]


async def test_who_asks_to_be_forgotten_leaves_the_log_without_a_name(preferences: Preferences) -> None:
    await choose(preferences, OPEN, by="alice")
    await preferences.erase(TEAM, "alice", NOON + timedelta(days=1))

    chosen = await preferences.of_team(TEAM)
    assert [change.by for change in chosen.changes] == [""]
    assert chosen.anyone_answers("C1")


# ---------------------------------------------------------------- what holds where


@pytest.mark.parametrize(
    ("own", "listed", "expected"),
    [
        (None, (), True),
        (None, ("C1",), True),
        (None, ("C2",), False),
        (True, ("C2",), True),
        (False, ("C1",), False),
        (False, (), False),
    ],
)
def test_a_channels_own_word_goes_before_the_workspaces_list(
    own: bool | None, listed: tuple[str, ...], expected: bool
) -> None:
    chosen = Chosen(workspace=WorkspaceChoice(channels=listed), channels={"C1": ChannelChoice(allowed=own)})

    assert chosen.allows("C1") is expected


@given(st.builds(WorkspaceChoice, channels=st.just(("C2",)), audience=st.sampled_from(Audience)))
def test_a_private_conversation_is_always_allowed_and_never_public(workspace: WorkspaceChoice) -> None:
    chosen = Chosen(workspace=workspace)

    assert chosen.allows("D1")
    assert not chosen.is_public("D1")


def test_a_channel_may_answer_otherwise_than_the_workspace() -> None:
    chosen = OPEN.with_channel("C1", ChannelChoice(answerers=Answerers.ASKER))

    assert not chosen.anyone_answers("C1")
    assert chosen.anyone_answers("C2")


def test_a_channel_that_follows_the_workspace_leaves_no_trace() -> None:
    chosen = Chosen().with_channel("C1", ChannelChoice(allowed=False)).with_channel("C1", ChannelChoice())

    assert chosen == Chosen()


def test_a_language_that_is_not_offered_gives_way_to_the_workspaces() -> None:
    chosen = Chosen(workspace=WorkspaceChoice(language="es", languages=("es",)))

    assert chosen.language_for("en") == "es"
    assert chosen.language_for("") == "es"


def test_what_a_later_version_wrote_still_reads() -> None:
    written = '{"workspace": {"retention": 30, "mood": "good"}, "seasons": []}'

    assert Chosen.model_validate_json(written).workspace.retention == 30
