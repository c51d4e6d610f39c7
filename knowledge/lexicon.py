"""Knows what outsourced services are called, which way each leans, and where sources disagree."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from knowledge.model import Lean, Service
from knowledge.strict_yaml import Fault, read_yaml
from knowledge.text_words import words_of

DEFAULT: Final = Path(__file__).parent / "pack" / "lexicon.yaml"


class LexiconFaults(Exception):
    """The lexicon can't be used; carries every fault at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Lexicon:
    """The services, found by any of their names in any spelling and number."""

    def __init__(self, services: tuple[Service, ...], source: str) -> None:
        self.services = services
        self.source = source
        self._by_name = {_key(name): service for service in services for name in service.names}

    def find(self, name: str) -> Service | None:
        """The service of that name ("Call Centres" finds "call center"), if we know it."""
        return self._by_name.get(_key(name))


def load_lexicon(kinds: Mapping[str, Lean], file: Path = DEFAULT) -> Lexicon:
    """The lexicon in that file.

    Args:
        kinds: the lean of each kind that a service may have.
        file: YAML with `source` and `services`.

    Raises:
        LexiconFaults: unknown keys or kinds, a lean that its kind contradicts, doubled names.
    """
    data, faults = read_yaml(file, file.name)
    if data is None:
        raise LexiconFaults(faults)
    services, more = _services(data.get("services"), file.name)
    faults += more + _contradictions(services, kinds, file.name) + _doubled(services, file.name)
    faults += [
        Fault(file.name, key, "we don't know this key") for key in data.keys() - {"source", "services"}
    ]
    source = data.get("source")
    if not isinstance(source, str) or not source.strip():
        faults.append(Fault(file.name, "source", "say where the list comes from"))
        source = ""
    if faults:
        raise LexiconFaults(faults)
    return Lexicon(tuple(services.values()), source)


def _services(rows: object, name: str) -> tuple[dict[int, Service], list[Fault]]:
    if not isinstance(rows, list) or not rows:
        return {}, [Fault(name, "services", "there must be a list of services")]
    services: dict[int, Service] = {}
    faults = []
    for number, row in enumerate(rows):
        try:
            services[number] = Service.model_validate(row)
        except ValidationError as error:
            for problem in error.errors():
                path = ".".join(["services", str(number), *map(str, problem["loc"])])
                faults.append(Fault(name, path, problem["msg"]))
    return services, faults


def _contradictions(services: dict[int, Service], kinds: Mapping[str, Lean], name: str) -> list[Fault]:
    faults = []
    for number, service in services.items():
        lean = kinds.get(service.kind)
        if lean is None:
            faults.append(Fault(name, f"services.{number}.kind", f"there is no kind {service.kind!r}"))
        elif lean is not service.lean:
            message = f"{service.term!r} leans {service.lean}, its kind {service.kind!r} leans {lean}"
            faults.append(Fault(name, f"services.{number}.lean", message))
    return faults


def _doubled(services: dict[int, Service], name: str) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for number, service in services.items():
        for term in service.names:
            before = first.setdefault(" ".join(term.casefold().split()), number)
            if before != number or service.names.count(term) > 1:
                message = f"{term!r} stands in services.{before} too"
                faults.append(Fault(name, f"services.{number}", message))
    return faults


def _key(name: str) -> str:
    return " ".join(word.stem for word in words_of(name)) or " ".join(name.casefold().split())
