"""The list of many tasks that a person brought last, on their Home: its picture and its results."""

from bot.views.controls import Choice, buttons
from bot.views.escape import shorten
from bot.views.looking import shown
from bot.views.message import Parts, View
from bot.views.parts import plain_text, say, say_plainly
from bot.wire.home import PressPicture
from bot.wire.portfolio import PressPaste, PressResults
from bot.words import Words
from dialogs.portfolio import Portfolio

TITLE_SHOWN = 80


def show_list(portfolio: Portfolio | None, words: Words) -> Parts:
    """One line about it and what can be done; without any, nothing."""
    if portfolio is None:
        return ()
    own = words.own.home
    choices = [
        *([Choice(own.list_picture, PressPicture(portfolio.id))] if portfolio.picture else []),
        Choice(own.list_results, PressResults(portfolio.id)),
        Choice(words.own.portfolio.lists.paste, PressPaste()),
    ]
    return (
        say(own.list_title),
        say_plainly(_line(portfolio, words)),
        buttons(words.own.short.buttons, choices),
    )


def look_at_picture(portfolio: Portfolio, words: Words) -> View:
    """The picture, with its words for those who don't see it."""
    image = {
        "type": "image",
        "title": plain_text(_line(portfolio, words)),
        "slack_file": {"id": portfolio.picture},
        "alt_text": portfolio.alt,
    }
    view = shown(words.own.home.list_picture_title, (), words)
    return {**view, "blocks": [image]}


def no_picture(words: Words) -> View:
    """Says that the picture is gone, and how to get it anew."""
    return shown(words.own.home.list_picture_title, (say(words.own.home.list_picture_gone),), words)


def _line(portfolio: Portfolio, words: Words) -> str:
    own = words.own.home
    title = shorten(portfolio.title, TITLE_SHOWN) or own.list_pasted
    return own.list_line.format(
        title=title, count=words.number(portfolio.count), date=words.date(portfolio.at)
    )
