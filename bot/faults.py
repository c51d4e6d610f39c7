"""The operator's kind of trouble: said plainly before the start, all of it at once."""

from collections.abc import Iterable


class OperatorFault(Exception):
    """Something that only whoever runs the app can mend; `faults` holds one clear sentence each."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
