"""The inbox, the outbox and the pace as tables: what is promised stands there until it is kept."""

from dataclasses import replace

import pytest

from dialogs.storage import WHATEVER, Arrival, Effect, Ours, SqlStore

LONG_AGO, NOW, SOON, LATER = 1, 1_000_000, 2_000_000, 9_000_000


def arrival(key: str, *, person: str = "U1", body: str = '{"said": "payroll"}') -> Arrival:
    return Arrival("T1", key, "press", person, body, "00" * 16, "ABC123", NOW)


async def kept(store: SqlStore, *keys: str, owner: str = "me", until: int = SOON) -> list[int]:
    numbers = await store.run(lambda visit: visit.inbox.put([arrival(key) for key in keys], owner, until))
    return [numbers["T1", key] for key in keys]


async def test_what_nobody_knows_to_be_kept_is_kept_again_under_the_same_number(store: SqlStore) -> None:
    first = await kept(store, "Ev1", "Ev2")

    assert await kept(store, "Ev1", "Ev2") == first
    assert len(await store.run(lambda visit: visit.inbox.list("open", 9))) == 2


async def test_what_another_has_meanwhile_stays_with_them(store: SqlStore) -> None:
    await kept(store, "Ev1", until=LONG_AGO)
    await store.run(lambda visit: visit.inbox.claim("another", NOW, LATER, 1, WHATEVER))

    assert not await store.run(lambda visit: visit.inbox.put([arrival("Ev1")], "me", SOON))


async def test_what_came_is_kept_once(store: SqlStore) -> None:
    await kept(store, "Ev1")
    delivered_again = replace(arrival("Ev1"), seed="11" * 16)
    again = await store.run(lambda visit: visit.inbox.put([delivered_again, arrival("Ev2")], "me", SOON))

    assert list(again) == [("T1", "Ev2")]


async def test_a_number_is_never_given_twice(store: SqlStore) -> None:
    (number,) = await kept(store, "Ev1")
    await store.run(lambda visit: visit.passing.erase("T1", "U1"))
    (next_number,) = await kept(store, "Ev2")
    await store.run(lambda visit: visit.inbox.finish([number]))

    assert next_number > number
    assert [item.arrival.key for item in await store.run(lambda visit: visit.inbox.list("open", 9))] == [
        "Ev2"
    ]


async def test_the_same_event_id_of_another_team_is_another_event(store: SqlStore) -> None:
    await kept(store, "Ev1")
    other = Arrival("T2", "Ev1", "press", "U1", "{}", "00", "X", NOW)
    found = await store.run(lambda visit: visit.inbox.put([other], "me", SOON))

    assert list(found) == [("T2", "Ev1")]


async def test_nobody_takes_what_somebody_works_on(store: SqlStore) -> None:
    await kept(store, "Ev1")

    assert await store.run(lambda visit: visit.inbox.claim("you", NOW, LATER, 10)) == ()


async def test_what_a_dead_process_had_is_taken_over_in_its_order(store: SqlStore) -> None:
    await kept(store, "Ev1", "Ev2", "Ev3", until=SOON)
    taken = await store.run(lambda visit: visit.inbox.claim("you", LATER, LATER + 1, 2))

    assert [item.arrival.key for item in taken] == ["Ev1", "Ev2"]
    assert taken[0].arrival == arrival("Ev1")


async def test_two_who_look_at_once_never_take_the_same(store: SqlStore) -> None:
    await kept(store, *(f"Ev{n}" for n in range(20)))
    yours = await store.run(lambda visit: visit.inbox.claim("you", LATER, LATER + 9, 15))
    theirs = await store.run(lambda visit: visit.inbox.claim("they", LATER, LATER + 9, 15))
    numbers = [item.number for item in (*yours, *theirs)]

    assert len(numbers) == len(set(numbers)) == 20


async def test_a_sign_of_life_keeps_the_others_away(store: SqlStore) -> None:
    kept_on, let_go = await kept(store, "Ev1", "Ev2")
    await store.run(lambda visit: visit.inbox.keep([kept_on], "me", LATER + 10))
    taken = await store.run(lambda visit: visit.inbox.claim("you", LATER, LATER + 1, 10))

    assert [item.number for item in taken] == [let_go]


async def test_whoever_stops_hands_on_what_is_left(store: SqlStore) -> None:
    await kept(store, "Ev1", until=LATER)
    await store.run(lambda visit: visit.inbox.let_go("me"))
    taken = await store.run(lambda visit: visit.inbox.claim("you", NOW, LATER, 10))

    assert [item.arrival.key for item in taken] == ["Ev1"]


async def test_of_what_is_done_no_word_stays(store: SqlStore) -> None:
    (number,) = await kept(store, "Ev1")
    await store.run(lambda visit: visit.inbox.finish([number]))
    found = await store.run(lambda visit: visit.inbox.get(number))

    assert found
    assert (found.state, found.arrival.body) == ("done", "")


async def test_a_second_attempt_waits_for_its_time(store: SqlStore) -> None:
    (number,) = await kept(store, "Ev1")
    await store.run(lambda visit: visit.inbox.retry(number, 1, SOON, "SlackApiError(internal_error)"))
    early = await store.run(lambda visit: visit.inbox.claim("you", SOON - 1, LATER, 10))
    in_time = await store.run(lambda visit: visit.inbox.claim("you", SOON, LATER, 10))

    assert early == ()
    assert [(item.attempts, item.fault) for item in in_time] == [(1, "SlackApiError(internal_error)")]


async def test_what_was_given_up_can_be_tried_again(store: SqlStore) -> None:
    (number,) = await kept(store, "Ev1")
    await store.run(lambda visit: visit.inbox.bury(number, "KeyError"))
    dead = await store.run(lambda visit: visit.inbox.list("dead", 10))
    revived = await store.run(lambda visit: visit.inbox.revive(number))
    taken = await store.run(lambda visit: visit.inbox.claim("you", NOW, LATER, 10))

    assert [item.number for item in dead] == [number]
    assert revived
    assert [item.number for item in taken] == [number]


@pytest.mark.parametrize("state", ["open", "dead"])
async def test_what_is_not_done_can_be_forgotten(store: SqlStore, state: str) -> None:
    (number,) = await kept(store, "Ev1")
    if state == "dead":
        await store.run(lambda visit: visit.inbox.bury(number, "KeyError"))

    assert await store.run(lambda visit: visit.inbox.drop(number))
    assert not await store.run(lambda visit: visit.inbox.drop(number))


async def test_what_is_done_stays_to_be_known_again(store: SqlStore) -> None:
    (number,) = await kept(store, "Ev1")
    await store.run(lambda visit: visit.inbox.finish([number]))

    assert not await store.run(lambda visit: visit.inbox.drop(number))
    assert not await store.run(lambda visit: visit.inbox.put([arrival("Ev1")], "me", SOON))


async def test_the_backlog_tells_how_much_waits_and_since_when(store: SqlStore) -> None:
    first, second, _third = await kept(store, "Ev1", "Ev2", "Ev3")
    await store.run(lambda visit: visit.inbox.bury(first, "KeyError"))
    await store.run(lambda visit: visit.inbox.finish([second]))
    backlog = await store.run(lambda visit: visit.inbox.backlog())

    assert (backlog.open, backlog.dead, backlog.oldest) == (1, 1, NOW)


OURS = Ours(("press",), LONG_AGO)


async def test_a_kind_that_we_do_not_know_is_left_to_those_who_do(store: SqlStore) -> None:
    theirs = replace(arrival("Ev1"), kind="remark")
    await store.run(lambda visit: visit.inbox.put([theirs, arrival("Ev2")], "", 0))
    ours = await store.run(lambda visit: visit.inbox.claim("we", NOW, LATER, 10, OURS))
    rest = await store.run(lambda visit: visit.inbox.claim("they", NOW, LATER, 10))

    assert [item.arrival.key for item in ours] == ["Ev2"]
    assert [item.arrival.key for item in rest] == ["Ev1"]


async def test_a_kind_that_nobody_took_for_long_is_anybody_s(store: SqlStore) -> None:
    theirs = replace(arrival("Ev1"), kind="remark")
    await store.run(lambda visit: visit.inbox.put([theirs], "", 0))
    taken = await store.run(lambda visit: visit.inbox.claim("we", LATER, LATER, 10, Ours(("press",), SOON)))

    assert [item.arrival.key for item in taken] == ["Ev1"]


async def test_what_is_left_to_others_does_not_make_us_look_late(store: SqlStore) -> None:
    theirs = replace(arrival("Ev1"), kind="remark")
    await store.run(lambda visit: visit.inbox.put([theirs], "", 0))
    backlog = await store.run(lambda visit: visit.inbox.backlog(OURS))

    assert (backlog.open, backlog.oldest) == (1, None)


async def test_what_was_put_off_is_not_late_before_its_time(store: SqlStore) -> None:
    (number,) = await kept(store, "Ev1")
    await store.run(lambda visit: visit.inbox.retry(number, 1, LATER, "TimeoutError"))
    backlog = await store.run(lambda visit: visit.inbox.backlog())

    assert backlog.oldest == LATER


async def test_an_empty_inbox_has_no_backlog(store: SqlStore) -> None:
    backlog = await store.run(lambda visit: visit.inbox.backlog())

    assert (backlog.open, backlog.dead, backlog.oldest) == (0, 0, None)


# --------------------------------------------------------------------- outbox


def effect(slot: str = "chat.postMessage C1 1") -> Effect:
    payload = '{"text": "payroll"}'
    return Effect("w1", slot, "T1", "U1", "chat.postMessage", payload, "open", "", 0, NOW, "")


async def test_of_what_was_sent_only_the_ids_stay(store: SqlStore) -> None:
    await store.run(lambda visit: visit.outbox.intend(effect()))
    await store.run(lambda visit: visit.outbox.sent("w1", effect().slot, '{"ts": "1.2"}'))
    (found,) = await store.run(lambda visit: visit.outbox.of_work("w1"))

    assert (found.state, found.payload, found.result) == ("done", "", '{"ts": "1.2"}')


async def test_what_is_sent_again_counts_its_attempts(store: SqlStore) -> None:
    for _ in range(3):
        await store.run(lambda visit: visit.outbox.intend(effect()))
    (found,) = await store.run(lambda visit: visit.outbox.of_work("w1"))

    assert (found.attempts, found.state) == (3, "open")


@pytest.mark.parametrize(("dead", "state"), [(True, "dead"), (False, "open")])
async def test_what_was_not_taken_is_listed_with_its_fault(
    store: SqlStore, state: str, *, dead: bool
) -> None:
    await store.run(lambda visit: visit.outbox.intend(effect()))
    await store.run(lambda visit: visit.outbox.failed("w1", effect().slot, "SlackApiError", dead=dead))
    (found,) = await store.run(lambda visit: visit.outbox.list(state, 10))

    assert found.fault == "SlackApiError"


# ----------------------------------------------------------------------- pace


async def test_places_in_a_row_stand_one_interval_apart(store: SqlStore) -> None:
    async def take(now: int) -> int:
        return await store.run(lambda visit: visit.pace.take("T1", "channel:C1", now, 100))

    taken = [await take(1000), await take(1000), await take(1050), await take(5000)]

    assert taken == [1100, 1200, 1300, 5100]


async def test_one_row_does_not_hold_up_another(store: SqlStore) -> None:
    await store.run(lambda visit: visit.pace.take("T1", "channel:C1", 1000, 100))
    other = await store.run(lambda visit: visit.pace.take("T1", "channel:C2", 1000, 100))

    assert other == 1100


async def test_when_slack_says_stop_nobody_goes_before_its_time(store: SqlStore) -> None:
    await store.run(lambda visit: visit.pace.hold("T1", "method:chat.update", 7000))
    await store.run(lambda visit: visit.pace.hold("T1", "method:chat.update", 3000))
    after = await store.run(lambda visit: visit.pace.take("T1", "method:chat.update", 1000, 100))

    assert after == 7100
