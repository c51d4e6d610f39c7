"""What was read in the task, what the person decides about it, and what comes next."""

from dataclasses import replace

from bot import views
from bot.preview import stage
from bot.views.escape import escape
from bot.views.understood import BUTTONS
from bot.wire import PressNext, PressOrder, read_action
from bot.words import Words
from dialogs.messages import Ask, Command, PickTask, Shown, Status
from dialogs.session import Verdict
from knowledge.advice_model import Understood
from knowledge.explain import Explanation
from knowledge.model import Fit, Lean
from tests.bot.views.looking import advised, button, elements_of, labels, lines


def read_card(words: Words, count: int) -> Ask:
    return replace(stage.ask_of(words, "judgment"), answers={}, understood=stage.UNDERSTOOD[:count])


def test_what_was_read_is_told_in_one_line(words: Words) -> None:
    message = views.draw(Shown(read_card(words, 2)), words)

    assert lines(message)[0].startswith("Question 3 of about 6 · 2 answered by your words")
    assert "Presence: No, from anywhere, Repetition: Mostly the same steps." in lines(message)


def test_one_reading_is_corrected_by_a_button(words: Words) -> None:
    press = button(views.draw(Shown(read_card(words, 1)), words), "Change it")

    assert read_action(press) == PressOrder(stage.ASSESSMENT, 3, Command.CHANGE, "presence")


def test_each_of_several_readings_is_corrected_by_one_tap(words: Words) -> None:
    message = views.draw(Shown(read_card(words, 2)), words)
    pressed = [
        button(message, label)
        for label in ("Presence: No, from anywhere", "Repetition: Mostly the same steps")
    ]

    assert [read_action(each) for each in pressed] == [
        PressOrder(stage.ASSESSMENT, 3, Command.CHANGE, "presence"),
        PressOrder(stage.ASSESSMENT, 3, Command.CHANGE, "repetition"),
    ]


def test_more_readings_than_fit_in_a_row_share_a_menu(words: Words) -> None:
    many = tuple(Understood(question, words.options(question)[0].id, "so") for question in words.questions)
    card = replace(stage.ask_of(words, "judgment"), answers={}, understood=many)
    message = views.draw(Shown(card), words)
    menus = [
        part
        for block in message["blocks"]
        for part in block.get("elements", ())
        if part["type"] == "static_select"
    ]

    assert any(len(each["options"]) == len(many) - BUTTONS for each in menus)


def test_the_kind_that_was_read_is_named_and_can_be_corrected(words: Words) -> None:
    message = views.draw(Shown(replace(stage.ask_of(words, "judgment"), kind="payroll")), words)

    assert "I read this as: *Payroll (back office)*." in message["text"]
    assert read_action(button(message, "Change it")) == PressOrder(
        stage.ASSESSMENT, 3, Command.CHANGE, "domain"
    )


def test_a_reading_that_the_person_corrected_is_no_longer_shown(words: Words) -> None:
    card = replace(read_card(words, 1), answers={"presence": "must"})

    assert "I read this as" not in views.draw(Shown(card), words)["text"]


def test_a_question_that_was_read_shows_the_words_that_said_so(words: Words) -> None:
    card = replace(read_card(words, 2), question="repetition", chosen="same")
    message = views.draw(Shown(card), words)

    assert "Your words “every month” read like: Mostly the same steps." in message["text"]


def test_enough_is_offered_from_the_second_question_on(words: Words) -> None:
    asked = stage.ask_of(words, "judgment")

    assert "That's enough" not in labels(views.draw(Shown(replace(asked, number=1)), words))
    assert "That's enough" in labels(views.draw(Shown(replace(asked, number=2)), words))


def test_more_is_offered_where_there_is_more_to_ask(words: Words) -> None:
    card = stage.advise_of(words)

    assert "Ask me more" not in labels(views.draw(Shown(card), words))
    assert "Ask me more" in labels(views.draw(Shown(replace(card, more=True)), words))


def test_the_next_steps_are_there_in_their_order(words: Words) -> None:
    steps = tuple(words.pack.next_steps)[:3]
    at = lines(advised(words, next_steps=steps)).index("*Next steps*")

    assert lines(advised(words, next_steps=steps))[at + 1 : at + 4] == [
        f"• {escape(words.pack.next_steps[step])}" for step in steps
    ]


def test_the_rules_of_the_house_stand_under_its_name(words: Words) -> None:
    card = stage.advise_of(words)
    ruled = replace(card, advice=stage.with_rules(card.advice, "never", "counsel"))
    message = views.draw(Shown(ruled), stage.house(words))

    assert "*Acme &lt;&amp; Co&gt;'s own rules*" in lines(message)
    assert "*Acme &lt;&amp; Co&gt;'s own rules decide this*, before any evidence." in message["text"]


def test_a_rule_that_decides_nothing_leaves_the_verdict_as_it_is(words: Words) -> None:
    card = stage.advise_of(words)
    ruled = replace(card, advice=stage.with_rules(card.advice, "counsel"))

    assert "decide this" not in views.draw(Shown(ruled), stage.house(words))["text"]


def test_older_advice_that_would_be_another_today_keeps_its_headline_and_no_reasons(words: Words) -> None:
    given = Verdict("1.0", Lean.KPO, Fit.OUTSOURCE, 0.9)
    message = views.draw(Shown(replace(stage.advise_of(words), pack="2.0", given=given)), words)

    assert lines(message)[0] == "*Recommended: KPO*"
    assert (
        "Under today's pack, 2.0, it would be: *Recommended: BPO — Payroll (back office)*" in message["text"]
    )
    assert "*Why*" not in message["text"]
    assert "Look again" in labels(message)


def test_older_advice_that_still_stands_says_so(words: Words) -> None:
    given = Verdict("1.0", Lean.BPO, Fit.OUTSOURCE, 0.1)
    message = views.draw(Shown(replace(stage.advise_of(words), pack="2.0", given=given)), words)

    assert "This advice was given under pack 1.0. Today's pack, 2.0, says the same." in lines(message)
    assert "*Why*" in message["text"]


def test_each_waiting_task_has_its_button(words: Words) -> None:
    message = views.draw(
        Shown(replace(stage.advise_of(words), waiting=("pay people", "find patents"))), words
    )

    assert read_action(button(message, "find patents")) == PressNext(stage.ASSESSMENT, 9, 2)


def test_many_waiting_tasks_are_a_menu(words: Words) -> None:
    waiting = stage.tasks_of("payroll", 9)
    message = views.draw(Shown(replace(stage.advise_of(words), waiting=waiting)), words)

    assert "Take the next task" in labels(message)


def test_several_tasks_are_numbered_and_can_be_one(words: Words) -> None:
    message = views.draw(Shown(PickTask("a", 1, "x", ("pay people", "find patents"))), words)

    assert lines(message)[:3] == ["I read 2 tasks here. Which one first?", "1. pay people", "2. find patents"]
    assert labels(message) == [
        "pay people",
        "find patents",
        "Treat it as one task",
        "Check them all as a list",
    ]


def test_status_tells_what_was_read_apart_from_what_was_answered(words: Words) -> None:
    shown = Shown(stage.ask_of(words, "judgment"), Status("x", {"core": "helps"}, stage.UNDERSTOOD[:1]))

    assert lines(views.draw(shown, words))[2:4] == [
        "• Presence: No, from anywhere (as I read your words)",
        "• Core work: It helps, but others do it too",
    ]


def test_shared_advice_tells_how_it_was_read_without_anything_to_press(words: Words) -> None:
    card = stage.advise_of(words)
    read = card.advice.model_copy(update={"understood": stage.UNDERSTOOD})
    message = views.shared(replace(card, answers={}, advice=read), "U0ALICE", words)

    assert "Read as: *Payroll (back office)*; *Presence: No, from anywhere*" in message["text"]
    assert elements_of(message) == []


def test_a_service_that_is_called_otherwise_is_named_with_its_kind(words: Words) -> None:
    asked = Explanation(concept="kpo", kind="market_research", service="survey design", contested=True)
    message = views.explain(asked, words)

    assert lines(message)[:2] == [
        "*Survey design* (Market research) belongs here:",
        "Sources disagree about it, so check the task itself.",
    ]
