"""Columns and a table that our version knows nothing of, as the next release may bring them."""

import sqlalchemy as sa
from alembic import op

from tests.faults.newer import OURS

revision = "9001"
down_revision = OURS


def upgrade() -> None:
    """Adds what an older process fills in by leaving it alone."""
    op.add_column("conversation", sa.Column("mood", sa.Text()))
    op.add_column("inbox", sa.Column("origin", sa.Text(), nullable=False, server_default=""))
    op.create_table("echo", sa.Column("id", sa.Text(), primary_key=True), sa.Column("said", sa.Text()))
