"""For those who write and review knowledge packs: `outsource-advisor pack check | diff | show`."""

import argparse
import os
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from bot import settings
from bot.faults import OperatorFault
from knowledge.house import is_folder, is_house
from knowledge.loader import Checked, check_folders, load_pack
from knowledge.model import Pack
from knowledge.pack_diff import Change, Difference, Origin, differences, origins
from knowledge.services import FILE, has_list

Action = Callable[[argparse.Namespace], int]

_SIGNS = {"added": "+", "changed": "~", "removed": "-"}


def add_pack_commands(command: argparse.ArgumentParser) -> None:
    """Puts `check`, `diff` and `show` below that command."""
    commands = command.add_subparsers(required=True, metavar="COMMAND")
    paths = f"PATH[{os.pathsep}PATH]"

    def add(
        name: str, action: Action, help_text: str, packs: str, default: str | None
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=help_text, description=help_text)
        added.add_argument("--packs", metavar=paths, default=default, help=packs)
        added.set_defaults(action=action)
        return added

    beneath = "other house packs that lie beneath it (default: none)"
    checked = add("check", check, "Tell everything that is wrong with a pack.", beneath, "")
    compared = add("diff", diff, "Tell what a house pack adds, changes and removes.", beneath, "")
    for one in (checked, compared):
        one.add_argument("path", type=Path, metavar="PATH", help="folder of the pack")
    in_force = "house packs, the last on top (default: the setting ADVISOR_PACKS)"
    add("show", show, "List everything in force, and which pack it comes from.", in_force, None)


def check(options: argparse.Namespace) -> int:
    """Every fault of one pack; 1 when there are some."""
    checked = _laid(options)
    if checked.faults:
        return _refuse(options.path, checked)
    counts = dict.fromkeys(_SIGNS, 0)
    for difference in differences(_beneath(options, checked.pack), checked.pack):
        counts[difference.happened] += 1
    _say(
        f"{options.path}: no faults. In force with it: {_named(checked.pack)}",
        f"Against what lies below: {', '.join(f'{count} {happened}' for happened, count in counts.items())}",
    )
    return 0


def diff(options: argparse.Namespace) -> int:
    """What one pack changes against those beneath it; 1 when it has faults."""
    checked = _laid(options)
    if checked.faults:
        return _refuse(options.path, checked)
    before = _beneath(options, checked.pack)
    _say(f"{_named(before)} -> {_named(checked.pack)}")
    for section, found in groupby(_by_section(differences(before, checked.pack)), lambda each: each.section):
        _say("", _heading(section))
        for difference in found:
            _say(*_told(difference))
    return 0


def show(options: argparse.Namespace) -> int:
    """Everything in force, with the pack that each item comes from."""
    folders = settings.packs(os.environ) if options.packs is None else settings.folders(options.packs)
    load_pack(None, folders)
    services = any(map(has_list, folders))
    counts = range(len(folders) + 1)
    layers = [check_folders(None, folders[:count], services=services).pack for count in counts]
    _say(_named(layers[-1]))
    for section, found in groupby(origins(layers), lambda origin: origin.item.section):
        _say("", _heading(section))
        listed = list(found)
        told = [origin for origin in listed if not _goes_without_saying(origin, layers[0])]
        for origin in told:
            _say(f"  {origin.item.id} ({_whence(origin)})", _wrapped(origin.item.heading))
        if len(told) < len(listed):
            _say(f"  {len(listed) - len(told)} more ({layers[0].id}), all in its {FILE}")
    return 0


def _goes_without_saying(origin: Origin, below: Pack) -> bool:
    """Whether it is one of the hundreds of services that nobody changed."""
    return origin.item.section == "services" and origin.brought_by == below.id and not origin.changed_by


def _beneath(options: argparse.Namespace, pack: Pack) -> Pack:
    """What lies beneath that pack; with its services, where the pack speaks of services."""
    return load_pack(None, settings.folders(options.packs), services=bool(pack.services))


def _laid(options: argparse.Namespace) -> Checked:
    if not is_folder(options.path):
        raise OperatorFault([f"{options.path}: there is no such folder"])
    beneath = settings.folders(options.packs)
    return (
        check_folders(None, (*beneath, options.path))
        if is_house(options.path)
        else check_folders(options.path)
    )


def _refuse(path: Path, checked: Checked) -> int:
    count = len(checked.faults)
    lines = [
        f"{path}: {count} {'fault' if count == 1 else 'faults'}",
        *(f"  - {fault}" for fault in checked.faults),
    ]
    sys.stderr.writelines(f"{line}\n" for line in lines)
    return 1


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _named(pack: Pack) -> str:
    whose = f", with the house rules of {pack.organization}" if pack.organization else ""
    return f"{pack.title} ({pack.id} {pack.version}){whose}"


def _heading(section: str) -> str:
    return section.replace("_", " ").capitalize()


def _whence(origin: Origin) -> str:
    return ", changed by ".join((origin.brought_by, *origin.changed_by))


def _by_section(found: Iterable[Difference]) -> list[Difference]:
    """Those of one section together, the sections as they first came up."""
    places: dict[str, int] = {}
    return sorted(found, key=lambda difference: places.setdefault(difference.section, len(places)))


def _told(difference: Difference) -> Iterator[str]:
    yield f"  {_SIGNS[difference.happened]} {difference.id} ({difference.happened})"
    if difference.happened == "removed":
        yield _wrapped(difference.heading)
    for change in difference.changes:
        yield _wrapped(_changed(change, added=difference.happened == "added"))


def _changed(change: Change, *, added: bool) -> str:
    if added:
        return f"{change.what}: {change.new}"
    return f"{change.what}: {change.old or '(nothing)'} -> {change.new or '(nothing)'}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, width=110, initial_indent=" " * 6, subsequent_indent=" " * 8)
