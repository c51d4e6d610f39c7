"""Every word that a person reads: ours from text/<language>.yaml, the pack's by id."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.wording import Wording as Own
from knowledge import Knowledge
from knowledge.model import Family, Fit, Option, Question, Source
from knowledge.strict_yaml import read_shipped
from knowledge.wording import ENGLISH, QuestionWords, Wording

TEXTS: Final = Path(__file__).parent / "text"
"""A folder for each language."""


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Our own wording, and what the views need of the pack; the same only as itself.

    Attributes:
        locale: how this language writes numbers and dates.
        own: what the app says itself.
        pack: what the pack says, by id.
        questions: the pack's questions by id; their options are in the order to show.
        asks_kind: id of the question whose answers tell the kind of service, if there is one.
        families: the family of each kind of service.
        organization: whose own rules the pack holds, "" when it holds none.
        rules: the fit that each of those rules decides, if it decides one.
        sources: where each concept's explanation comes from.
        see_also: concepts to read on with, by concept.
    """

    locale: Locale
    own: Own
    pack: Wording
    questions: dict[str, Question]
    asks_kind: str | None
    families: dict[str, Family]
    organization: str
    rules: dict[str, Fit | None]
    sources: dict[str, Source]
    see_also: dict[str, tuple[str, ...]]

    @property
    def language(self) -> str:
        """The language's code."""
        return str(self.locale.language)

    def number(self, value: float) -> str:
        """A number as this language writes it: 5,000 or 5.000."""
        return str(format_decimal(value, locale=self.locale))

    def date(self, day: date) -> str:
        """A day in words: November 23, 2026; of an aware moment the day in its own zone."""
        return str(format_date(day, format="long", locale=self.locale))

    def language_name(self, language: str) -> str:
        """What the speakers of a language call it, as it stands on a button: "Español"."""
        name = name_language(language)
        return name[:1].upper() + name[1:]

    def language_called(self, language: str) -> str:
        """What this language calls a language, within a sentence: "español"."""
        return name_language(language, self.language)

    def question(self, question: str) -> QuestionWords | None:
        """How a question reads; None when a later pack dropped it."""
        return self.pack.questions.get(question)

    def answer(self, question: str, option: str) -> str:
        """How an answer reads; its bare id when a later pack dropped it."""
        found = self.question(question)
        words = found.options.get(option) if found else None
        return words.text if words else option

    def answered(self, question: str, option: str) -> str:
        """The question's name with an answer to it."""
        return _phrase(self, self.own.advice.answered, question, option)

    def phrased(self, template: str, question: str, option: str) -> str:
        """The same by another template of ours."""
        return _phrase(self, template, question, option)

    def label(self, question: str) -> str:
        """The question's name in lists."""
        found = self.question(question)
        return found.label if found else question

    def kind(self, kind: str | None) -> str:
        """The kind of service with its family; "" when there is none."""
        return _kind(self, kind) if kind else ""

    def options(self, question: str) -> tuple[Option, ...]:
        """The options of a question in the pack's order, by which people also number them."""
        found = self.questions.get(question)
        return found.options if found else ()


# Words never change, so what ids come to in them can be remembered: the same on everybody's cards.


@lru_cache(maxsize=2_048)
def _phrase(words: Words, template: str, question: str, option: str) -> str:
    return template.format(question=words.label(question), answer=words.answer(question, option))


@lru_cache(maxsize=512)
def _kind(words: Words, kind: str) -> str:
    if kind not in words.pack.kinds:
        return ""
    name, family = words.pack.kinds[kind], words.families.get(kind)
    return words.own.advice.families[family].format(kind=name) if family else name


def load(knowledge: Knowledge, language: str = ENGLISH) -> Words:
    """The words of that language.

    Raises:
        FileNotFoundError: we do not speak that language.
        pydantic.ValidationError: our own wording has missing or unknown keys.
    """
    own, pack = read_own(TEXTS, language), knowledge.pack
    sources = {source.id: source for source in pack.sources}
    return Words(
        locale=Locale.parse(language),
        own=own,
        pack=knowledge.words(language),
        questions={question.id: question for question in pack.questions},
        asks_kind=next(
            (each.id for each in pack.questions if any(option.kinds for option in each.options)), None
        ),
        families={kind.id: kind.family for kind in pack.kinds},
        organization=pack.organization,
        rules={rule.id: rule.fit for rule in pack.rules},
        sources={concept.id: sources[concept.source] for concept in pack.concepts},
        see_also={concept.id: concept.see_also for concept in pack.concepts},
    )


def _tells_kind(question: Question) -> bool:
    return any(option.kinds for option in question.options)


@cache
def read_own(texts: Path, language: str) -> Own:
    """Our own wording in that language, read once; it is the same whatever pack it goes with."""
    return Own.model_validate(read_wording(language, texts))


def languages() -> tuple[str, ...]:
    """The languages that we speak, English first."""
    found = {folder.name for folder in TEXTS.iterdir() if folder.is_dir() and _is_language(folder.name)}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def name_language(language: str, spoken: str = "") -> str:
    """What a language is called in another one, by default by its own speakers: "español".

    Its bare code when nobody knows.
    """
    try:
        name = Locale.parse(language).get_language_name(spoken or language)
    except (ValueError, UnknownLocaleError):
        return language
    return name or language


def read_wording(language: str = ENGLISH, texts: Path = TEXTS) -> dict[str, Any]:
    """Our own wording as its files have it, each with some of the sections.

    What another language lacks is read in English: better one line of it than none (a test holds that
    none is lacking).

    Raises:
        FileNotFoundError: we do not speak that language.
    """
    own = read_files(language, texts)
    return own if language == ENGLISH else _laid_over(read_files(ENGLISH, texts), own)


def read_files(language: str, texts: Path = TEXTS) -> dict[str, Any]:
    """Exactly what the files of that language say.

    Raises:
        FileNotFoundError: there are none.
    """
    read: dict[str, Any] = {}
    for file in sorted((texts / language).iterdir()):
        if file.suffix == ".yaml":
            read |= read_shipped(file)
    return read


def _laid_over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Mappings merge by key; anything else replaces what lies beneath."""
    merged = dict(below)
    for key, value in above.items():
        lower = below.get(key)
        merged[key] = (
            _laid_over(lower, value) if isinstance(lower, dict) and isinstance(value, dict) else value
        )
    return merged


def _is_language(name: str) -> bool:
    try:
        Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        return False
    return True
