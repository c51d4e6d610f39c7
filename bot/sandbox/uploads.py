"""The app's uploads on their way: an address is given, bytes arrive there, and they become a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.files import File, Files
from bot.sandbox.mint import Mint
from bot.sandbox.refusal import Refusal


@dataclass(slots=True)
class Upload:
    """One upload that is not complete.

    Attributes:
        file: what it will be; its content is empty until the bytes arrive.
        length: how many bytes were announced.
    """

    file: File
    length: int


class Uploads:
    """Every upload that the app began and did not complete."""

    def __init__(self, files: Files, mint: Mint, bot: str) -> None:
        self._files = files
        self._mint = mint
        self._bot = bot
        self._by_ticket: dict[str, Upload] = {}
        self._by_file: dict[str, Upload] = {}

    def issue(self, filename: str, length: int, alt_txt: str) -> tuple[str, str]:
        """A path that takes so many bytes, and the id of the file that they will be."""
        file = self._files.keep(self._bot, filename, b"")
        file.alt_txt = alt_txt
        ticket = self._mint.secret()
        self._by_ticket[ticket] = self._by_file[file.id] = Upload(file, length)
        return f"/upload/v1/{ticket}", file.id

    def expects(self, ticket: str) -> int | None:
        """How many bytes an address waits for; None: it waits for nothing."""
        upload = self._by_ticket.get(ticket)
        return upload.length if upload else None

    def receive(self, ticket: str, content: bytes) -> None:
        """Take the bytes that arrived there; an address takes bytes once."""
        self._by_ticket.pop(ticket).file.content = content

    def complete(self, titles: Mapping[str, str]) -> list[File]:
        """The files of those ids, each with its title.

        Raises:
            Refusal: `file_not_found` when one was never begun, has no bytes yet, or was completed before.
        """
        uploads = [self._by_file.get(file_id) for file_id in titles]
        ready = [one.file for one in uploads if one and one.file.content]
        if len(ready) < len(titles):
            raise Refusal("file_not_found")
        for file in ready:
            del self._by_file[file.id]
            file.title = titles[file.id]
            self._files.process(file)
        return ready
