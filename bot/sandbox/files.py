"""Files: what people and the app upload, where it is shared, and who may have it."""

import asyncio
import mimetypes
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final
from urllib.parse import quote

from bot.sandbox.mint import Mint
from bot.sandbox.people import TEAM_ID
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock

KINDS: Final = {
    ".csv": ("csv", "CSV", "text/csv"),
    ".gif": ("gif", "GIF", "image/gif"),
    ".jpeg": ("jpg", "JPEG", "image/jpeg"),
    ".jpg": ("jpg", "JPEG", "image/jpeg"),
    ".json": ("json", "JSON", "text/plain"),
    ".md": ("markdown", "Markdown (raw)", "text/plain"),
    ".pdf": ("pdf", "PDF", "application/pdf"),
    ".png": ("png", "PNG", "image/png"),
    ".txt": ("text", "Plain Text", "text/plain"),
    ".xlsx": (
        "xlsx",
        "Excel Spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
"""Slack's `filetype`, `pretty_type` and `mimetype` by a name's ending."""

IMAGES: Final = frozenset({"gif", "jpg", "png"})


@dataclass(slots=True)
class File:
    """One file.

    Attributes:
        owner: who uploaded it, the app's bot or a person.
        address: where the sandbox serves files, without a slash at the end.
        stranger: it came from another organization, so that its message tells the app only its id.
        ready_at: when Slack has looked into it (by the event loop's clock); before, nobody knows its type.
        shares: the messages that it stands in, by channel.
        shown_to: the people and channels that see it as an image in blocks.
    """

    id: str
    name: str
    owner: str
    content: bytes
    address: str
    created: int
    title: str = ""
    alt_txt: str = ""
    stranger: bool = False
    deleted: bool = False
    ready_at: float = 0.0
    team_id: str = TEAM_ID
    shares: dict[str, list[str]] = field(default_factory=dict)
    shown_to: set[str] = field(default_factory=set)

    @property
    def kind(self) -> tuple[str, str, str]:
        """Slack's `filetype`, `pretty_type` and `mimetype`."""
        guessed = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        return KINDS.get(PurePath(self.name).suffix.lower(), ("binary", "Binary", guessed))

    @property
    def is_image(self) -> bool:
        """Can it stand in an image block, as far as Slack knows by now?"""
        return self.is_ready and self.kind[0] in IMAGES

    @property
    def is_ready(self) -> bool:
        """Has Slack looked into it?"""
        return asyncio.get_running_loop().time() >= self.ready_at

    def as_slack(self) -> Json:
        """The file object of answers and events."""
        if self.deleted:
            return {"id": self.id, "mode": "tombstone"}
        place = f"{self.address}/files-pri/{self.team_id}-{self.id}"
        path = quote(self.name, safe="")
        filetype, pretty_type, mimetype = self.kind if self.is_ready else ("", "", "")
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": mimetype,
            "filetype": filetype,
            "pretty_type": pretty_type,
            "user": self.owner,
            "user_team": self.team_id,
            "editable": mimetype.startswith("text/"),
            "size": len(self.content),
            "mode": "snippet" if mimetype.startswith("text/") else "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": any(channel.startswith("C") for channel in self.shares),
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{place}/{path}",
            "url_private_download": f"{place}/download/{path}",
            "permalink": f"{self.address}/files/{self.owner}/{self.id}/{path}",
            "has_rich_preview": False,
            "file_access": "visible",
            **({"alt_txt": self.alt_txt} if self.alt_txt else {}),
        }

    def in_message(self) -> Json:
        """The file object of a message."""
        if not self.stranger:
            return self.as_slack()
        withheld = {"mode": "file_access", "file_access": "check_file_info"}
        return {"id": self.id, **withheld, "created": 0, "timestamp": 0, "user": ""}

    def shown(self) -> Json:
        """The file as the page reads it."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.kind[2],
            "size": len(self.content),
            "alt_txt": self.alt_txt,
            "url": f"/page/file/{self.id}",
        }


class Files:
    """Every file of the workspace.

    Args:
        mint: makes ids.
        clock: seconds since 1970.
        address: tells the sandbox's own address.
        largest: bytes that one file may have.
        processing: seconds until Slack has looked into a file of the app's.
        team_id: the workspace.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - each is a thing of its own, and they are given in one place
        self,
        mint: Mint,
        clock: Clock,
        address: Callable[[], str],
        largest: int,
        processing: float,
        team_id: str = TEAM_ID,
    ) -> None:
        self._mint = mint
        self._clock = clock
        self._address = address
        self._processing = processing
        self._files: dict[str, File] = {}
        self._team_id = team_id
        self.largest = largest

    def find(self, file_id: str) -> File | None:
        """The file of that id."""
        return self._files.get(file_id)

    def find_by_url(self, url: str) -> File | None:
        """The file whose `url_private` or `permalink` that is."""
        return next((one for one in self._files.values() if url in _addresses(one)), None)

    def keep(self, owner: str, name: str, content: bytes) -> File:
        """A new file, shared nowhere yet."""
        id_ = self._mint.id("F")
        born = int(self._clock())
        self._files[id_] = File(id_, name, owner, content, self._address(), born, team_id=self._team_id)
        return self._files[id_]

    def process(self, file: File) -> None:
        """From now on Slack looks into the file, for a moment."""
        file.ready_at = asyncio.get_running_loop().time() + self._processing

    def visible_to(self, file: File, person: str, places: Collection[str]) -> bool:
        """May that person (or bot), who is in those channels, have it?"""
        audience = {*file.shares, *file.shown_to, file.owner}
        return not file.deleted and bool(audience & {person, *places})


def _addresses(file: File) -> tuple[str, ...]:
    shown = file.as_slack()
    return tuple(shown[key] for key in ("url_private", "url_private_download", "permalink") if key in shown)
