"""The one error of this package, in words for the operator."""


class StorageFault(Exception):
    """The database can't be used; the message says why, without passwords or anybody's words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
