"""Keeps conversations: a port with few verbs, one SQL adapter for SQLite and PostgreSQL."""

from dialogs.storage.faults import StorageFault
from dialogs.storage.port import Record, Records, Spot, Store, Stored, Visit
from dialogs.storage.schema import migrate, pending
from dialogs.storage.sql import SqlStore
from dialogs.storage.urls import file_of, normalise_url

__all__ = [
    "Record",
    "Records",
    "Spot",
    "SqlStore",
    "StorageFault",
    "Store",
    "Stored",
    "Visit",
    "file_of",
    "migrate",
    "normalise_url",
    "pending",
]
