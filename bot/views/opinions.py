"""What an invited colleague fills in, and what then stands in the message that asked them."""

from collections.abc import Iterable

from bot.views.controls import Choice, buttons
from bot.views.inputs import choices, field, modal
from bot.views.message import Block, Message, View, compose
from bot.views.names import name_person
from bot.views.parts import listing, say, say_marked, whisper_marked
from bot.views.task import about
from bot.wire.opinions import OpinionForm, PressOpine, question_block
from bot.words import Words
from dialogs.opinions import Invitation


def opinion_modal(form: OpinionForm, asked: Invitation, words: Words) -> View:
    """All that the colleague is asked, with what they answered before; each answer may be left out."""
    own = words.own.opining
    intro = whisper_marked(own.intro.format(person=name_person(asked.asker, words)))
    blocks = [
        *(part.block for part in about(asked.task)),
        intro.block,
        *(_question(each, asked.answers.get(each), words) for each in asked.questions),
    ]
    return modal(form, own.title, blocks, close=own.close, submit=own.submit)


def nothing_answered(questions: Iterable[str], words: Words) -> dict[str, str]:
    """The form's fault when nothing was answered, by the block of its first question."""
    said = words.own.opining.none.format(decline=words.own.inviting.decline)
    return {question_block(each): said for each in tuple(questions)[:1]}


def thanks(assessment: str, asked: Invitation, words: Words) -> Message:
    """Repeats their answers to the colleague who gave them."""
    own = words.own.opining
    answers = [words.answered(question, option) for question, option in asked.answers.items()]
    return compose(
        [
            *about(asked.task),
            listing(own.thanks.format(person=name_person(asked.asker, words)), answers),
            buttons(words.own.short.buttons, [Choice(own.change, PressOpine(assessment))]),
        ]
    )


def declined(assessment: str, asked: Invitation, words: Words) -> Message:
    """Says that nothing was sent; there is a way back."""
    own = words.own.opining
    after_all = Choice(own.answer_after_all, PressOpine(assessment))
    return compose(
        [*about(asked.task), say_marked(own.declined), buttons(words.own.short.buttons, [after_all])]
    )


def nothing_to_answer(words: Words) -> Message:
    """The assessment is gone, or the colleague was never asked."""
    return compose([say(words.own.opining.gone)])


def _question(question: str, chosen: str | None, words: Words) -> Block:
    found = words.question(question)
    options = [(option.id, words.answer(question, option.id)) for option in words.options(question)]
    element = choices(options, chosen=chosen, placeholder=words.own.opining.placeholder)
    return field(
        question_block(question),
        found.text if found else question,
        element,
        hint=found.why if found else "",
        optional=True,
    )
