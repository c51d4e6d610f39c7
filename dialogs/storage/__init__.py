"""Keeps conversations: a port with few verbs, one SQL adapter for SQLite and PostgreSQL."""

from dialogs.storage.arrivals import WHATEVER, Arrival, Came, Item, Numbers, Ours
from dialogs.storage.backlog import Backlog
from dialogs.storage.faults import StorageFault
from dialogs.storage.grants import Installation, Installations
from dialogs.storage.outbox import Effect
from dialogs.storage.port import Record, Records, Spot, Store, Stored, Visit
from dialogs.storage.schema import migrate, pending
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.store import SqlStore
from dialogs.storage.times import micros, moment
from dialogs.storage.urls import file_of, normalise_url
from dialogs.storage.work import Work, current_work, new_id, working_on

__all__ = [
    "PLAIN",
    "WHATEVER",
    "Arrival",
    "Backlog",
    "Came",
    "Effect",
    "Installation",
    "Installations",
    "Item",
    "Numbers",
    "Ours",
    "Record",
    "Records",
    "Seal",
    "Spot",
    "SqlStore",
    "StorageFault",
    "Store",
    "Stored",
    "Visit",
    "Work",
    "current_work",
    "file_of",
    "micros",
    "migrate",
    "moment",
    "new_id",
    "normalise_url",
    "pending",
    "working_on",
]
