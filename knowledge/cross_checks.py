"""Finds what is wrong between the files of a pack: dangling ids, missing words, options out of reach."""

from collections.abc import Iterable, Iterator, Mapping, Set

from knowledge.model import Ask, Matched, Option, Pack, Question, Rule
from knowledge.pack_files import MeasuredEntry, QuestionEntry
from knowledge.strict_yaml import Fault
from knowledge.wording import Wording

_JOB_ZONES = (1.0, 5.0)
_RATINGS = (0.0, 1.0)


def check_measured(
    questions: Mapping[str, QuestionEntry], measured: Mapping[str, MeasuredEntry]
) -> list[Fault]:
    """Faults between measured.yaml and the questions that it is for."""
    faults: list[Fault] = []
    for key, entry in measured.items():
        question = questions.get(key)
        if question is None or question.measure is None:
            faults.append(Fault("measured.yaml", key, "there is no such question with a measure"))
            continue
        if entry.element != question.measure.element:
            faults.append(
                Fault("measured.yaml", f"{key}.element", f"the question says {question.measure.element}")
            )
        known = {name for name, option in question.options.items() if not (option and option.unknown)}
        for name in entry.options.keys() ^ known:
            message = "in only one of question and measurement"
            faults.append(Fault("measured.yaml", f"{key}.options.{name}", message))
    for key, question in questions.items():
        inline = question.measure is not None and question.measure.cuts is not None
        if question.measure is not None and not inline and key not in measured:
            message = "has neither cuts nor an entry in measured.yaml"
            faults.append(Fault("questions.yaml", f"{key}.measure", message))
    return sorted(faults, key=lambda fault: fault.path)


def check_pack(pack: Pack) -> list[Fault]:
    """Faults between the parts of the pack."""
    faults = [*_sources(pack), *_dangling(pack), *_clashes(pack), *_cues(pack)]
    for question in pack.questions:
        faults += _question(question)
    for language, words in pack.wording.items():
        faults += _wording(pack, words, f"text/{language}.yaml")
    return faults


_NEEDS = {
    "there is no source ": {"sources.yaml"},
    "there is no question ": {"questions.yaml"},
    "there is no option ": {"questions.yaml"},
    "there is no kind ": {"kinds.yaml"},
    "there is no benefit, caveat or next step ": {"benefits.yaml", "caveats.yaml", "next_steps.yaml"},
    "there is no concept ": {"concepts.yaml"},
    "there is no such question with a measure": {"questions.yaml"},
    "has neither cuts nor an entry in measured.yaml": {"measured.yaml"},
    "no option has a weight": {"measured.yaml"},
}


def follows(fault: Fault, unread: Set[str], left_out: Set[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether the fault only comes of another one: of a file or a part that could not be read."""
    steps = fault.path.split(".")
    needed = {
        file for message, files in _NEEDS.items() if fault.message.startswith(message) for file in files
    }
    if fault.file.startswith("text/"):
        needed.add(f"{steps[0]}.yaml")
    if fault.path.endswith("measure.cuts"):
        needed.add("measured.yaml")
    if needed & unread:
        return True
    for file, path in left_out:
        ids = path[1:] if file.startswith("text/") and len(path) > 1 else path
        if any(name in steps or f"{name!r}" in fault.message for name in {ids[0], ids[-1]}):
            return True
    return False


_NO_WEIGHT = "no option has a weight, so it would never be asked and nobody could reach its options"


# ------------------------------------------------------------------- questions


def _question(question: Question) -> Iterator[Fault]:
    def fault(path: str, message: str) -> Fault:
        return Fault("questions.yaml", f"{question.id}.{path}" if path else question.id, message)

    unknown = [option.id for option in question.options if option.unknown]
    known = [option for option in question.options if not option.unknown]
    if not unknown:
        yield fault("options", "needs an “I don't know” (unknown: true)")
    elif len(unknown) > 1 or question.options[-1].id != unknown[0]:
        yield fault(f"options.{unknown[0]}", "the only “I don't know” must stand last")
    if len(known) < 2:
        yield fault("options", "needs at least two things to choose from")
    for option in question.options:
        for path, message in _option(option):
            yield fault(f"options.{option.id}{path}", message)
    if question.ask is Ask.LEAN and not any(option.weight for option in question.options):
        yield fault("", _NO_WEIGHT)
    if question.ask is Ask.KIND and not any(option.kinds for option in question.options):
        yield fault(
            "", "no option names a kind, so it would never be asked and nobody could reach its options"
        )
    for path, message in _measure(question, len(known)):
        yield fault(path, message)


def _option(option: Option) -> Iterator[tuple[str, str]]:
    if option.weight and not option.source:
        yield ".weight", "a weight needs a source"
    if option.unknown and (option.weight or option.leads or option.kinds):
        yield "", "“I don't know” can't say anything: no weight, leads or kinds"


def _measure(question: Question, known: int) -> Iterator[tuple[str, str]]:
    if question.measure is None:
        return
    cuts = question.measure.cuts
    low, high = _JOB_ZONES if question.measure.element == "job_zone" else _RATINGS
    if len(cuts) != known - 1:
        yield "measure.cuts", f"{known} options need {known - 1} cuts, not {len(cuts)}"
    for number, cut in enumerate(cuts):
        if not low <= cut < high:
            yield f"measure.cuts.{number}", f"no rating is beyond {cut}, so nobody could reach an option"
        elif number and cut <= cuts[number - 1]:
            yield f"measure.cuts.{number}", "cuts must ascend, or nobody could reach the option between them"


# ---------------------------------------------------------------- dangling ids


def _sources(pack: Pack) -> Iterator[Fault]:
    known = {source.id for source in pack.sources}
    cited = [
        *(("kinds.yaml", kind.id, kind.source) for kind in pack.kinds),
        *(("benefits.yaml", item.id, item.source) for item in pack.benefits),
        *(("caveats.yaml", item.id, item.source) for item in pack.caveats),
        *(("concepts.yaml", concept.id, concept.source) for concept in pack.concepts),
        *(("next_steps.yaml", item.id, item.source) for item in pack.next_steps),
        *(("rules.yaml", rule.id, rule.source) for rule in pack.rules),
        *(
            ("questions.yaml", f"{question.id}.options.{option.id}", option.source)
            for question in pack.questions
            for option in question.options
            if option.source
        ),
    ]
    for file, path, source in cited:
        if source not in known:
            yield Fault(file, f"{path}.source", f"there is no source {source!r}")


def _dangling(pack: Pack) -> Iterator[Fault]:
    kinds = {kind.id for kind in pack.kinds}
    concepts = {concept.id for concept in pack.concepts}
    for question in pack.questions:
        for option in question.options:
            for kind in option.kinds:
                if kind not in kinds:
                    path = f"{question.id}.options.{option.id}.kinds"
                    yield Fault("questions.yaml", path, f"there is no kind {kind!r}")
    for concept in pack.concepts:
        for other in concept.see_also:
            if other not in concepts:
                yield Fault("concepts.yaml", f"{concept.id}.see_also", f"there is no concept {other!r}")
    options = {question.id: {option.id for option in question.options} for question in pack.questions}
    for file, items in _matched(pack):
        yield from _conditions(file, items, options, kinds)
    yield from _conditions("rules.yaml", pack.rules, options, kinds)


def _conditions(
    file: str, items: Iterable[Matched | Rule], options: Mapping[str, set[str]], kinds: set[str]
) -> Iterator[Fault]:
    for item in items:
        for number, condition in enumerate(item.when):
            path = f"{item.id}.when.{number}"
            for kind in condition.kinds:
                if kind not in kinds:
                    yield Fault(file, f"{path}.kinds", f"there is no kind {kind!r}")
            for question, chosen in condition.answers.items():
                if question not in options:
                    yield Fault(file, f"{path}.answers.{question}", f"there is no question {question!r}")
                    continue
                if not chosen:
                    yield Fault(file, f"{path}.answers.{question}", "names no option, so it could never hold")
                for option in chosen:
                    if option not in options[question]:
                        yield Fault(file, f"{path}.answers.{question}", f"there is no option {option!r}")


def _clashes(pack: Pack) -> Iterator[Fault]:
    taken: dict[str, str] = {}
    for file, items in _matched(pack):
        for item in items:
            if item.id in taken:
                yield Fault(file, item.id, f"the same id stands in {taken[item.id]}")
            taken[item.id] = file
    for file, items in _matched(pack):
        for item in items:
            for other in item.against:
                if other not in taken:
                    message = f"there is no benefit, caveat or next step {other!r}"
                    yield Fault(file, f"{item.id}.against", message)


def _matched(pack: Pack) -> tuple[tuple[str, tuple[Matched, ...]], ...]:
    return (
        ("benefits.yaml", pack.benefits),
        ("caveats.yaml", pack.caveats),
        ("next_steps.yaml", pack.next_steps),
    )


def _cues(pack: Pack) -> Iterator[Fault]:
    options = {question.id: {option.id for option in question.options} for question in pack.questions}
    for cue in pack.cues:
        if cue.question not in options:
            yield Fault("cues.yaml", cue.question, f"there is no question {cue.question!r}")
            continue
        said: dict[str, str] = {}
        for option, phrases in {**cue.phrases, "ignored": cue.ignored}.items():
            path = f"{cue.question}.options.{option}" if option in cue.phrases else f"{cue.question}.ignored"
            if option in cue.phrases and option not in options[cue.question]:
                yield Fault("cues.yaml", path, f"there is no option {option!r}")
            for phrase in phrases:
                if phrase in said:
                    yield Fault("cues.yaml", path, f"{phrase!r} stands under {said[phrase]!r} too")
                said[phrase] = option


# --------------------------------------------------------------------- wording


def _wording(pack: Pack, words: Wording, file: str) -> Iterator[Fault]:
    sections: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("questions", (question.id for question in pack.questions), words.questions),
        ("kinds", (kind.id for kind in pack.kinds), words.kinds),
        ("benefits", (item.id for item in pack.benefits), words.benefits),
        ("caveats", (item.id for item in pack.caveats), words.caveats),
        ("concepts", (concept.id for concept in pack.concepts), words.concepts),
        ("next_steps", (item.id for item in pack.next_steps), words.next_steps),
        ("rules", (rule.id for rule in pack.rules), words.rules),
    )
    for section, ids, worded in sections:
        yield from _compare(file, section, ids, worded)
    for question in pack.questions:
        if question.id in words.questions:
            options = (option.id for option in question.options)
            yield from _compare(
                file, f"questions.{question.id}.options", options, words.questions[question.id].options
            )


def _compare(file: str, path: str, ids: Iterable[str], worded: Iterable[str]) -> Iterator[Fault]:
    named, found = list(ids), list(worded)
    for missing in (name for name in named if name not in found):
        yield Fault(file, f"{path}.{missing}", "the wording is missing")
    for unused in (name for name in found if name not in named):
        yield Fault(file, f"{path}.{unused}", "wording for something that doesn't exist")
