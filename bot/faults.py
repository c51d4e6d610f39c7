"""The operator's kinds of trouble: what must be mended, said plainly at once, and what a new start mends."""

from collections.abc import Iterable


class OperatorFault(Exception):
    """Something that only whoever runs the app can mend; `faults` holds one clear sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class SlackLost(Exception):
    """Slack could not be reached for so long that a fresh start is the better hope."""
