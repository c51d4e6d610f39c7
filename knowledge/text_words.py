"""Cuts a text into the words that carry meaning, alike when the model is trained and when it reads."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import filterfalse, product
from typing import Final, NamedTuple

LONGEST: Final = 20_000
"""Characters that are read; what follows in a longer text is not."""

_WORD = re.compile(r"[^\W_]+")
_TRADE = re.compile(r"\bIT\b")
_TRADE_BY_NEIGHBOR = re.compile(
    r"\bit(?=[ -](?:support|help|helpdesk|services?|desk|outsourcing|infrastructure|consulting|security|"
    r"operations|department|systems|management|maintenance|training)\b)",
    re.IGNORECASE,
)
_IT: Final = "information technology"
_RESEARCH = re.compile(r"\br ?(?:&(?:amp;)?|and|n) ?d\b", re.IGNORECASE)


def _in_any_case(words: str) -> Iterator[str]:
    for word in words.split():
        yield from map("".join, product(*((letter, letter.upper()) for letter in word)))


_ABBREVIATES: Final = frozenset(_in_any_case("it r rn rnd rand randd"))
"""Words without which nothing in a text stands for "information technology" or "research and development"."""

_LITTLE = """
a about above after again all also am an and another any are as at b be because been before being below
between both but by can could did do does doing done don each either etc every few for from further get
gets getting give given go goes going got had has have having he her here hers him his how i if in into
is it its itself just let like ll m make makes may me might more most much must my near need needed
needs no nor not now of off on once one only or other our ours out over own per re s same shall she
should so some such t than that the their theirs them then there these they this those through to too
under until up upon us ve very via was we well were what when where whether which while who whom whose
why will with within without would yes you your yours able across among around along cannot d etc eg ie
including include includes included use used using
"""
"""Words that tell nothing about the work."""

_FRAME = """
outsource outsourced outsources outsourcing bpo kpo offshore offshoring offshored vendor vendors
provider providers somebody someone anybody anyone else want wants wanted think thinking thought
consider considering please help hello hi hey thanks thank idea good sense possible better best worth
wonder wondering looking look task tasks job jobs thing things stuff partner partners external
externally third party company companies firm firms team teams department india philippines abroad
question know tell ask hand handing handed give giving given maybe perhaps currently today
"""
"""Words of the question around the task: should we outsource ...?"""

STOP: Final = frozenset((_LITTLE + _FRAME).split())

_VAGUE = """
people person persons man men woman women guy guys everyone everybody nobody anyone folks colleague colleagues
boss bosses friend friends member members group groups number numbers place places part parts lot lots bunch
way ways kind kinds sort sorts bit bits word words point points side sides end ends amount amounts
hour hours minute minutes day days week weeks month months year years time times weekday weekend morning
evening night tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february
april june july august september october november december
new old big small large little long short high low many several various different same first second last next
certain current recent whole full own real main major minor good bad great nice
"""
VAGUE: Final = frozenset(_VAGUE.split())
"""Words that tell something beside another ("word processing", "focus group"), and nothing alone."""

_PAIRS = """
centre=center centres=centers programme=program programmes=programs cheque=check cheques=checks
catalogue=catalog catalogues=catalogs cataloguing=cataloging labour=labor behaviour=behavior
behavioural=behavioral colour=color favour=favor honour=honor neighbour=neighbor licence=license
licences=licenses licencing=licensing enquiry=inquiry enquiries=inquiries fulfilment=fulfillment
modelling=modeling modelled=modeled labelling=labeling labelled=labeled travelling=traveling
cancelling=canceling cancelled=canceled counselling=counseling dialling=dialing signalling=signaling
analyse=analyze analysed=analyzed analysing=analyzing judgement=judgment jewellery=jewelry
aluminium=aluminum defence=defense offence=offense instalment=installment instalments=installments
enrolment=enrollment paediatric=pediatric anaesthetic=anesthetic orthopaedic=orthopedic
haematology=hematology mould=mold tyre=tire tyres=tires grey=gray practise=practice ageing=aging
storey=story organisational=organizational
"""
_SPELLINGS: Final = dict(pair.split("=") for pair in _PAIRS.split())
_BRITISH = re.compile(r"^(.{3,})is(e|es|ed|er|ers|ing|ation|ations|able)$")
_STEMS = """
adv advert appra bru circumc comprom conc cru desp dev disgu enterpr exerc expert franch impro likew
merchand no otherw parad pra prac prec prem prom prov ra rev superv surpr telev wa
"""
_TRULY_IS: Final = frozenset(_STEMS.split())
"""Beginnings of words that end in -ise on both sides of the ocean."""


class Word(NamedTuple):
    """One word: as typed but in small letters, then in American spelling, and its stem.

    Attributes:
        plain: empty where the word tells something only beside another.
    """

    typed: str
    plain: str
    stem: str


def words_of(text: str) -> list[Word]:
    """The words of the text that may tell something about the work, in their order."""
    found = typed_words(text)
    if not (text.isascii() and _ABBREVIATES.isdisjoint(found)):
        found = _WORD.findall(_spelled_out(text[:LONGEST]))
    # Numbers tell nothing and hardly ever come again: kept, they would crowd the words out.
    return [word for word in map(_word, filterfalse(str.isdigit, found)) if word]


@lru_cache(maxsize=1)  # the same text is read for its evidence, then for the answers that it gives
def typed_words(text: str) -> Sequence[str]:
    """Every word of the text as it was typed."""
    return _WORD.findall(text[:LONGEST])


def _spelled_out(text: str) -> str:
    """The text in plain letters, with "IT" and "R&D" in full."""
    text = unicodedata.normalize("NFKC", text)
    # "IT" is the trade, "it" is a pronoun; in a text all in capitals only the next word can tell.
    trade = _TRADE_BY_NEIGHBOR if text.isupper() else _TRADE
    return _RESEARCH.sub("research development", _TRADE_BY_NEIGHBOR.sub(_IT, trade.sub(_IT, text)))


def all_words(text: str) -> list[str]:
    """Every word of the text in small letters, function words too."""
    return [word.casefold() for word in typed_words(text)]


def without_accents(word: str) -> str:
    """The word without accents: "résumé" is "resume"."""
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)) or word


def american(word: str) -> str:
    """The word in American spelling; `word` is in small letters."""
    known = _SPELLINGS.get(word)
    if known:
        return known
    match = _BRITISH.match(word)
    if match and (match[2].startswith("ation") or match[1] not in _TRULY_IS):
        return f"{match[1]}iz{match[2]}"
    return word


def stem_of(word: str) -> str:
    """The word without its ending, so that "invoices" and "invoicing" meet."""
    if len(word) > 4:
        for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("s", "")):
            if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
                word = word[: -len(ending)] + instead
                break
        word = word.removesuffix("e")
    return word


def normal(text: str) -> str:
    """The text as it is compared with others: American words in small letters, one space between."""
    return " ".join(american(word) for word in all_words(text))


@lru_cache(maxsize=16_384)
def _word(typed: str) -> Word | None:
    """The word of that form; None for what tells nothing."""
    if typed[0].isdigit():
        return None
    small = typed.casefold()
    plain = american(without_accents(small))
    if plain in STOP or plain[0].isdigit() or len(plain) > 40:
        return None
    return Word(small, "" if plain in VAGUE else plain, stem_of(plain))
