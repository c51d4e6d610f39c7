"""Who asks for error reports gets what broke and where, under the code that the person saw; and no words."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot import reports
from bot.correlation import bound
from bot.reports.sentry import reporting, strip
from tests.conftest import Office
from tests.stories.test_trouble import break_database

DSN = "http://key@localhost:9/1"
SAID = "our secret merger"


class Letterbox(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Envelope] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope)

    def read(self) -> str:
        return "\n".join(envelope.serialize().decode() for envelope in self.sent)


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    box = Letterbox()
    with reporting(DSN, box) as reporter, reports.sent_by(reporter):
        yield box


async def test_what_breaks_is_reported_under_the_code_that_the_person_saw(
    letterbox: Letterbox, office: Office, tmp_path: Path
) -> None:
    await break_database(tmp_path)
    await office.alice.dm(SAID)
    told = await office.alice.sees("code")
    code = re.search(r"\b[0-9A-F]{6}\b", told["text"])

    assert code
    assert f'"code":"{code[0]}"' in letterbox.read()
    assert "StorageFault" in letterbox.read()
    for private in ("merger", office.alice.id, office.sandbox.bot_token, "T0SANDBOX"):
        assert private not in letterbox.read()


def test_neither_messages_nor_variables_nor_causes_come_along(letterbox: Letterbox) -> None:
    task = SAID
    try:
        try:
            raise KeyError(task)
        except KeyError as error:
            raise ValueError(f"{task}!") from error
    except ValueError as error:
        with bound("7F3A9C", "T1"):
            reports.report(error)

    assert "KeyError" in letterbox.read()
    assert "ValueError" in letterbox.read()
    assert "test_error_reports.py" in letterbox.read()
    assert "merger" not in letterbox.read()


def test_whatever_else_an_event_holds_is_taken_out() -> None:
    event: Any = {
        "event_id": "1",
        "message": SAID,
        "logentry": {"message": SAID},
        "request": {"data": SAID},
        "user": {"id": SAID},
        "extra": {"body": SAID},
        "contexts": {"trace": {"data": SAID}},
        "breadcrumbs": {"values": [{"message": SAID}]},
        "transaction": SAID,
        "tags": {"code": "7F3A9C", "task": SAID},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": SAID,
                    "mechanism": {"type": "generic", "data": {"said": SAID}},
                    "stacktrace": {
                        "frames": [{"function": "hear", "vars": {"task": SAID}, "context_line": SAID}]
                    },
                }
            ]
        },
    }
    kept = strip(event, {})

    assert "merger" not in str(kept)
    assert "'type': 'ValueError'" in str(kept)
    assert "'function': 'hear'" in str(kept)


def test_unasked_nothing_is_reported() -> None:
    with reports.sent_to(""):
        reports.report(ValueError(SAID))


def test_without_the_extra_the_app_runs_without_reports(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "bot.reports.sentry", None)
    with reports.sent_to(DSN):
        reports.report(ValueError(SAID))

    assert "outsource-advisor[sentry]" in caplog.text
