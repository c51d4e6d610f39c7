"""The tables as the newest migration leaves them."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

_Counter = BigInteger().with_variant(Integer, "sqlite")  # Only INTEGER counts by itself there.

_WORK = "marks of the last pieces of work that changed it, the newest first"
_TIME = "microseconds since 1970 in UTC"


def _text(name: str, comment: str | None = None) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="", comment=comment)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _number(name: str, comment: str | None = _TIME) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0", comment=comment)


conversation = Table(
    "conversation",
    metadata,
    Column("number", _Counter, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("team", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("surface", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("task", Text, nullable=False),
    Column("answers", Text, nullable=False, comment="a JSON object, in the order of answering"),
    Column("revisiting", Text),
    Column("pack_version", Text, nullable=False),
    Column("touched_at", BigInteger, comment=_TIME),
    Column(
        "rest", Text, nullable=False, server_default="{}", comment="a JSON object; a missing key is usual"
    ),
    Column("card_channel", Text, nullable=False),
    Column("card_ts", Text, nullable=False),
    Column("card_url", Text, nullable=False),
    Column("card_below", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    _text("work", _WORK),
    Index("conversation_place", "team", "person", "channel", "thread", "surface", "number"),
    Index("conversation_person", "team", "person", "number"),
    Index("conversation_thread", "team", "channel", "thread", "number"),
    Index("conversation_age", "team", "touched_at"),
)

seen_event = Table(
    "seen_event",
    metadata,
    Column("team", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("seen_at", BigInteger, nullable=False, comment=_TIME),
    _text("work", "a mark of the work that saw it"),
    Index("seen_event_age", "seen_at"),
)

record = Table(
    "record",
    metadata,
    Column("team", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("about", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("body", Text, nullable=False, comment="a JSON object"),
    Column("put_at", BigInteger, nullable=False, comment=_TIME),
    Column("due_at", BigInteger, comment=_TIME),
    Column("version", Integer, nullable=False),
    _text("work", _WORK),
    Index("record_person", "team", "person", "kind"),
    Index("record_due", "kind", "due_at"),
    Index("record_about", "team", "about"),
    Index("record_age", "team", "put_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("number", _Counter, primary_key=True, autoincrement=True),
    *(_text(name) for name in ("team", "key", "kind", "person", "body", "seed", "trace")),
    _number("received_at"),
    _text("state", "open, done or dead"),
    _number("attempts", None),
    _text("owner"),
    _number("lease_until"),
    _number("try_at"),
    _text("fault"),
    UniqueConstraint("team", "key", name="inbox_key"),
    Index("inbox_lease", "state", "lease_until"),
    Index("inbox_person", "team", "person"),
    Index("inbox_age", "state", "received_at"),
    sqlite_autoincrement=True,  # Or a number that was forgotten is given again, and finished with the first.
)

outbox = Table(
    "outbox",
    metadata,
    *(_key(name) for name in ("work", "slot")),
    *(_text(name) for name in ("team", "person", "method", "payload", "state", "result")),
    _number("attempts", None),
    _number("put_at"),
    _number("try_at"),
    _text("fault"),
    Index("outbox_age", "state", "put_at"),
    Index("outbox_person", "team", "person"),
)

pace = Table("pace", metadata, _key("team"), _key("bucket"), _number("next_at"))

installation = Table(
    "installation",
    metadata,
    *(_key(name) for name in ("enterprise", "team")),
    _number("is_enterprise", "0 or 1"),
    *(_text(name) for name in ("app_id", "bot_id", "bot_user", "name", "scopes", "token", "refresh")),
    _number("expires_at"),
    _text("installer"),
    _number("installed_at"),
    _number("version", None),
)

grid_team = Table("grid_team", metadata, _key("enterprise"), _key("team"))

oauth_state = Table("oauth_state", metadata, _key("state"), _number("expires_at"))

audit = Table(
    "audit",
    metadata,
    Column("number", _Counter, primary_key=True, autoincrement=True),
    _text("team"),
    _number("at"),
    *(_text(name) for name in ("who", "act", "detail")),
    Index("audit_team", "team", "at"),
)
