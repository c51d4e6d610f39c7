"""Everything that ever stood in the table of conversations, written down by the database itself.

The checker replays it: each state must be what the pure `advance` makes of the one before and of exactly one
event that was delivered; and an event that made no state must have met one in which it changes nothing.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import psycopg

from bot.wire import PressNext, PressOption, PressOrder, PressPick, read_action, read_press
from dialogs.advance import advance
from dialogs.messages import Begin, Choose, Event, Next, Order, Pick, Say, doing
from dialogs.session import Session
from dialogs.storage import Stored
from dialogs.storage.rows import read_row
from dialogs.storage.times import moment
from dialogs.storage.work import MARK, begun_mark, change_mark
from dialogs.terms import Terms
from tests.faults.lean_slack import LeanSlack, presses_in
from tests.faults.letters import Letter

IDLE: Final = timedelta(hours=72)

WRITING_DOWN: Final = """
CREATE TABLE history (number bigserial, at timestamptz DEFAULT clock_timestamp(), was jsonb);
CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN INSERT INTO history (was) VALUES (to_jsonb(NEW)); RETURN NULL; END$$;
CREATE TRIGGER begun AFTER INSERT ON conversation FOR EACH ROW EXECUTE FUNCTION write_down();
CREATE TRIGGER changed AFTER UPDATE ON conversation FOR EACH ROW
WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION write_down();
"""


def write_down(url: str) -> None:
    """From now on, that database keeps every state of every conversation."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(WRITING_DOWN)


@dataclass(frozen=True)
class State:
    """A conversation as it stood from some moment on."""

    since: datetime
    stored: Stored

    @property
    def session(self) -> Session:
        """What it was."""
        return self.stored.session

    @property
    def mark(self) -> str:
        """By whose work."""
        return self.stored.work[:MARK]


@dataclass(frozen=True)
class Done:
    """A letter, as the inbox knows it."""

    letter: Letter
    work: str
    at: datetime

    @property
    def event(self) -> Event | None:
        """What it is to a conversation; None: nothing."""
        if self.letter.said:
            return Say(self.letter.person, self.at, self.letter.said)
        press, who = read_action(self.letter.action), self.letter.person
        match press:
            case PressOption():
                return Choose(who, self.at, press.turn, press.question, press.option)
            case PressOrder():
                return Order(who, self.at, press.command, press.about, press.turn)
            case PressPick():
                return Pick(who, self.at, press.turn, press.number)
            case PressNext():
                return Next(who, self.at, press.turn, press.number)
        return None

    @property
    def assessment(self) -> str:
        """On whose card it was pressed."""
        return str(getattr(read_action(self.letter.action), "assessment", ""))

    @property
    def marks(self) -> tuple[str, ...]:
        """What a row keeps of it."""
        changed = (change_mark(self.work, doing(self.event)),) if self.event else ()
        return (begun_mark(self.work), *changed)


class History:
    """What happened, after everything was done."""

    def __init__(self, url: str, letters: list[Letter], terms: Terms) -> None:
        with psycopg.connect(url) as connection:
            states = connection.execute("SELECT at, was FROM history ORDER BY number").fetchall()
            items = connection.execute("SELECT key, number, seed, received_at, state FROM inbox").fetchall()
        self._terms = terms
        self.states: dict[str, list[State]] = {}
        for at, was in states:
            self.states.setdefault(was["id"], []).append(State(at, read_row(was)))
        told = {key: (f"{number}-{seed[:8]}", moment(at)) for key, number, seed, at, _ in items}
        self.undone = [key for key, *_, state in items if state != "done"]
        self.done = [Done(letter, *told[letter.key]) for letter in letters]
        self._by_mark = {mark: done for done in self.done for mark in done.marks}

    def check(self, slack: LeanSlack) -> None:
        """Nothing is lost, nothing was taken or said twice, and what is shown is what is stored.

        Raises:
            AssertionError: it is not so.
        """
        marks = Counter(state.mark for states in self.states.values() for state in states)
        taken = {mark: count for mark, count in marks.items() if not mark.startswith("+")}

        assert self.undone == []
        assert [mark for mark, count in taken.items() if count > 1] == []
        for states in self.states.values():
            self._replay(states)
        assert [done.letter for done in self.done if self._is_lost(done, marks)] == []
        self._check_messages(slack)

    def _replay(self, states: list[State]) -> None:
        assert [state.stored.version for state in states] == list(range(1, len(states) + 1))
        before: Session | None = None
        for state in states:
            done = self._by_mark[state.mark]
            event = done.event
            if before is None and isinstance(event, Say):
                event = Begin(state.session.id, done.letter.person, done.at, done.letter.said)
            if before is not None or isinstance(event, Begin):
                assert event
                expected, _ = advance(self._terms, before, event, idle=IDLE)
                assert state.session == expected, done
            before = state.session

    def _is_lost(self, done: Done, marks: Counter[str]) -> bool:
        event = done.event
        if event is None or any(marks[mark] for mark in done.marks):
            return False
        if done.letter.said:
            return True
        states = self.states[done.assessment]
        ends = [*(state.since for state in states[1:]), None]
        met = [state for state, end in zip(states, ends, strict=True) if end is None or end >= done.at]
        return all(self._changes(state.session, event) for state in met)

    def _changes(self, session: Session, event: Event) -> bool:
        return advance(self._terms, session, event, idle=IDLE)[0] != session

    def _check_messages(self, slack: LeanSlack) -> None:
        newest = {id_: states[-1] for id_, states in self.states.items()}
        shown = [(one, _about(one.versions[-1])) for one in slack.standing]
        stands = Counter(assessment for _, assessment in shown if assessment)

        assert {id_: count for id_, count in stands.items() if count > 1} == {}
        turns = [(id_, _turns(one.versions[-1]), newest[id_].session.turn) for one, id_ in shown if id_]
        assert [turn for turn in turns if turn[1] and turn[1] != {turn[2]}] == []
        assert sum(bool(turn[1]) for turn in turns) > 0
        others = Counter(json.dumps(one.versions[-1]) for one, assessment in shown if not assessment)
        # A memo that was asked for twice is sent twice.
        assert [said for said, count in others.items() if count > 1 and "the memo" not in said] == []


def _about(blocks: list[dict[str, Any]]) -> str:
    return next((id_ for press in _read(blocks) if (id_ := getattr(press, "assessment", ""))), "")


def _turns(blocks: list[dict[str, Any]]) -> set[int]:
    found = {getattr(press, "turn", None) for press in _read(blocks)}
    return {turn for turn in found if turn is not None}


def _read(blocks: list[dict[str, Any]]) -> list[object]:
    pressed = presses_in(blocks)
    return [read_press((one.get("selected_option") or one).get("value")) for one in pressed]
