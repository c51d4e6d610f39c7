"""What a typed text means while a question is on the card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.commands import Ordered
from dialogs.messages import Command
from dialogs.understand import Chatted, Picked, Unclear, Wondered, understand_answer
from knowledge import Knowledge, load


@pytest.mark.parametrize(
    ("question", "text", "option"),
    [
        ("repetition", "Mostly the same steps", "same"),
        ("repetition", "mostly routine", "same"),
        ("repetition", "mosly routine", "same"),
        ("repetition", "Mostly the smae steps.", "same"),
        ("repetition", "I think it's mostly routine", "same"),
        ("repetition", "mostlyroutine", "same"),
        ("repetition", "not routine", "varied"),
        ("repetition", "3", "same"),
        ("repetition", "2.", "mixed"),
        ("repetition", "#1", "varied"),
        ("repetition", "option 2", "mixed"),
        ("repetition", "the second one", "mixed"),
        ("repetition", "number three please", "same"),
        ("repetition", "the last one", "unknown"),
        ("repetition", "yes", "same"),
        ("advising", "never", "rarely"),
        ("advising", "No, or rarely", "rarely"),
        ("customers", "never!", "rarely"),
        ("customers", "yes", "constantly"),
        ("customers", "all day", "constantly"),
        ("core", "yep", "apart"),
        ("core", "nope", "support"),
        ("core", "It sets us apart", "apart"),
        ("presence", "on-site", "must"),
        ("presence", "Remote, I guess", "anywhere"),
        ("sensitivity", "salaries", "personal"),
        ("sensitivity", "regulted data", "regulated"),
        ("domain", "human resorces", "people"),
        ("domain", "Marketing", "marketing"),
        ("domain", "It's for the legal department", "law"),
        ("core", "\u201cIt helps, but others do it too\u201d", "helps"),
    ],
)
def test_an_option_is_understood_in_many_ways(
    knowledge: Knowledge, question: str, text: str, option: str
) -> None:
    assert understand_answer(knowledge, text, question) == Picked(option)


@pytest.mark.parametrize(
    "text",
    [
        "I don't know",
        "I don\u2019t know",
        "dont know",
        "not sure",
        "No idea.",
        "dunno",
        "IDK",
        "hard to say",
        "it depends",
    ],
)
def test_not_knowing_is_an_answer(knowledge: Knowledge, text: str) -> None:
    assert understand_answer(knowledge, text, "structure") == Picked("unknown")


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("go back", Command.BACK),
        ("Back, please", Command.BACK),
        ("start over", Command.RESTART),
        ("can we start over?", Command.RESTART),
        ("stop", Command.CANCEL),
        ("never mind", Command.CANCEL),
        ("cancle", Command.CANCEL),
        ("why?", Command.WHY),
        ("Why do you ask?", Command.WHY),
        ("skip this", Command.SKIP),
        ("skpi", Command.SKIP),
        ("next", Command.SKIP),
        ("?", Command.HELP),
        ("help", Command.HELP),
        ("where are we", Command.STATUS),
        ("statsu", Command.STATUS),
        ("continue", Command.RESUME),
        ("change", Command.CHANGE),
    ],
)
def test_a_command_is_understood_in_plain_words(knowledge: Knowledge, text: str, command: Command) -> None:
    assert understand_answer(knowledge, text, "repetition") == Ordered(command)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("change repetition", "repetition"),
        ("Can I change how often?", "how often"),
        ("go back to judgment", "judgment"),
    ],
)
def test_a_change_says_what_it_is_about(knowledge: Knowledge, text: str, about: str) -> None:
    assert understand_answer(knowledge, text, "core") == Ordered(Command.CHANGE, about)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("repetition", "purple"),
        ("repetition", "17"),
        ("repetition", "0"),
        ("repetition", "steps"),
        ("repetition", "sometimes routine and sometimes different each time"),
        ("sensitivity", "data"),
        ("sensitivity", "both personal and regulated"),
        ("structure", "yes"),
        ("repetition", "not mostly the same steps"),
        ("repetition", ""),
        ("repetition", "word " * 200),
    ],
)
def test_what_could_mean_two_things_is_not_guessed(knowledge: Knowledge, question: str, text: str) -> None:
    assert isinstance(understand_answer(knowledge, text, question), Unclear | Chatted)


def test_a_question_to_us_is_explained_while_we_wait_for_an_answer(knowledge: Knowledge) -> None:
    understood = understand_answer(knowledge, "what is KPO?", "repetition")

    assert isinstance(understood, Wondered)
    assert understood.explanation.concept == "kpo"


def _every_option() -> list[tuple[str, str, str]]:
    pack = load()
    return [
        (question.id, text, option.id)
        for question in pack.pack.questions
        for option in question.options
        for text in (pack.words().questions[question.id].options[option.id].text,)
    ]


@pytest.mark.parametrize(("question", "text", "option"), _every_option())
def test_every_option_of_the_pack_is_understood_as_it_reads(
    knowledge: Knowledge, question: str, text: str, option: str
) -> None:
    assert understand_answer(knowledge, text, question) == Picked(option)
    assert understand_answer(knowledge, f"  {text.upper()} !", question) == Picked(option)


@given(text=st.text(max_size=60), number=st.integers(0, 12))
def test_no_text_breaks_understanding(knowledge: Knowledge, text: str, number: int) -> None:
    question = knowledge.pack.questions[number % len(knowledge.pack.questions)]
    understood = understand_answer(knowledge, text, question.id)

    assert not isinstance(understood, Picked) or question.option(understood.option)
