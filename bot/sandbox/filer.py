"""A person has to do with files: uploads them, sees them, downloads them."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.sandbox.doer import Doer, parent_of
from bot.sandbox.files import File
from bot.sandbox.refusal import CannotDo
from bot.sandbox.shapes import Json


class Filer(Doer):
    """Somebody with files."""

    async def upload(  # noqa: PLR0913 - a file, where to, and with which words
        self,
        name: str,
        data: bytes,
        channel: str = "dm",
        text: str = "",
        thread: Json | str | None = None,
        *,
        more: Mapping[str, bytes] = MappingProxyType({}),
        as_stranger: bool = False,
    ) -> Json:
        """Upload a file and share it there; the message, {} when Slack refused.

        Args:
            name: what the file is called.
            data: its bytes.
            channel: where to share it.
            text: what to say with it.
            thread: a message to answer with it.
            more: other files of the same message, by name.
            as_stranger: as somebody of another organization would: the app hears only the file's id.
        """
        self._at_home = False
        place = (self._channel(channel), text, parent_of(thread))
        with self._feed.watch(self.id) as screen:
            try:
                message = self._hands.upload(self.user, {name: data, **more}, *place, as_stranger=as_stranger)
            except CannotDo as error:
                self._scolded.append(str(error))
                return {}
            await screen.get()
            await self._await_reaction(screen)
        return {**message.as_shown(0), "channel": message.channel}

    async def sees_file(self, name: str, within: float = 15.0) -> Json:
        """Wait until a visible message has a file of that name; the newest such file.

        Raises:
            AssertionError: none has; the error says what was visible.
        """
        found = await self._wait_for(lambda: self._spot_file(name), within)
        if found is None:
            raise AssertionError(f"{self.user.name} sees no file {name!r}. {self._describe()}")
        return dict(found)

    async def download(self, name: str, within: float = 15.0) -> bytes:
        """The bytes of the newest visible file of that name.

        Raises:
            AssertionError: there is none.
        """
        return self._file((await self.sees_file(name, within))["id"]).content

    def _spot_file(self, name: str) -> Json | None:
        return next(
            (file for thing in self._glance() for file in thing.get("files", []) if file["name"] == name),
            None,
        )

    def _file(self, file_id: str) -> File:
        file = self._workspace.files.find(file_id)
        assert file, "There is no such file."  # noqa: S101 - a Person is part of a test
        return file
