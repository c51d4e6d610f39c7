"""Answers "what is KPO?" from the pack's concepts, with their source."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from rapidfuzz import fuzz, process

from knowledge.frozen import Frozen
from knowledge.lexicon import Lexicon, LexiconFaults, load_lexicon
from knowledge.model import Family, Kind, Lean, Pack, Service
from knowledge.wording import ENGLISH, Wording

T = TypeVar("T")

_ALIKE = 86.0
"""From this RapidFuzz ratio (0 to 100) on two phrases are the same but for typos."""

_LONGEST_TEXT = 200
_LONGEST = 12
"""Words in a question to us; what is longer describes a task."""

_OFFERED = 4

_OFFICE = r"(?:bpo|kpo|back office|front office)"
_POLITE = re.compile(r"^(?:please|hey|hi|hello|ok|okay|so|and|but|can you|could you|would you|will you) ")
_ASKS = re.compile(
    r"^(?:what(?: exactly)? (?:is|are)(?: meant by)?|whats|what does|what do|meaning of|definition of|define)"
    r" (?P<topic>.+)$"
)
_MAY_ASK = re.compile(
    r"^(?:explain|describe|tell me(?: more)? about|show me|give me|list|name|how about|what about)"
    r"(?: to me| me)? (?P<topic>.+)$"
)
_IS_IT = re.compile(
    r"^(?:is|are|does|do|would|why is|why are) (?P<topic>.+?) "
    r"(?:(?:count|counted|considered|called|be|belong|as|of|to|an?|the|part|kind|type|form|example|case) )*"
    rf"{_OFFICE}(?:(?: or| and)? (?:an? |the )?(?:{_OFFICE}|work|task|service))*$"
)
_OURS = re.compile(
    r"\b(?:bpo|kpo)\b|^(?:how|why|when|which) "
    rf"|^(?:benefits|advantages|pros|examples?) of (?:{_OFFICE}|outsourcing)\b"
)
_ARTICLES = re.compile(r"^(?:(?:the|a|an|some|any|your|main|key|typical|common|exactly|about) )+")
_ENDING = re.compile(r" (?:mean|means|stand for|stands for|please|exactly|for me|to me|then|again)$")
_CONCEPTS = {Family.FRONT_OFFICE: "front_office", Family.BACK_OFFICE: "back_office", Family.KNOWLEDGE: "kpo"}


class Explanation(Frozen):
    """What we can say about something.

    Attributes:
        concept: the concept's id, or None when the pack has no answer.
        offers: ids of concepts that can be asked for instead, or next.
        kind: id of the kind of service that was asked about ("is payroll BPO?"), which `concept` holds.
        service: what that service is called, where the list of services knows it.
        contested: sources disagree about whether that service is BPO or KPO.
    """

    concept: str | None
    offers: tuple[str, ...] = ()
    kind: str | None = None
    service: str | None = None
    contested: bool = False


class Explainer:
    """Understands questions to us, in the words of one pack."""

    def __init__(self, pack: Pack) -> None:
        words = pack.wording[ENGLISH]
        self._see_also = {concept.id: concept.see_also for concept in pack.concepts}
        self._phrases = {
            _plain(phrase): concept.id
            for concept in pack.concepts
            for phrase in (words.concepts[concept.id].title, *words.concepts[concept.id].also)
        }
        self._kinds = {_plain(words.kinds[kind.id]): kind for kind in pack.kinds}
        self._leans = tuple((kind.id, kind.lean) for kind in pack.kinds)
        self._own = Lexicon(pack.services, "") if pack.services else None

    def explain(self, question: str) -> Explanation | None:
        """What we can say about that; None when it is no question to us, such as a task."""
        text = _plain(question[: _LONGEST_TEXT + 1])
        while polite := _POLITE.match(text):
            text = text[polite.end() :]
        if not text or len(question) > _LONGEST_TEXT or len(text.split()) > _LONGEST:
            return None
        return self._membership(text) or self._topic(text)

    def about(self, topic: str) -> Explanation:
        """What we can say about a topic, where somebody surely wants it explained."""
        return self.explain(topic) or self.explain(f"what is {topic}") or self._nothing()

    def _topic(self, text: str) -> Explanation | None:
        asks = _ASKS.match(text)
        asked = asks or _MAY_ASK.match(text)
        topic = _bare(asked["topic"] if asked else text)
        concept = _nearest(topic, self._phrases)
        if concept and (asked or _OURS.search(text)):
            return Explanation(concept=concept, offers=self._see_also[concept][:_OFFERED])
        return (self._service(topic) or self._nothing()) if asks else None

    def _membership(self, text: str) -> Explanation | None:
        asked = _IS_IT.match(text)
        return self._service(_bare(asked["topic"])) if asked else None

    def _service(self, name: str) -> Explanation | None:
        """Where a service belongs, by the name of its kind or by the list of services."""
        kind = _nearest(name, self._kinds)
        service = (self._own or _lexicon(self._leans)).find(name)
        if service and not kind:
            kind = next(each for each in self._kinds.values() if each.id == service.kind)
        return self._belongs(kind, service) if kind else None

    def _belongs(self, kind: Kind, service: Service | None) -> Explanation:
        concept = _CONCEPTS[kind.family]
        if concept not in self._see_also:
            return self._nothing()
        return Explanation(
            concept=concept,
            offers=self._see_also[concept][:_OFFERED],
            kind=kind.id,
            service=service.term if service else None,
            contested=service is not None and service.contested,
        )

    def _nothing(self) -> Explanation:
        return Explanation(concept=None, offers=tuple(self._see_also)[:_OFFERED])


def read_aloud(pack: Pack, question: str) -> tuple[str, bool]:
    """The explanation as plain text with its source, and whether there is one."""
    words = pack.wording[ENGLISH]
    found = Explainer(pack).about(question)
    titles = ", ".join(words.concepts[offer].title for offer in found.offers)
    if found.concept is None:
        return f"I have no answer to that. I can explain: {titles}.", False
    concept = next(each for each in pack.concepts if each.id == found.concept)
    told = words.concepts[found.concept]
    lines = [told.title, told.text, f"Source: {pack.source(concept.source).title}"]
    if found.kind:
        lines.insert(0, f"{_service_name(found, words)} belongs here:")
    if found.contested:
        lines.insert(1, "Sources disagree about it, so check the task itself.")
    if titles:
        lines.append(f"See also: {titles}")
    return "\n".join(lines), True


def _service_name(found: Explanation, words: Wording) -> str:
    """The service, and its kind in brackets where that is another word."""
    kind = words.kinds[found.kind or ""]
    if not found.service or _plain(found.service) == _plain(kind):
        return kind
    return f"{found.service[0].upper()}{found.service[1:]} ({kind[0].lower()}{kind[1:]})"


@cache
def _lexicon(leans: tuple[tuple[str, Lean], ...]) -> Lexicon:
    """The services that we ship, read at the first question; none where a pack's kinds are others."""
    try:
        return load_lexicon(dict(leans))
    except LexiconFaults:
        return Lexicon((), "")


def _nearest(phrase: str, named: Mapping[str, T]) -> T | None:
    found = process.extractOne(phrase, named.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return named[found[0]] if found else None


def _plain(text: str) -> str:
    """Small letters and single spaces, without punctuation."""
    return " ".join(re.sub(r"[^\w&]+", " ", re.sub("['\u2019]", "", text).lower()).split())


def _bare(topic: str) -> str:
    return _ENDING.sub("", _ARTICLES.sub("", topic))
