"""Whether an advice helped, kept with its assessment."""

from datetime import UTC, datetime

from dialogs.feedback import Feedback, opinion_on
from dialogs.storage import SqlStore
from knowledge import Knowledge

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


async def test_each_person_has_one_word_on_each_advice(store: SqlStore, knowledge: Knowledge) -> None:
    feedback = Feedback(store)
    advice = knowledge.classify("monthly payroll", {})
    good, bad = (opinion_on(advice, "1.0", helpful=helpful) for helpful in (True, False))
    await feedback.give("T1", "a1", "U1", good, NOON)
    await feedback.give("T1", "a1", "U2", good, NOON)
    await feedback.give("T1", "a1", "U1", bad, NOON)

    assert sorted(one.helpful for one in await feedback.on("T1", "a1")) == [False, True]


async def test_the_same_word_again_is_no_news(store: SqlStore, knowledge: Knowledge) -> None:
    feedback = Feedback(store)
    good = opinion_on(knowledge.classify("monthly payroll", {}), "1.0", helpful=True)

    assert await feedback.give("T1", "a1", "U1", good, NOON)
    assert not await feedback.give("T1", "a1", "U1", good, NOON)


async def test_it_goes_when_its_person_is_forgotten(store: SqlStore, knowledge: Knowledge) -> None:
    feedback = Feedback(store)
    good = opinion_on(knowledge.classify("monthly payroll", {}), "1.0", helpful=True)
    await feedback.give("T1", "a1", "U1", good, NOON)
    await store.run(lambda visit: visit.records.erase("T1", "U1"))

    assert await feedback.on("T1", "a1") == ()
