"""Turns folders of pack files into one Pack, or into one error that lists every fault."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from knowledge.cross_checks import UNWORDED, check_pack, follows
from knowledge.house import check_files, check_weights, is_folder, read_houses, version_with
from knowledge.model import Ask, Concept, Cue, Kind, Matched, Measure, Option, Pack, Question, Rule, Source
from knowledge.pack_files import (
    ConceptEntry,
    CueEntry,
    Id,
    KindEntry,
    MatchedEntry,
    MeasuredEntry,
    OptionEntry,
    PackEntry,
    QuestionEntry,
    RuleEntry,
    SourceEntry,
    WordingEntry,
)
from knowledge.pack_reading import PackFiles
from knowledge.question_checks import check_measured
from knowledge.services import FILE, has_list, read_services
from knowledge.strict_yaml import Fault
from knowledge.wording import ENGLISH, Wording

DEFAULT_PACK = Path(__file__).parent / "pack"

_PACK = TypeAdapter(PackEntry)
_SOURCES = TypeAdapter(dict[Id, SourceEntry])
_QUESTIONS = TypeAdapter(dict[Id, QuestionEntry])
_MEASURED = TypeAdapter(dict[Id, MeasuredEntry])
_KINDS = TypeAdapter(dict[Id, KindEntry])
_MATCHED = TypeAdapter(dict[Id, MatchedEntry])
_CONCEPTS = TypeAdapter(dict[Id, ConceptEntry])
_CUES = TypeAdapter(dict[Id, CueEntry])
_RULES = TypeAdapter(dict[Id, RuleEntry])
_WORDING = TypeAdapter(WordingEntry)


class PackFaults(Exception):
    """A pack that can't be used; `faults` holds everything that is wrong with it.

    Attributes:
        faults: each with file, path, line (where known) and message.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


@dataclass(frozen=True, slots=True)
class Checked:
    """All that could be read of a pack and those laid over it, and everything that is wrong with them."""

    pack: Pack
    faults: tuple[Fault, ...]


def load_pack(folder: Path | None = None, overlays: Sequence[Path] = (), *, services: bool = False) -> Pack:
    """The pack in that folder, the default one when none is given, with others laid over it, the last on top.

    Args:
        folder: of the pack below.
        overlays: folders of house packs.
        services: hold the services in force even where no house pack speaks of services.

    Raises:
        PackFaults: something is wrong in one of them or in all together; every fault is listed.
    """
    checked = check_folders(folder, overlays, services=services)
    if checked.faults:
        raise PackFaults(checked.faults)
    return checked.pack


def check_folders(
    folder: Path | None = None, overlays: Sequence[Path] = (), *, services: bool = False
) -> Checked:
    """As `load_pack`, faults and all."""
    below = folder or DEFAULT_PACK
    there = [overlay for overlay in overlays if is_folder(overlay)]
    gone = [
        Fault(str(overlay), "", "there is no such folder") for overlay in overlays if overlay not in there
    ]
    files = PackFiles(below, there, _labels(below, there))
    entry = files.read_own(0, "pack.yaml", _PACK)
    houses, found_in_houses = read_houses(files, entry)
    pack, found = _assemble(files)
    files.read_names.add(FILE)
    if services or any(map(has_list, there)):
        pack = pack.model_copy(update=read_services(files))
    if entry:
        title = next((house.title for house in reversed(houses) if house.title), entry.title)
        organization = houses[-1].organization if houses else ""
        version = version_with(entry.version, houses)
        named = {"id": entry.id, "version": version, "title": title, "organization": organization}
        pack = pack.model_copy(update=named)
    found += check_pack(pack)
    between = (fault for fault in found if not follows(fault, files.unread, files.left_out))
    own = (*found_in_houses, *check_files(files), *check_weights(files))
    needed = (fault for fault in between if not _reads_in_english(fault, files))
    return Checked(pack, (*gone, *files.faults, *own, *(files.origins.place(fault) for fault in needed)))


def _reads_in_english(fault: Fault, files: PackFiles) -> bool:
    """Whoever adds to a pack need not speak each of its languages: what is not said in one reads in English.

    A language that a house pack brings must be whole, as far as other packs speak it, too.
    """
    if fault.message != UNWORDED or fault.file == f"text/{ENGLISH}.yaml":
        return False
    layer = files.origins.speaker(fault)
    brings = layer > 0 and (files.folders[layer] / fault.file).is_file()
    return not brings if layer > 0 else (files.folders[0] / fault.file).is_file()


def _labels(below: Path, overlays: Sequence[Path]) -> tuple[str, ...]:
    """What goes before the name of a file in a fault: nothing where there is only one pack."""
    if not overlays:
        return ("",)
    return ("default/" if below == DEFAULT_PACK else f"{below}/", *(f"{overlay}/" for overlay in overlays))


def _assemble(files: PackFiles) -> tuple[Pack, list[Fault]]:
    """The pack of all that could be read, and what is wrong between questions and measurements."""
    sources = files.read("sources.yaml", _SOURCES)
    questions = files.read("questions.yaml", _QUESTIONS)
    measured = files.read("measured.yaml", _MEASURED)
    kinds = files.read("kinds.yaml", _KINDS)
    benefits = files.read("benefits.yaml", _MATCHED)
    caveats = files.read("caveats.yaml", _MATCHED)
    concepts = files.read("concepts.yaml", _CONCEPTS)
    next_steps = files.read("next_steps.yaml", _MATCHED)
    cues = files.read("cues.yaml", _CUES)
    rules = files.read("rules.yaml", _RULES, needed=False)
    wording = {
        language: files.read(f"text/{language}.yaml", _WORDING, needed=language == ENGLISH)
        for language in files.languages()
    }
    pack = Pack(
        id="",
        version="",
        title="",
        sources=tuple(Source(id=key, **_fields(value)) for key, value in (sources or {}).items()),
        questions=tuple(
            _question(key, value, (measured or {}).get(key)) for key, value in (questions or {}).items()
        ),
        kinds=tuple(Kind(id=key, **_fields(value)) for key, value in (kinds or {}).items()),
        benefits=tuple(Matched(id=key, **_fields(value)) for key, value in (benefits or {}).items()),
        caveats=tuple(Matched(id=key, **_fields(value)) for key, value in (caveats or {}).items()),
        concepts=tuple(Concept(id=key, **_fields(value)) for key, value in (concepts or {}).items()),
        next_steps=tuple(Matched(id=key, **_fields(value)) for key, value in (next_steps or {}).items()),
        cues=tuple(
            Cue(question=key, phrases=value.options, ignored=value.ignored, highest=value.highest)
            for key, value in (cues or {}).items()
        ),
        rules=tuple(Rule(id=key, **_fields(value)) for key, value in (rules or {}).items()),
        wording={
            language: Wording(language=language, **_fields(words))
            for language, words in wording.items()
            if words
        },
    )
    return pack, check_measured(questions or {}, measured or {})


def _question(key: str, entry: QuestionEntry, measured: MeasuredEntry | None) -> Question:
    cuts = entry.measure.cuts if entry.measure else None
    if entry.measure and cuts is None and measured:
        cuts = measured.cuts
    return Question(
        id=key,
        options=tuple(
            _option(name, value or OptionEntry(), measured) for name, value in entry.options.items()
        ),
        measure=Measure(element=entry.measure.element, cuts=cuts or ()) if entry.measure else None,
        ask=Ask(entry.ask),
    )


def _option(key: str, entry: OptionEntry, measured: MeasuredEntry | None) -> Option:
    found = measured.options.get(key) if measured else None
    weight = entry.weight if entry.weight is not None else (found.weight if found else 0.0)
    share = entry.share if entry.share is not None else (found.share if found else None)
    source = entry.source or (measured.source if measured and found else None)
    return Option(
        id=key,
        weight=weight,
        share=share,
        source=source,
        reason=entry.reason,
        unknown=entry.unknown,
        leads=entry.leads,
        kinds=entry.kinds,
    )


def _fields(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in type(entry).model_fields}
