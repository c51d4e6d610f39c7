"""Whoever reads the log, even the most talkative one, reads nothing of what people said."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from bot.logs import OURS, set_up
from knowledge import Knowledge
from tests.conftest import Office
from tests.stories.deciding import advised, ask, decide, opine

SAID = "payroll for the secret Zanzibar office"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """All that is written at DEBUG."""
    root, ours, stream = logging.getLogger(), logging.getLogger(OURS), StringIO()
    before = root.level, ours.level, root.handlers[:]
    set_up("DEBUG")
    for handler in root.handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(stream)
    yield stream
    root.handlers[:] = before[2]
    root.setLevel(before[0])
    ours.setLevel(before[1])


async def test_no_task_answer_or_token_is_written_down(
    written: StringIO, office: Office, knowledge: Knowledge
) -> None:
    await advised(office.alice, SAID)
    await ask(office.alice, office.bob, note="a Zanzibar note")
    await opine(office.bob, knowledge, presence="must")
    await decide(office.alice, "Keep it in-house", **{"Why?": "a Zanzibar reason"})
    await office.alice.sees("Decided:")
    await office.alice.press("Save as Markdown", on="Decided:")
    await office.alice.sees("memo")
    await office.alice.mention(SAID)
    await office.alice.command(f"/outsource-check {SAID}")
    logging.getLogger(OURS).debug("written")
    lines = written.getvalue()
    slack = office.sandbox

    assert "advisor written" in lines
    for words in ("Zanzibar", "presence", "U0BOB00002", slack.bot_token, slack.app_token):
        assert words not in lines
