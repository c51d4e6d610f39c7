"""Questions to us in the person's own language; the knowledge itself reads them in English."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process

from dialogs.phrases import Phrases
from dialogs.text_cleaning import plain_wording
from knowledge import Knowledge
from knowledge.explain import Explanation
from knowledge.wording import ENGLISH

ALIKE = 86.0
"""From this RapidFuzz ratio (0 to 100) on two names are the same but for slips."""

OFFERED = 4

OURS: Final = frozenset({"bpo", "kpo"})


def explain(knowledge: Knowledge, phrases: Phrases, text: str) -> Explanation | None:
    """What we can say about that; None when it is no question to us at all, such as a task."""
    return knowledge.explain(text) or _explain_own(knowledge, phrases, text)


def _explain_own(knowledge: Knowledge, phrases: Phrases, text: str) -> Explanation | None:
    asked = phrases.bare(text)
    opening = next((one for one in phrases.longest_openings if asked.startswith(one + " ")), None)
    if opening is None and OURS.isdisjoint(asked.split()):
        return None
    about = asked.removeprefix(opening or "").strip()
    topic = _telling(about, phrases)
    return (
        _concept(knowledge, phrases, asked)
        or _concept(knowledge, phrases, about)
        or _concept(knowledge, phrases, topic)
        or _kind(knowledge, phrases, topic)
        # In English an opening alone is a question; what it is about may have kept its English name.
        or (knowledge.explain(f"what is {topic}") if opening else None)
    )


def _concept(knowledge: Knowledge, phrases: Phrases, topic: str) -> Explanation | None:
    concepts = knowledge.words(phrases.languages[0]).concepts
    named = {name: concept for concept, words in concepts.items() for name in (words.title, *words.also)}
    concept = _nearest(named, topic, phrases)
    if concept is None:
        return None
    see_also = next(each.see_also for each in knowledge.pack.concepts if each.id == concept)
    return Explanation(concept=concept, offers=see_also[:OFFERED])


def _kind(knowledge: Knowledge, phrases: Phrases, topic: str) -> Explanation | None:
    """Where a kind of service belongs, as "is payroll BPO?" asks in English."""
    named = {name: kind for kind, name in knowledge.words(phrases.languages[0]).kinds.items()}
    kind = _nearest(named, " ".join(word for word in topic.split() if word not in OURS), phrases)
    found = knowledge.explain(f"is {knowledge.words(ENGLISH).kinds[kind]} bpo") if kind else None
    # The service has an English name, and nobody called it so.
    return found.model_copy(update={"service": None}) if found else None


def _nearest(named: Mapping[str, str], topic: str, phrases: Phrases) -> str | None:
    """What the name that is most alike stands for, if it is alike enough; little words may be missing."""
    plainly = {plain_wording(name): meant for name, meant in named.items()}
    shorter = {_telling(name, phrases): meant for name, meant in plainly.items()}
    # One word that is left could be what another name is in full: "why KPO" is not "KPO".
    plainly = {name: meant for name, meant in shorter.items() if " " in name} | plainly
    found = process.extractOne(topic, plainly.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return plainly[found[0]] if found else None


def _telling(text: str, phrases: Phrases) -> str:
    """A plain text without its little words."""
    return " ".join(word for word in text.split() if word not in phrases.fillers)
