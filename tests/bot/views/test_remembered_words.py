"""What is remembered of wording is of just that wording, and nobody's message is changed by another's."""

import json
from copy import deepcopy
from dataclasses import replace

from bot import views
from bot.preview import stage
from bot.words import Words, load
from dialogs.messages import Shown
from knowledge import Knowledge


def test_two_languages_never_lend_each_other_a_phrase(knowledge: Knowledge) -> None:
    english, spanish = load(knowledge), load(knowledge, "es")
    phrases = [words.answered("repetition", "same") for words in (english, spanish, english)]

    assert phrases[0] == phrases[2] != phrases[1]
    assert spanish.answer("repetition", "same") in phrases[1]


def test_other_wording_of_the_same_kind_is_read_anew(words: Words) -> None:
    before = words.kind("payroll")
    pack = words.pack.model_copy(update={"kinds": {**words.pack.kinds, "payroll": "Wages"}})

    assert replace(words, pack=pack).kind("payroll") == before.replace(words.pack.kinds["payroll"], "Wages")


def test_a_card_is_the_same_after_somebody_changed_theirs(words: Words) -> None:
    reply = Shown(stage.ask_of(words, "repetition"))
    first = views.draw(reply, words)
    kept = deepcopy(first)
    for block in first["blocks"]:
        for element in block.get("elements", ()):
            element.clear()
        block.clear()

    assert json.dumps(views.draw(reply, words)) == json.dumps(kept)
