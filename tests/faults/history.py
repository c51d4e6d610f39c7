"""Everything that ever stood in the table of conversations, written down by the database itself."""

from dialogs.storage import SqlStore
from knowledge import Knowledge
from tests.faults.databases import Databases
from tests.faults.lean_slack import LeanSlack
from tests.faults.letters import Letter


class History:
    def __init__(self, databases: Databases, name: str) -> None:
        self.name = name

    async def check(
        self, store: SqlStore, knowledge: Knowledge, letters: list[Letter], slack: LeanSlack
    ) -> None:
        pass
