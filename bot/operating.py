"""The database as an operator's command reaches it: opened for one look, beside the running app."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from bot import settings
from dialogs.storage import SqlStore, Visit
from dialogs.storage.sealed import seal_under

T = TypeVar("T")


async def on_store(environ: Mapping[str, str], unit: Callable[[Visit], T]) -> T:
    """What that unit of work gives, on the database that the environment names.

    Raises:
        OperatorFault: a setting is wrong.
        StorageFault: the database can't be used.
    """
    seal = seal_under(settings.encryption_keys(environ))
    store = SqlStore.open(settings.database_url(environ), connections=1, seal=seal)
    try:
        return await store.run(unit)
    finally:
        await store.close()
