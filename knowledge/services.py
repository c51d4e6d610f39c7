"""The list of services as a pack's file, so that an organization's own list is laid over it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from knowledge.model import Service
from knowledge.pack_files import ServiceEntry, Text
from knowledge.pack_reading import PackFiles

FILE: Final = "lexicon.yaml"

_SERVICES = TypeAdapter(dict[Text, ServiceEntry])


def has_list(folder: Path) -> bool:
    """Whether that pack says something about services."""
    return (folder / FILE).exists()


def read_services(files: PackFiles) -> dict[str, Any]:
    """The fields of a pack that hold its services, those of house packs laid over those below."""
    entries = files.read(FILE, _SERVICES, needed=False, unfold=by_term) or {}
    below = by_term(files.below(FILE))
    services = tuple(
        Service(term=term, lean=entry.lean, kind=entry.kind, contested=entry.contested, also=entry.also)
        for term, entry in entries.items()
    )
    dropped = [term for term in below if term not in entries]
    return {
        "services": services,
        "own_services": tuple(service for service in services if _differs(service, below.get(service.term))),
        "dropped_names": tuple(name for term in dropped for name in (term, *below[term].get("also", ()))),
    }


def by_term(data: Mapping[str, Any]) -> dict[str, Any]:
    """The services of a list as a mapping by their terms, as a house pack writes them."""
    rows = data.get("services")
    return {
        str(row["term"]): {key: value for key, value in row.items() if key != "term"}
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and "term" in row
    }


def _differs(service: Service, below: Mapping[str, Any] | None) -> bool:
    if below is None:
        return True
    was = {"contested": False, **below, "also": tuple(below.get("also", ()))}
    now = {
        "lean": service.lean.value,
        "kind": service.kind,
        "contested": service.contested,
        "also": service.also,
    }
    return was != now
