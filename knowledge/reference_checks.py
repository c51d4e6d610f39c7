"""Finds ids in a pack that name nothing, and names that stand for two things."""

from collections.abc import Iterable, Iterator, Mapping

from knowledge.model import Matched, Pack, Rule
from knowledge.strict_yaml import Fault


def check_references(pack: Pack) -> Iterator[Fault]:
    """Faults between the parts of the pack, but for its wording."""
    yield from _sources(pack)
    yield from _dangling(pack)
    yield from _clashes(pack)
    yield from _cues(pack)
    yield from _services(pack)


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


def _services(pack: Pack) -> Iterator[Fault]:
    leans = {kind.id: kind.lean for kind in pack.kinds}
    taken: dict[str, str] = {}
    for service in pack.services:
        lean = leans.get(service.kind)
        if lean is None:
            yield Fault("lexicon.yaml", f"{service.term}.kind", f"there is no kind {service.kind!r}")
        elif lean is not service.lean:
            message = f"leans {service.lean}, its kind {service.kind!r} leans {lean}"
            yield Fault("lexicon.yaml", f"{service.term}.lean", message)
        for name in service.names:
            first = taken.setdefault(" ".join(name.casefold().split()), service.term)
            if first != service.term or service.names.count(name) > 1:
                yield Fault("lexicon.yaml", service.term, f"{name!r} stands under {first!r} too")
