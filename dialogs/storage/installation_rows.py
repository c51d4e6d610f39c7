"""An installation of the app, as a row of its table and back; its tokens are sealed there."""

from collections.abc import Mapping
from typing import Any

from dialogs.storage.grants import Installation
from dialogs.storage.sealing import Seal
from dialogs.storage.times import micros, moment


def installation_row(one: Installation, seal: Seal) -> dict[str, object]:
    """All columns."""
    return {
        "enterprise": one.enterprise,
        "team": one.team,
        "is_enterprise": int(one.is_enterprise),
        "app_id": one.app_id,
        "bot_id": one.bot_id,
        "bot_user": one.bot_user,
        "name": one.name,
        "scopes": ",".join(sorted(one.scopes)),
        "token": seal.close(one.token),
        "refresh": seal.close(one.refresh),
        "expires_at": micros(one.expires_at) if one.expires_at else 0,
        "installer": one.installer,
        "installed_at": micros(one.installed_at),
        "version": one.version,
    }


def read_installation(row: Mapping[str, Any], seal: Seal) -> Installation:
    """The installation in that row.

    Raises:
        StorageFault: its tokens can't be opened.
    """
    ends = row["expires_at"]
    return Installation(
        enterprise=row["enterprise"],
        team=row["team"],
        app_id=row["app_id"],
        bot_id=row["bot_id"],
        bot_user=row["bot_user"],
        name=row["name"],
        scopes=frozenset(filter(None, row["scopes"].split(","))),
        token=seal.open(row["token"]),
        refresh=seal.open(row["refresh"]),
        expires_at=moment(ends) if ends else None,
        installer=row["installer"],
        installed_at=moment(row["installed_at"]),
        version=row["version"],
    )
