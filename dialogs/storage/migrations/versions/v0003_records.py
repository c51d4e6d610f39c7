"""Records: decisions, opinions, shares, preferences and whatever else stands beside a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the table, and the index for everything of one person, newest first."""
    op.create_table(
        "record",
        sa.Column("team", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("about", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("body", sa.Text(), nullable=False, comment="a JSON object"),
        sa.Column("put_at", sa.BigInteger(), nullable=False, comment="microseconds since 1970 in UTC"),
        sa.Column("due_at", sa.BigInteger(), comment="microseconds since 1970 in UTC"),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("record_person", "record", ["team", "person", "kind"])
    op.create_index("record_due", "record", ["kind", "due_at"])
    op.create_index("conversation_person", "conversation", ["team", "person", "number"])
