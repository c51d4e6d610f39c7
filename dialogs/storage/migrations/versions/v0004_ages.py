"""Indexes for what is too old to keep, for what belongs to it, and for a thread's conversations of anyone."""

from alembic import op

revision = "0004"
down_revision = "0003"

_INDEXES = {
    "conversation_thread": ("conversation", ["team", "channel", "thread", "number"]),
    "conversation_age": ("conversation", ["team", "touched_at"]),
    "record_about": ("record", ["team", "about"]),
    "record_age": ("record", ["team", "put_at"]),
}


def upgrade() -> None:
    """Adds the indexes."""
    for name, (table, columns) in _INDEXES.items():
        op.create_index(name, table, columns)
