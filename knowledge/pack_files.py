"""The shapes of the pack's files as people write them; ids are keys, so none can be there twice."""

from typing import Annotated

from pydantic import Field, FiniteFloat, StringConstraints

from knowledge.frozen import Frozen
from knowledge.model import Ask, Condition, Family, Fit, Lean
from knowledge.wording import ConceptWords, QuestionWords

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
PackId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$", max_length=60)]
Unit = Annotated[FiniteFloat, Field(ge=0, le=1)]


class PackEntry(Frozen):
    """pack.yaml: what this pack is."""

    id: PackId
    version: Text
    title: Text


class HouseEntry(Frozen):
    """pack.yaml of an organization's own pack: whose it is, and the id of the pack that it is laid over."""

    id: PackId
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]*$", max_length=60)]
    organization: Annotated[Text, StringConstraints(max_length=80)]
    over: PackId
    title: Text | None = None


class SourceEntry(Frozen):
    """sources.yaml: one source, by id."""

    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    licence: Text | None = None
    note: Text | None = None


class MeasureEntry(Frozen):
    """What a question stands for; without cuts they come from measured.yaml."""

    element: Text
    cuts: tuple[FiniteFloat, ...] | None = None


class OptionEntry(Frozen):
    """One option of a question, by id."""

    weight: FiniteFloat | None = None
    share: Unit | None = None
    source: Text | None = None
    reason: Text | None = None
    unknown: bool = False
    leads: Fit | None = None
    kinds: tuple[str, ...] = ()


class QuestionEntry(Frozen):
    """questions.yaml: one question, by id."""

    options: Annotated[dict[Id, OptionEntry | None], Field(min_length=1)]
    ask: Ask = Ask.LEAN
    measure: MeasureEntry | None = None


class MeasuredOption(Frozen):
    """What the ratings say of one option."""

    weight: FiniteFloat
    share: Unit


class MeasuredEntry(Frozen):
    """measured.yaml: what the ratings say of one question, by id; written by knowledge.training."""

    element: Text
    cuts: tuple[FiniteFloat, ...]
    source: Text
    options: dict[Id, MeasuredOption]


class KindEntry(Frozen):
    """kinds.yaml: one kind of service, by id."""

    lean: Lean
    family: Family
    source: Text


class MatchedEntry(Frozen):
    """benefits.yaml, caveats.yaml, next_steps.yaml: one of them, by id."""

    source: Text
    when: Annotated[tuple[Condition, ...], Field(min_length=1)]
    rank: FiniteFloat = 1.0
    against: tuple[str, ...] = ()


class RuleEntry(Frozen):
    """rules.yaml: one of an organization's own rules, by id."""

    source: Text
    when: Annotated[tuple[Condition, ...], Field(min_length=1)]
    fit: Fit | None = None


class CueEntry(Frozen):
    """cues.yaml: the words that answer one question, by its id."""

    options: Annotated[dict[Id, Annotated[tuple[Text, ...], Field(min_length=1)]], Field(min_length=1)]
    ignored: tuple[Text, ...] = ()
    highest: bool = False


class ConceptEntry(Frozen):
    """concepts.yaml: one thing that we can explain, by id."""

    source: Text
    see_also: tuple[str, ...] = ()


class ServiceEntry(Frozen):
    """lexicon.yaml of a house pack: one service, by what it is called."""

    lean: Lean
    kind: Text
    contested: bool = False
    also: tuple[Text, ...] = ()


class WordingEntry(Frozen):
    """text/<language>.yaml: every word, by id."""

    questions: dict[str, QuestionWords] = Field(default_factory=dict)
    kinds: dict[str, Text] = Field(default_factory=dict)
    benefits: dict[str, Text] = Field(default_factory=dict)
    caveats: dict[str, Text] = Field(default_factory=dict)
    concepts: dict[str, ConceptWords] = Field(default_factory=dict)
    next_steps: dict[str, Text] = Field(default_factory=dict)
    rules: dict[str, Text] = Field(default_factory=dict)
