"""`outsource-advisor classify`: what its settings change, and that a caller is told of them."""

import io
import json
from typing import Any

import pytest

from bot.cli import main
from tests.knowledge.house.test_example import ACME


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADVISOR_CONFIDENCE", "ADVISOR_PACKS"):
        monkeypatch.delenv(name, raising=False)


def advise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **line: object
) -> dict[str, Any]:
    """The one answer to one line."""
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(line)))

    assert main(["classify"]) == 0

    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_who_wants_less_certainty_is_asked_less(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    careful = advise(monkeypatch, capsys, answers={"judgment": "considerable"})
    monkeypatch.setenv("ADVISOR_CONFIDENCE", "0.6")
    quick = advise(monkeypatch, capsys, answers={"judgment": "considerable"})

    assert careful["next_question"] != quick["next_question"] == "presence"


def test_a_house_pack_speaks_in_a_batch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_PACKS", str(ACME))
    advice = advise(monkeypatch, capsys, task="payroll", answers={"sensitivity": "regulated"})

    assert advice["fit"] == "keep"


def test_a_confidence_that_is_none_never_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_CONFIDENCE", "1.2")

    assert main(["classify"]) == 2
    assert "ADVISOR_CONFIDENCE must be a number above 0.5 and below 1" in capsys.readouterr().err


@pytest.mark.parametrize("setting", ["ADVISOR_CONFIDENCE", "ADVISOR_PACKS"])
def test_its_help_names_the_settings_that_it_reads(setting: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["classify", "--help"])

    assert setting in capsys.readouterr().out
