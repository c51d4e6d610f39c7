"""The shapes of what we know: the pack."""

from enum import StrEnum

from pydantic import Field

from knowledge.frozen import Frozen
from knowledge.wording import Wording


class Lean(StrEnum):
    """Which of the two kinds of outsourcing the task looks like."""

    BPO = "BPO"
    KPO = "KPO"


class Fit(StrEnum):
    """Whether to outsource the task at all."""

    OUTSOURCE = "outsource"
    SPLIT = "split"
    KEEP = "keep"
    UNSURE = "unsure"


class Family(StrEnum):
    """Where a kind of service belongs."""

    FRONT_OFFICE = "front_office"
    BACK_OFFICE = "back_office"
    KNOWLEDGE = "knowledge"


class Ask(StrEnum):
    """When a question is asked."""

    LEAN = "lean"
    """While the lean is open and this question is expected to tell most."""

    ALWAYS = "always"
    """Once the lean is settled, whatever it is: fit or caveats hang on it."""

    KIND = "kind"
    """While the kind of service can't be told."""

    MATTERS = "matters"
    """Last, where an answer could still change the benefits or caveats shown."""


class Source(Frozen):
    """Where a claim or a number comes from."""

    id: str
    title: str
    url: str | None = None
    licence: str | None = None
    note: str | None = None


class Measure(Frozen):
    """The survey rating that a question stands for.

    Attributes:
        element: a column of the O*NET ratings file.
        cuts: ascending; a rating r selects option number (how many cuts are below r).
    """

    element: str
    cuts: tuple[float, ...]


class Option(Frozen):
    """One thing a person may choose.

    Attributes:
        weight: log-odds of KPO over BPO (natural log; positive speaks for KPO).
        share: how often it is the true answer (0 to 1, BPO and KPO counting alike); None: as the others.
        unknown: this is the "I don't know" of its question; its weight is 0.
        leads: the fit that this answer leads to, whatever the lean.
        kinds: ids of the kinds that it may mean; the first one of the right lean counts.
    """

    id: str
    weight: float = 0.0
    share: float | None = None
    source: str | None = None
    reason: str | None = None
    unknown: bool = False
    leads: Fit | None = None
    kinds: tuple[str, ...] = ()


class Question(Frozen):
    """Something we may ask about a task; options run from low to high, "I don't know" last."""

    id: str
    options: tuple[Option, ...]
    measure: Measure | None = None
    ask: Ask = Ask.LEAN

    def option(self, option_id: str) -> Option | None:
        """The option of that id, if this question has it."""
        return next((option for option in self.options if option.id == option_id), None)

    @property
    def unknown(self) -> Option:
        """The "I don't know" option; the loader makes sure that there is one."""
        return next(option for option in self.options if option.unknown)


class Kind(Frozen):
    """A kind of service, such as payroll or legal work."""

    id: str
    lean: Lean
    family: Family
    source: str


class Condition(Frozen):
    """Holds when each thing that it names holds; an empty condition always holds.

    Attributes:
        answers: for each question, the options of which one must have been chosen.
    """

    answers: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    lean: Lean | None = None
    fits: tuple[Fit, ...] = ()
    kinds: tuple[str, ...] = ()
    families: tuple[Family, ...] = ()


class Matched(Frozen):
    """A benefit, a caveat or a next step: shown when any of its conditions holds, higher `rank` first.

    Attributes:
        against: ids of benefits, caveats and next steps that say the contrary; never shown beside this one.
    """

    id: str
    source: str
    when: tuple[Condition, ...]
    rank: float = 1.0
    against: tuple[str, ...] = ()


class Cue(Frozen):
    """Words of a task that answer a question, so that it need not be asked.

    Attributes:
        phrases: by option; whole words in small letters. The longest phrase counts, and none that is negated.
        ignored: phrases that look like one of these and say nothing ("on site SEO").
        highest: where a task names several options the highest one counts; otherwise it then answers nothing.
    """

    question: str
    phrases: dict[str, tuple[str, ...]]
    ignored: tuple[str, ...] = ()
    highest: bool = False


class Rule(Frozen):
    """An organization's own word on a task: spoken when any of its conditions holds.

    Attributes:
        when: conditions; the fit that they look at is the one that evidence and answers lead to.
        fit: what it decides, whatever the evidence; None: it only says its words.
    """

    id: str
    source: str
    when: tuple[Condition, ...]
    fit: Fit | None = None


class Service(Frozen):
    """One outsourced service; `also`: other names, `contested`: sources disagree about its lean."""

    term: str = Field(min_length=1)
    lean: Lean
    kind: str
    contested: bool = False
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its other names."""
        return (self.term, *self.also)


class Concept(Frozen):
    """Something that we can explain, such as "KPO" or "BPO vs. KPO"."""

    id: str
    source: str
    see_also: tuple[str, ...] = ()


class Pack(Frozen):
    """Everything that we know, checked as a whole by the loader.

    Attributes:
        version: tells the packs laid over it too ("1.0.0+acme.3").
        organization: whose rules these are, "" when no organization laid its own pack over.
        questions: in the order in which the pack names them.
        wording: by language.
        services: all in force, where a house pack speaks of any; then what such packs changed and dropped.
    """

    id: str
    version: str
    title: str
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    kinds: tuple[Kind, ...]
    benefits: tuple[Matched, ...]
    caveats: tuple[Matched, ...]
    concepts: tuple[Concept, ...]
    wording: dict[str, Wording]
    next_steps: tuple[Matched, ...] = ()
    cues: tuple[Cue, ...] = ()
    rules: tuple[Rule, ...] = ()
    organization: str = ""
    services: tuple[Service, ...] = ()
    own_services: tuple[Service, ...] = ()
    dropped_names: tuple[str, ...] = ()

    def question(self, question_id: str) -> Question:
        """The question of that id.

        Raises:
            ValueError: there is none.
        """
        for question in self.questions:
            if question.id == question_id:
                return question
        raise ValueError(f"there is no question {question_id!r}")

    def source(self, source_id: str) -> Source:
        """The source of that id.

        Raises:
            ValueError: there is none.
        """
        for source in self.sources:
            if source.id == source_id:
                return source
        raise ValueError(f"there is no source {source_id!r}")
