"""Keeps conversations: a port with few verbs, one SQL adapter for SQLite and PostgreSQL."""

from dialogs.storage.faults import StorageFault
from dialogs.storage.grants import Installation, Installations
from dialogs.storage.port import Record, Records, Spot, Store, Stored, Visit
from dialogs.storage.schema import migrate, pending
from dialogs.storage.sealing import PLAIN, Seal
from dialogs.storage.store import SqlStore
from dialogs.storage.urls import normalise_url
from dialogs.storage.work import Work, current_work

__all__ = [
    "Installation",
    "Installations",
    "PLAIN",
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
    "migrate",
    "normalise_url",
    "pending",
]
