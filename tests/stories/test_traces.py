"""Who asks for traces sees where time goes, and nothing of what people said."""

import sys
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from bot import tracing
from bot.correlation import bound
from bot.tracing.opentelemetry import OpenTelemetryTracer
from tests.conftest import Office
from tests.stories.deciding import advised

SAID = "payroll for the secret Zanzibar office"


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    """Every span that has ended."""
    exporter = InMemorySpanExporter()
    with tracing.traced_by(OpenTelemetryTracer(SimpleSpanProcessor(exporter))):
        yield exporter


async def test_each_call_of_slack_is_a_span_with_its_method_and_no_word(
    spans: InMemorySpanExporter, office: Office
) -> None:
    await advised(office.alice, SAID)
    await office.alice.command(f"/outsource-check {SAID}")
    await office.alice.sees("Zanzibar")
    told = [span.to_json() for span in spans.get_finished_spans()]
    methods = {(span.attributes or {}).get("method") for span in spans.get_finished_spans()}
    names = {span.name for span in spans.get_finished_spans()}

    assert names == {"work", "database", "slack"}
    assert {"chat.postMessage", "response_url"} <= methods
    for private in ("Zanzibar", office.alice.id, office.sandbox.bot_token, "T0SANDBOX"):
        assert private not in "".join(told)


def test_a_piece_of_work_holds_what_was_done_for_it_under_its_code(spans: InMemorySpanExporter) -> None:
    with bound("7F3A9C", "T1"), tracing.span("work", kind="event", surface="thread"):
        with tracing.span("database"):
            pass
        tracing.begin("slack", method="chat.update").end()
    database, slack, work = spans.get_finished_spans()

    assert work.context
    assert {span.parent.span_id for span in (database, slack) if span.parent} == {work.context.span_id}
    assert dict(work.attributes or {}) == {"kind": "event", "surface": "thread", "code": "7F3A9C"}


def test_what_failed_is_marked_with_its_kind_and_not_with_its_message(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="Zanzibar"), tracing.span("work", kind="event"):
        raise ValueError(SAID)
    (span,) = spans.get_finished_spans()

    assert not span.status.is_ok
    assert (span.attributes or {})["error.type"] == "ValueError"
    assert "Zanzibar" not in span.to_json()


def test_unasked_nothing_is_traced_and_nothing_is_loaded() -> None:
    with tracing.sent_to(""), tracing.span("work", kind="event"):
        tracing.begin("slack", method="chat.update").end()


def test_without_the_extra_the_app_runs_without_traces(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "bot.tracing.opentelemetry", None)
    with tracing.sent_to("http://localhost:4318"), tracing.span("work", kind="event"):
        pass

    assert "outsource-advisor[tracing]" in caplog.text
