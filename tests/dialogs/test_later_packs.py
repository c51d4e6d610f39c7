"""The pack changes while conversations are open: they go on, and older advice says that it is older."""

from dataclasses import replace

import pytest

from dialogs.messages import Advise, Ask, AskedAnew, Command, Fill, Late
from dialogs.session import Phase, Verdict
from knowledge import Knowledge
from knowledge.model import Lean, Pack
from tests.dialogs.talking import Talk


def later(pack: Pack, *, without: str = "", turned: bool = False) -> Knowledge:
    """Today's pack: a question less, or every weight turned round."""
    questions = tuple(
        question.model_copy(
            update={
                "options": tuple(
                    option.model_copy(update={"weight": -option.weight if turned else option.weight})
                    for option in question.options
                )
            }
        )
        for question in pack.questions
        if question.id != without
    )
    cues = tuple(cue for cue in pack.cues if cue.question != without)
    return Knowledge(pack.model_copy(update={"version": "2.0", "questions": questions, "cues": cues}))


@pytest.fixture
def talk(knowledge: Knowledge) -> Talk:
    return Talk(Knowledge(knowledge.pack)).begin("sort letters")


def advice_on(talk: Talk) -> Advise:
    assert isinstance(talk.card, Advise)
    return talk.card


def test_advice_is_noted_as_it_was_given(talk: Talk) -> None:
    advice = advice_on(talk.answer_all()).advice

    assert talk.current.given == Verdict(talk.knowledge.pack.version, advice.lean, advice.fit, advice.p_kpo)
    assert advice_on(talk).given is None


def test_older_advice_says_so_when_it_is_touched(talk: Talk) -> None:
    given = talk.answer_all().current.given
    talk.knowledge = later(talk.knowledge.pack)

    card = advice_on(talk.say("thanks"))

    assert (card.given, card.pack) == (given, "2.0")


def test_looking_again_gives_todays_advice(talk: Talk) -> None:
    before = advice_on(talk.answer_all()).advice
    talk.knowledge = later(talk.knowledge.pack, turned=True)
    card = advice_on(talk.say("thanks"))
    assert card.given is not None
    assert (card.given.lean, card.given.p_kpo) == (before.lean, before.p_kpo)
    assert card.advice.lean is not before.lean

    talk.order(Command.AGAIN)
    while isinstance(talk.card, Ask):
        talk.answer()

    assert advice_on(talk).given is None
    assert talk.current.given is not None
    assert talk.current.given.pack == "2.0"


def test_looking_again_can_be_typed(talk: Talk) -> None:
    talk.answer_all()
    talk.knowledge = later(talk.knowledge.pack)

    talk.say("look again").answer_all()

    assert advice_on(talk).given is None


def test_under_the_same_pack_there_is_nothing_to_look_at_again(talk: Talk) -> None:
    before = talk.answer_all().current

    assert talk.say("look again").current == before


def test_a_changed_answer_makes_the_advice_todays(talk: Talk) -> None:
    talk.answer_all()
    changed = next(iter(talk.current.answers))
    talk.knowledge = later(talk.knowledge.pack)

    talk.order(Command.CHANGE, changed).press("unknown").answer_all()

    assert advice_on(talk).given is None


def test_cancelled_and_taken_up_again_the_older_advice_is_still_older(talk: Talk) -> None:
    given = talk.answer_all().current.given
    talk.knowledge = later(talk.knowledge.pack)

    assert advice_on(talk.say("cancel").say("continue")).given == given


def test_a_look_at_a_question_and_back_leaves_older_advice_older(talk: Talk) -> None:
    given = talk.answer_all().current.given
    talk.knowledge = later(talk.knowledge.pack)

    talk.order(Command.CHANGE, next(iter(talk.current.answers))).say("continue")

    assert talk.current.given == given


def test_an_open_conversation_goes_on_without_a_question_that_is_gone(talk: Talk) -> None:
    gone = talk.asked
    talk.answer()
    talk.knowledge = later(talk.knowledge.pack, without=gone)

    talk.say("status")

    assert isinstance(talk.card, Ask)
    assert talk.card.answers == {}
    assert isinstance(talk.answer_all().card, Advise)


def test_the_question_on_the_card_may_be_gone(talk: Talk) -> None:
    gone = talk.asked
    talk.knowledge = later(talk.knowledge.pack, without=gone)

    talk.say("status")

    assert talk.answer_all().current.phase is Phase.ADVISED
    assert gone not in talk.current.answers


def test_a_row_that_noted_no_verdict_shows_todays_advice(talk: Talk) -> None:
    talk.answer_all()
    talk.session = replace(talk.current, given=None, pack_version="0.9")

    assert advice_on(talk.say("thanks")).given is None


def test_a_verdict_of_either_lean_is_told_apart(talk: Talk) -> None:
    given = Verdict("0.9", Lean.KPO, advice_on(talk.answer_all()).advice.fit, 0.9)
    talk.session = replace(talk.current, given=given)

    assert advice_on(talk.say("thanks")).given == given


# ------------------------------------------------- two packs beside each other on one conversation


@pytest.fixture
def other(talk: Talk) -> Knowledge:
    """A pack that lacks what stands on the card."""
    return later(talk.knowledge.pack, without=talk.asked)


def test_an_answer_to_what_only_the_other_pack_asks_is_kept_for_it(talk: Talk, other: Knowledge) -> None:
    ours, asked = talk.knowledge, talk.asked
    talk.knowledge = other
    talk.press("unknown", question=asked)
    shown = talk.asked
    talk.knowledge = ours
    talk.say("status")

    assert talk.current.answers == {asked: "unknown"}
    assert shown != asked
    assert talk.asked != asked


def test_words_are_never_taken_for_an_answer_to_another_question_than_they_were_said_to(
    talk: Talk, other: Knowledge
) -> None:
    talk.knowledge = other
    talk.say("I don't know")

    assert talk.notice == AskedAnew()
    assert talk.current.answers == {}
    assert talk.say("I don't know").current.answers != {}


@pytest.mark.parametrize("how", ["typed", "pressed"])
def test_a_skip_skips_what_was_asked_and_nothing_else(talk: Talk, other: Knowledge, how: str) -> None:
    talk.knowledge = other
    _ = talk.say("skip") if how == "typed" else talk.order(Command.SKIP)

    assert talk.notice == AskedAnew()
    assert talk.current.answers == {}


def test_what_is_asked_stays_asked_though_the_other_pack_would_begin_elsewhere(talk: Talk) -> None:
    asked, last = talk.asked, talk.knowledge.pack.questions[-1].id
    talk.session = replace(talk.current, asked=last)
    talk.say("status")
    assert talk.asked == last != asked

    talk.answer()

    assert list(talk.current.answers) == [last]


def test_an_answer_is_kept_where_the_other_pack_has_nothing_left_to_ask(talk: Talk) -> None:
    while isinstance(talk.card, Ask):
        before, asked = talk.current, talk.asked
        talk.answer()
    talk.session, talk.knowledge = before, later(talk.knowledge.pack, without=asked)

    talk.press("unknown", question=asked)

    assert isinstance(talk.card, Advise)
    assert talk.current.answers[asked] == "unknown"


def test_a_made_up_answer_to_a_question_that_never_stood_there_changes_nothing(
    talk: Talk, other: Knowledge
) -> None:
    talk.knowledge = other
    before = talk.say("status").current

    talk.press("pink", question="elephants")

    assert talk.notice == Late()
    assert talk.current == before


def test_a_form_that_is_sent_loses_no_answer_that_only_the_other_pack_knows(
    talk: Talk, other: Knowledge
) -> None:
    asked = talk.asked
    talk.answer()
    talk.knowledge = other
    talk.send(Fill("a1", "alice", talk.at, "", (), {}, done=True))

    assert asked in talk.current.answers
