"""Times as every table and queue has them: microseconds since 1970, exact and the same in every database."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Microseconds since the beginning of 1970, from an aware time."""
    return (at - _EPOCH) // _MICROSECOND


def moment(number: int) -> datetime:
    """The aware UTC time so many microseconds after the beginning of 1970."""
    return _EPOCH + number * _MICROSECOND
