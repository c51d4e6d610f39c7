"""Turns a folder of pack files into a Pack, or into one error that lists every fault."""

from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from knowledge.cross_checks import check_measured, check_pack, follows
from knowledge.model import (
    Ask,
    Concept,
    Kind,
    Matched,
    Measure,
    Option,
    Pack,
    Question,
    Source,
    Wording,
)
from knowledge.pack_files import (
    ConceptEntry,
    Id,
    KindEntry,
    MatchedEntry,
    MeasuredEntry,
    OptionEntry,
    PackEntry,
    QuestionEntry,
    SourceEntry,
    WordingEntry,
)
from knowledge.pack_reading import PackFiles
from knowledge.strict_yaml import Fault

DEFAULT_PACK = Path(__file__).parent / "pack"

_PACK = TypeAdapter(PackEntry)
_SOURCES = TypeAdapter(dict[Id, SourceEntry])
_QUESTIONS = TypeAdapter(dict[Id, QuestionEntry])
_MEASURED = TypeAdapter(dict[Id, MeasuredEntry])
_KINDS = TypeAdapter(dict[Id, KindEntry])
_MATCHED = TypeAdapter(dict[Id, MatchedEntry])
_CONCEPTS = TypeAdapter(dict[Id, ConceptEntry])
_WORDING = TypeAdapter(WordingEntry)


class PackFaults(Exception):
    """A pack that can't be used; `faults` holds everything that is wrong with it.

    Attributes:
        faults: each with file, path, line (where known) and message.
    """

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def load_pack(folder: Path | None = None) -> Pack:
    """The pack in that folder, the default one when none is given.

    Raises:
        PackFaults: something is wrong; every fault is listed.
    """
    files = PackFiles(folder or DEFAULT_PACK)
    pack, found = _assemble(files)
    found += check_pack(pack)
    faults = (*files.faults, *(fault for fault in found if not follows(fault, files.unread, files.left_out)))
    if faults:
        raise PackFaults(faults)
    return pack


def _assemble(files: PackFiles) -> tuple[Pack, list[Fault]]:
    """The pack of all that could be read, and what is wrong between questions and measurements."""
    entry = files.read("pack.yaml", _PACK)
    sources = files.read("sources.yaml", _SOURCES)
    questions = files.read("questions.yaml", _QUESTIONS)
    measured = files.read("measured.yaml", _MEASURED)
    kinds = files.read("kinds.yaml", _KINDS)
    benefits = files.read("benefits.yaml", _MATCHED)
    caveats = files.read("caveats.yaml", _MATCHED)
    concepts = files.read("concepts.yaml", _CONCEPTS)
    wording = {language: files.read(f"text/{language}.yaml", _WORDING) for language in files.languages()}
    pack = Pack(
        id=entry.id if entry else "",
        version=entry.version if entry else "",
        title=entry.title if entry else "",
        sources=tuple(Source(id=key, **_fields(value)) for key, value in (sources or {}).items()),
        questions=tuple(
            _question(key, value, (measured or {}).get(key)) for key, value in (questions or {}).items()
        ),
        kinds=tuple(Kind(id=key, **_fields(value)) for key, value in (kinds or {}).items()),
        benefits=tuple(Matched(id=key, **_fields(value)) for key, value in (benefits or {}).items()),
        caveats=tuple(Matched(id=key, **_fields(value)) for key, value in (caveats or {}).items()),
        concepts=tuple(Concept(id=key, **_fields(value)) for key, value in (concepts or {}).items()),
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
