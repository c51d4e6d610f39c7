"""Wording of the form with all the questions, and of the shortcuts."""

from bot.wording.keys import Keys


class CheckForm(Keys):
    """The form that asks everything at once."""

    loading: str
    optional: str
    page_two: str
    further: str
    choose: str
    from_words: str
    next: str
    finish: str
    back: str
    kept: str
    afresh: str
    advice: str
    done: str
    in_form: str
    keep: str
    change: str
    more: str
    in_dm: str
    gone: str
    no_words: str
    not_here: str
