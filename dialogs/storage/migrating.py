"""Runs Alembic. It is heavy, so only a start that finds tables missing loads this module."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from dialogs.storage.faults import StorageFault

_SCRIPTS: Final = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Runs every migration that is missing, in the transaction that the connection is in.

    Raises:
        StorageFault: a newer version of the app was there before.
    """
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StorageFault(f"The database was written by a newer version of the app: {error}.") from error
