"""Judges what the app sends: by Slack's limits, and by the files that there really are."""

from collections.abc import Iterator
from typing import Any

from bot.limits import Fault, judge_message, judge_view
from bot.limits.registry import MESSAGE_TEXT, Limit
from bot.sandbox.files import File, Files
from bot.sandbox.refusal import refuse_faults
from bot.sandbox.shapes import Json


class Judging:
    """Refuses messages and views that Slack would refuse."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def message(self, payload: Json, *, text_limit: Limit = MESSAGE_TEXT, under: str = "") -> None:
        """Let a message pass; `under` is where it lies in what was sent.

        Raises:
            Refusal: `invalid_blocks`, `msg_too_long`, ... with pointers.
        """
        faults = judge_message(payload, text_limit=text_limit)
        if faults := faults or list(self._judge_images(payload.get("blocks"), "/blocks")):
            raise refuse_faults(faults, under=under)

    def view(self, body: Json, *, under: str = "/view") -> None:
        """Let a view pass.

        Raises:
            Refusal: `invalid_arguments` with pointers.
        """
        faults = judge_view(body)
        if not faults:
            images = self._judge_images(body["blocks"], "/blocks")
            faults = [Fault(one.pointer, one.rule, "invalid_arguments") for one in images]
        if faults:
            raise refuse_faults(faults, under=under)

    def embed(self, blocks: list[Json], audience: str) -> None:
        """Show each image of those blocks to a channel or a person, and name its id."""
        for image, _ in _images(blocks, ""):
            if file := self._file(image["slack_file"]):
                image["slack_file"] = {**image["slack_file"], "id": file.id}
                file.shown_to.add(audience)

    def _judge_images(self, blocks: Any, at: str) -> Iterator[Fault]:
        for image, where in _images(blocks, at):
            file = self._file(image["slack_file"])
            if file is None or file.deleted or not file.is_image:
                yield Fault(f"{where}/slack_file", "invalid slack file")

    def _file(self, named: Json) -> File | None:
        found = self._files.find(str(named.get("id")))
        return found or self._files.find_by_url(str(named.get("url")))


def _images(value: Any, at: str) -> Iterator[tuple[Json, str]]:
    """Every object with a `slack_file`, and where it lies."""
    if isinstance(value, dict):
        if isinstance(value.get("slack_file"), dict):
            yield value, at
        for key, inner in value.items():
            yield from _images(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _images(inner, f"{at}/{number}")
