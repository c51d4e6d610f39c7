"""The rest of a conversation: stopped, offered and waiting tasks, the advice as it was given."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the column; every older row reads as if there was nothing to say."""
    comment = "a JSON object; a missing key is usual"
    op.add_column(
        "conversation", sa.Column("rest", sa.Text(), nullable=False, server_default="{}", comment=comment)
    )
