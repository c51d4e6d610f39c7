"""Spans by OpenTelemetry; loaded only where traces are asked for, as it is an extra."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from bot import correlation
from bot.tracing import Name, Span

NAME = "outsource-advisor"


class _Open:
    """A span of ours; an exception's message may be somebody's words, so only its kind is told."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    def end(self) -> None:
        self._span.end()

    def fail(self, error: BaseException) -> None:
        self._span.set_attribute("error.type", type(error).__qualname__)
        self._span.set_status(trace.StatusCode.ERROR)
        self._span.end()


class OpenTelemetryTracer:
    """Hands every span to that processor."""

    def __init__(self, processor: SpanProcessor) -> None:
        named = Resource({"service.name": NAME}).merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=named)
        self._provider.add_span_processor(processor)
        self._tracer = self._provider.get_tracer(NAME)

    def begin(self, name: Name, attributes: dict[str, str]) -> Span:
        """A span inside of the current one."""
        return _Open(self._start(name, attributes))

    @contextmanager
    def within(self, name: Name, attributes: dict[str, str]) -> Iterator[None]:
        """A span that is the current one inside of the block."""
        started = self._start(name, attributes)
        with trace.use_span(
            started, end_on_exit=False, record_exception=False, set_status_on_exception=False
        ):
            try:
                yield
            except BaseException as error:
                _Open(started).fail(error)
                raise
        started.end()

    def close(self) -> None:
        """Sends what is still here."""
        self._provider.shutdown()

    def _start(self, name: Name, attributes: dict[str, str]) -> trace.Span:
        code = correlation.code()
        coded = {**attributes, "code": code} if code else attributes
        return self._tracer.start_span(name, attributes=coded, record_exception=False)


@contextmanager
def collected_at(endpoint: str) -> Iterator[OpenTelemetryTracer]:
    """Inside of the block, spans go to the collector at that base address, by OTLP over HTTP."""
    exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces")
    tracer = OpenTelemetryTracer(BatchSpanProcessor(exporter))
    try:
        yield tracer
    finally:
        tracer.close()
