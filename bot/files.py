"""Files on their way: up to Slack in its three steps, down from Slack's own hosts only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.describing import refusal
from bot.transient import Declined

READ: Final = "files:read"
WRITE: Final = "files:write"

HOSTS: Final = frozenset({"files.slack.com", "files.slack-gov.com"})
"""Where Slack keeps files; our token goes to no other host."""

PLACE: Final = re.compile(r"/files-pri/[A-Z0-9]+-[A-Z0-9]+/(?:download/)?[^/]+")
"""How the path of every file looks. Elsewhere on Slack's hosts stand methods that could echo a token."""

CHUNK: Final = 64 * 1024


class FileTrouble(Declined):
    """A file could not be brought to its place."""


class ScopeMissing(FileTrouble):
    """The workspace did not grant `scope`; whoever manages apps there can."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(scope)


class FileTooLarge(FileTrouble):
    """The file has more bytes than it may have."""


class NotOnSlack(FileTrouble):
    """The address is not one of Slack's files; nothing was asked of it."""


class Unavailable(FileTrouble):
    """Slack did not give or take the file; `reason` is its own name for why, or an HTTP status."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file to upload.

    Attributes:
        title: what stands above it, by default its name.
        alt: what a picture shows, for those who do not see it (at most 1,000 characters).
    """

    name: str
    data: bytes
    title: str = ""
    alt: str = ""


async def send(
    client: AsyncWebClient, where: str, files: Sequence[Outgoing], comment: str, thread: str
) -> tuple[str, ...]:
    """Uploads the files and shares them in one message.

    Args:
        client: speaks to Slack.
        where: a channel's or a DM's id, or a person's id for their DM with us.
        files: one or more, none of them empty.
        comment: what the message says, in Slack's escaped text.
        thread: the ts of the message to answer with it, or "".

    Returns:
        Slack's ids of the files, in their order.

    Raises:
        FileTrouble: Slack does not take them; ScopeMissing without `files:write`.
    """
    to: dict[str, Any] = {"channels": [where]} if where[:1] in {"U", "W"} else {"channel": where}
    try:
        answer = await client.files_upload_v2(
            file_uploads=[_upload(file) for file in files],
            initial_comment=comment or None,
            thread_ts=thread or None,
            **to,
        )
    except SlackApiError as error:
        raise _trouble(error, WRITE) from error
    except (SlackRequestError, aiohttp.ClientError, TimeoutError) as error:
        raise Unavailable("upload") from error
    return tuple(str(file["id"]) for file in answer["files"])


async def describe(client: AsyncWebClient, file: str) -> Mapping[str, Any]:
    """What Slack knows of a file: `name`, `size`, `url_private_download`, ...

    Raises:
        FileTrouble: it is gone, or not shown to us; ScopeMissing without `files:read`.
    """
    try:
        found = (await client.files_info(file=file)).get("file")
    except SlackApiError as error:
        raise _trouble(error, READ) from error
    if not isinstance(found, Mapping):
        raise Unavailable("file_not_found")
    return found


async def fetch(client: AsyncWebClient, session: aiohttp.ClientSession, url: str, *, at_most: int) -> bytes:
    """The bytes at a file's `url_private_download`. No redirect is followed: it would carry our token along.

    Raises:
        FileTrouble: NotOnSlack for a strange address, FileTooLarge for more than `at_most` bytes.
    """
    address = slacks_own(url, client.base_url)
    if address is None:
        raise NotOnSlack
    headers = {"Authorization": f"Bearer {client.token}"}
    try:
        async with session.get(address, headers=headers, allow_redirects=False) as answer:
            if answer.status != 200:
                raise Unavailable(str(answer.status))
            if answer.content_type == "text/html":
                raise Unavailable("sign_in")  # Slack's page for who may not have the file.
            return await _body(answer, at_most)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise Unavailable("download") from error


def slacks_own(url: str, api_url: str) -> URL | None:
    """The address, when a file of Slack's (or of the workspace behind that Web API) stands there.

    It is read by the very library that asks for it, so that both mean the same host.
    """
    try:
        asked = URL(url)
        is_slack = asked.scheme == "https" and asked.host in HOSTS and asked.port == 443
        is_ours = asked.absolute and asked.origin() == URL(api_url).origin()
    except ValueError:
        return None
    is_file = PLACE.fullmatch(asked.raw_path) is not None
    has_name = asked.user is not None or asked.password is not None
    return asked if (is_slack or is_ours) and is_file and not has_name else None


async def _body(answer: aiohttp.ClientResponse, at_most: int) -> bytes:
    body = bytearray()
    async for chunk in answer.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > at_most:
            raise FileTooLarge
    return bytes(body)


def _upload(file: Outgoing) -> dict[str, Any]:
    described = {"alt_txt": file.alt} if file.alt else {}
    return {
        "filename": file.name,
        "content": file.data,
        "title": file.title or file.name,
        **described,
    }


def _trouble(error: SlackApiError, scope: str) -> FileTrouble:
    reason = refusal(error)
    if reason == "missing_scope":
        return ScopeMissing(scope)
    if reason == "file_upload_size_restricted":
        return FileTooLarge()
    return Unavailable(reason)
