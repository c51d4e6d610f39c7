"""The one error of this package, in words for the operator."""


class StorageFault(Exception):
    """The database can't be used; the message says why, without passwords or anybody's words.

    Attributes:
        transient: it may work later: the database is away, restarts, is locked, its disk is full.
        newer: it was written by a newer version of the app, which can go on with it.
        uncertain: the connection was lost while the transaction was being committed: it may stand or not.
    """

    def __init__(
        self, message: str, *, transient: bool = False, uncertain: bool = False, newer: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.transient = transient
        self.uncertain = uncertain
        self.newer = newer

    @property
    def may_go_better(self) -> bool:
        """Nothing of it stands, and another try may work."""
        return self.transient and not self.uncertain
