"""Conversations, and the events that were seen."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes both tables with the indexes that keep look-ups quick."""
    op.create_table(
        "conversation",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        *(_text(name) for name in ("team", "channel", "thread", "person", "surface", "phase")),
        sa.Column("turn", sa.Integer(), nullable=False),
        _text("task"),
        sa.Column("answers", sa.Text(), nullable=False, comment="a JSON object, in the order of answering"),
        sa.Column("revisiting", sa.Text()),
        _text("pack_version"),
        sa.Column("touched_at", sa.BigInteger(), comment="microseconds since 1970 in UTC"),
        *(_text(name) for name in ("card_channel", "card_ts", "card_url")),
        sa.Column("card_below", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "conversation_place",
        "conversation",
        ["team", "person", "channel", "thread", "surface", "number"],
    )
    op.create_table(
        "seen_event",
        sa.Column("team", sa.Text(), primary_key=True),
        sa.Column("event_id", sa.Text(), primary_key=True),
        sa.Column("seen_at", sa.BigInteger(), nullable=False, comment="microseconds since 1970 in UTC"),
    )
    op.create_index("seen_event_age", "seen_event", ["seen_at"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)
