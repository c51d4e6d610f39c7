"""The tables as the newest migration leaves them."""

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

metadata = MetaData()

_Counter = BigInteger().with_variant(Integer, "sqlite")  # Only INTEGER counts by itself there.

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
    Column("touched_at", BigInteger, comment="microseconds since 1970 in UTC"),
    Column(
        "rest", Text, nullable=False, server_default="{}", comment="a JSON object; a missing key is usual"
    ),
    Column("card_channel", Text, nullable=False),
    Column("card_ts", Text, nullable=False),
    Column("card_url", Text, nullable=False),
    Column("card_below", Integer, nullable=False),
    Column("version", Integer, nullable=False),
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
    Column("seen_at", BigInteger, nullable=False, comment="microseconds since 1970 in UTC"),
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
    Column("put_at", BigInteger, nullable=False, comment="microseconds since 1970 in UTC"),
    Column("due_at", BigInteger, comment="microseconds since 1970 in UTC"),
    Column("version", Integer, nullable=False),
    Index("record_person", "team", "person", "kind"),
    Index("record_due", "kind", "due_at"),
    Index("record_about", "team", "about"),
    Index("record_age", "team", "put_at"),
)
