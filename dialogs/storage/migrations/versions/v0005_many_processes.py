"""Marks of whose work changed a row, events and effects that wait, the pace of effects, many workspaces."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TIME = "microseconds since 1970 in UTC"
_WORK = "marks of the last pieces of work that changed it, the newest first"


def upgrade() -> None:
    """Adds columns that an older process fills in by leaving them alone, and tables that it doesn't know."""
    op.add_column("conversation", _text("work", _WORK))
    op.add_column("record", _text("work", _WORK))
    op.add_column("seen_event", _text("work", "a mark of the work that saw it"))
    _make_inbox()
    _make_outbox()
    op.create_table("pace", _key("team"), _key("bucket"), _number("next_at"))
    _make_installations()
    op.create_table("audit", _counter(), _text("team"), _number("at"), *map(_text, ("who", "act", "detail")))
    op.create_index("audit_team", "audit", ["team", "at"])


def _make_inbox() -> None:
    op.create_table(
        "inbox",
        _counter(),
        *map(_text, ("team", "key", "kind", "person", "body", "seed", "trace")),
        _number("received_at"),
        _text("state", "open, done or dead"),
        _number("attempts", None),
        _text("owner"),
        _number("lease_until"),
        _number("try_at"),
        _text("fault"),
        sa.UniqueConstraint("team", "key", name="inbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("inbox_lease", "inbox", ["state", "lease_until"])
    op.create_index("inbox_person", "inbox", ["team", "person"])
    op.create_index("inbox_age", "inbox", ["state", "received_at"])


def _make_outbox() -> None:
    op.create_table(
        "outbox",
        _key("work"),
        _key("slot"),
        *map(_text, ("team", "person", "method", "payload", "state", "result")),
        _number("attempts", None),
        _number("put_at"),
        _number("try_at"),
        _text("fault"),
    )
    op.create_index("outbox_age", "outbox", ["state", "put_at"])
    op.create_index("outbox_person", "outbox", ["team", "person"])


def _make_installations() -> None:
    op.create_table(
        "installation",
        _key("enterprise"),
        _key("team"),
        _number("is_enterprise", "0 or 1"),
        *map(_text, ("app_id", "bot_id", "bot_user", "name", "scopes", "token", "refresh")),
        _number("expires_at"),
        _text("installer"),
        _number("installed_at"),
        _number("version", None),
    )
    op.create_table("grid_team", _key("enterprise"), _key("team"))
    op.create_table("oauth_state", _key("state"), _number("expires_at"))


def _counter() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("number", kind, primary_key=True, autoincrement=True)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=True)


def _text(name: str, comment: str | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="", comment=comment)


def _number(name: str, comment: str | None = _TIME) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, server_default="0", comment=comment)
