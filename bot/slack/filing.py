"""Files that we share, and those that people bring."""

from collections.abc import Mapping
from typing import Any

from bot import files
from bot.clients import Clients
from bot.files import Outgoing
from bot.outbox import Outbox, Sending


class Files:
    """Files on their way to Slack and from there; what is shared is shared once for a piece of work."""

    def __init__(self, clients: Clients, outbox: Outbox) -> None:
        self._clients = clients
        self._outbox = outbox

    async def upload(
        self, where: str, *uploads: Outgoing, comment: str = "", thread: str = ""
    ) -> tuple[str, ...]:
        """Share files in one message of a channel, a DM, or (by user id) a person's DM.

        Args:
            where: the id of a channel, a DM or a person.
            uploads: the files, none of them empty.
            comment: what the message says, in Slack's escaped text.
            thread: the ts of the message to answer with it.

        Returns:
            Slack's ids of the files.

        Raises:
            FileTrouble: Slack does not take them; ScopeMissing without `files:write`.
        """

        async def send(_how: Sending) -> dict[str, str]:
            return {"files": " ".join(await files.send(self._clients.now(), where, uploads, comment, thread))}

        content = {"names": [upload.name for upload in uploads], "channel": where}
        sent = await self._outbox.once("files.upload", where, content, send)
        return tuple(sent["files"].split())

    async def download(self, url: str, *, at_most: int) -> bytes:
        """The bytes at a file's `url_private_download`, when that is an address of Slack's.

        Raises:
            FileTrouble: it can't be had, or has more than `at_most` bytes.
        """
        return await files.fetch(self._clients.now(), self._clients.session, url, at_most=at_most)

    async def describe(self, file: str) -> Mapping[str, Any]:
        """What Slack knows of a file: `name`, `size`, `url_private_download`, ...

        Raises:
            FileTrouble: it is gone, or not shown to us; ScopeMissing without `files:read`.
        """
        return await files.describe(self._clients.now(), file)
