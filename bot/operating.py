"""The database as an operator's command reaches it: opened for one look, beside the running app."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Final, TypeVar

from bot import settings
from bot.faults import OperatorFault
from dialogs.storage import SqlStore, Visit, pending
from dialogs.storage.sealed import seal_under

T = TypeVar("T")

NO_TABLES: Final = (
    "The database lacks this version's tables. Start the app once, or run: outsource-advisor migrate"
)


async def usable_url(environ: Mapping[str, str]) -> str:
    """The address of the database that the environment names.

    Raises:
        OperatorFault: a setting is wrong, or the database lacks this version's tables.
        StorageFault: the database can't be used.
    """
    url = settings.database_url(environ)
    if await pending(url):
        raise OperatorFault([NO_TABLES])
    return url


@asynccontextmanager
async def opened(environ: Mapping[str, str]) -> AsyncIterator[SqlStore]:
    """The store there, while the block lasts.

    Raises:
        OperatorFault, StorageFault: as `usable_url`.
    """
    seal = seal_under(settings.encryption_keys(environ))
    store = SqlStore.open(await usable_url(environ), connections=1, seal=seal)
    try:
        yield store
    finally:
        await store.close()


async def on_store(environ: Mapping[str, str], unit: Callable[[Visit], T]) -> T:
    """What that unit of work gives there.

    Raises:
        OperatorFault, StorageFault: as `usable_url`.
    """
    async with opened(environ) as store:
        return await store.run(unit)
