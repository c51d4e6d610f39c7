"""What a concept means, with its source and what to read next."""

from bot.views.controls import Choice, buttons
from bot.views.escape import escape
from bot.views.message import Message, Part, Parts, compose
from bot.views.parts import say, whisper_marked
from bot.wire import PressExplain
from bot.words import Words
from knowledge.explain import Explanation
from knowledge.model import Source

OFFERS_SHOWN = 5


def explained(concept: str, words: Words) -> Message:
    """The message that explains a concept by id; one that is gone offers the others."""
    return explain(Explanation(concept=concept, offers=words.see_also.get(concept, ())), words)


def explain(explanation: Explanation, words: Words) -> Message:
    """The message for an explanation outside of a conversation."""
    return compose(explanation_parts(explanation, words))


def explanation_parts(explanation: Explanation, words: Words) -> Parts:
    """The concept, its source, and buttons for the ones beside it."""
    found = words.pack.concepts.get(explanation.concept or "")
    offers = [offer for offer in explanation.offers if offer in words.pack.concepts]
    if found is None:
        return (say(words.own.explained.unknown), *_offer(offers or list(words.pack.concepts), words))
    source = words.sources.get(explanation.concept or "")
    return (
        *_belonging(explanation, words),
        say("*{title}*\n{text}", title=found.title, text=found.text),
        *([_cite(source, words)] if source else []),
        *_offer([offer for offer in offers if offer != explanation.concept], words),
    )


def _belonging(explanation: Explanation, words: Words) -> Parts:
    """The service that was asked about, and its kind where that is another word."""
    own, kind = words.own.explained, words.pack.kinds.get(explanation.kind or "")
    if not kind:
        return ()
    service = explanation.service or ""
    is_named = service.casefold() not in {"", kind.casefold()}
    said = say(own.service if is_named else own.kind, service=service[:1].upper() + service[1:], kind=kind)
    return (said, say(own.contested)) if explanation.contested else (said,)


def _cite(source: Source, words: Words) -> Part:
    title = escape(source.title)
    linked = f"<{escape(source.url)}|{title}>" if source.url else title
    return whisper_marked(words.own.explained.source.format(source=linked))


def _offer(concepts: list[str], words: Words) -> Parts:
    choices = [
        Choice(words.pack.concepts[concept].title, PressExplain(concept))
        for concept in concepts[:OFFERS_SHOWN]
    ]
    return (buttons(words.own.explained.more, choices),) if choices else ()
