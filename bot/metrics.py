"""What can be counted without naming anybody, for Prometheus."""

from prometheus_client import Counter, Histogram

TURNS = Counter("advisor_turns", "Turns of a dialog, by surface and by what was shown", ["surface", "card"])
FEEDBACK = Counter("advisor_feedback", "What people said of the advice", ["rating", "fit"])
TROUBLE = Counter("advisor_trouble", "Errors that a person was told of", ["kind"])
ACK_SECONDS = Histogram(
    "advisor_ack_seconds",
    "From a request's arrival to its answer, HTTP mode",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0),
)
