"""A SQLite file is one process's: a second one is refused, for it would do the first one's work again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.faults import OperatorFault
from bot.settings import complaint
from dialogs.storage import file_of


@contextmanager
def alone_on(url: str) -> Iterator[None]:
    """Until the end of the block no other process gets that SQLite file; PostgreSQL serves any number.

    The lock is the system's, on a file beside the database: it goes with the process, however that ends.

    Raises:
        OperatorFault: another process has it, or nothing can be written there.
        StorageFault: it is no address of a database.
    """
    file = file_of(url)
    if file is None:
        yield
        return
    if file.exists() and file.stat().st_nlink > 1:
        raise OperatorFault([complaint("DATABASE_URL", _has_names(file))])
    if not file.resolve().parent.is_dir():
        raise OperatorFault([complaint("DATABASE_URL", f"names {file.name!r} in a folder that is not there")])
    lock = FileLock(f"{file.resolve()}.lock", blocking=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise OperatorFault([complaint("DATABASE_URL", _taken(file))]) from None
    except OSError as error:
        why = f"names {file.name!r}, beside which nothing can be written ({error.strerror})"
        raise OperatorFault([complaint("DATABASE_URL", why)]) from error
    try:
        yield
    finally:
        lock.release()


def _has_names(file: Path) -> str:
    return (
        f"names {file.name!r}, which has another name, too (a hard link): under each of them a process would "
        "believe itself alone. Remove one of the names, or copy the file"
    )


def _taken(file: Path) -> str:
    return (
        f"names {file.name!r}, which another process of the app is using. A SQLite file serves one process "
        "at a time; for several use PostgreSQL (postgresql://...)"
    )
