"""What a person in a hurry sees: the question, the advice, the way on."""

import re
from dataclasses import replace
from typing import Any

import gallery
import pytest
from gallery import elements_of

from bot import views
from bot.limits import judge_message
from bot.limits.registry import UPDATED_TEXT
from bot.views.escape import escape
from bot.views.message import Message
from bot.wire import PressNext, PressOrder, read_action
from bot.words import Words
from dialogs.messages import (
    Advise,
    Ask,
    ChangeWhich,
    Command,
    Describe,
    Explained,
    Late,
    NotUnderstood,
    NotYours,
    PickTask,
    Refused,
    Shown,
    Status,
)
from dialogs.session import Verdict
from knowledge.explain import Explanation
from knowledge.model import Advice, Because, Fit, Lean


def labels(message: Message) -> list[str]:
    elements = [element for row in elements_of(message) for element in row]
    return [element["text" if element["type"] == "button" else "placeholder"]["text"] for element in elements]


def button(message: Message, label: str) -> dict[str, Any]:
    return next(e for row in elements_of(message) for e in row if e.get("text", {}).get("text") == label)


def lines(message: Message) -> list[str]:
    return message["text"].splitlines()


def advised(words: Words, **changes: Any) -> Message:
    card = gallery.advise_of(words)
    return views.draw(Shown(replace(card, advice=card.advice.model_copy(update=changes))), words)


def test_a_question_shows_where_we_are_and_what_it_is_about(words: Words) -> None:
    message = views.draw(Shown(gallery.ask_of(words, "repetition")), words)

    assert lines(message)[0] == "Question 3 of about 6 · “Monthly payroll for 40 people”"
    assert lines(message)[1] == "*Are the steps the same each time?*"


def test_few_options_are_buttons_and_the_quiet_row_comes_last(words: Words) -> None:
    message = views.draw(Shown(gallery.ask_of(words, "repetition")), words)

    assert labels(message) == [
        "Different each time",
        "Some of both",
        "Mostly the same steps",
        "I don't know",
        "Back",
        "Why?",
        "That's enough",
        "Cancel",
    ]


def test_many_options_are_a_menu(words: Words) -> None:
    message = views.draw(Shown(gallery.ask_of(words, "domain")), words)

    assert labels(message) == ["Choose an answer", "I don't know", "Back", "Why?", "That's enough", "Cancel"]


def test_the_first_question_has_no_way_back(words: Words) -> None:
    message = views.draw(Shown(Ask("a", 1, "payroll", "repetition", 1, 6, None, {})), words)

    assert "Back" not in labels(message)


def test_coming_back_shows_the_answer_given_before(words: Words) -> None:
    message = views.draw(Shown(gallery.ask_of(words, "repetition", chosen="same")), words)

    assert "Your answer so far: *Mostly the same steps*." in message["text"]
    assert button(message, "Mostly the same steps")["style"] == "primary"


def test_more_questions_than_thought_never_read_as_four_of_three(words: Words) -> None:
    message = views.draw(Shown(Ask("a", 1, "payroll", "repetition", 4, 3, None, {})), words)

    assert lines(message)[0].startswith("Question 4 of about 4")


def test_what_was_not_understood_comes_with_numbered_choices(words: Words) -> None:
    message = views.draw(Shown(gallery.ask_of(words, "repetition"), NotUnderstood("blue")), words)

    assert lines(message)[:6] == [
        "I couldn't match that to an answer: “blue”",
        "Choose one below, or type its number:",
        "1. Different each time",
        "2. Some of both",
        "3. Mostly the same steps",
        "4. I don't know",
    ]


def test_without_a_question_what_was_not_understood_points_to_help(words: Words) -> None:
    message = views.draw(Shown(Describe("a", 0), NotUnderstood("hm")), words)

    assert "say *help*" in message["text"]


def test_a_late_press_says_so_above_the_current_question(words: Words) -> None:
    message = views.draw(Shown(gallery.ask_of(words, "repetition"), Late()), words)

    assert lines(message)[0] == "That button was from an earlier step. Here is where we are now."
    assert message["blocks"][1]["type"] == "divider"


def test_change_offers_the_answers_given(words: Words) -> None:
    card = gallery.ask_of(words, "judgment")
    message = views.draw(Shown(card, ChangeWhich({"repetition": "same"})), words)

    assert "Repetition: Mostly the same steps" in labels(message)


@pytest.mark.parametrize(
    ("fit", "headline"),
    [
        (Fit.OUTSOURCE, "Recommended: BPO — Payroll (back office)"),
        (Fit.SPLIT, "Recommended: split it"),
        (Fit.KEEP, "Recommended: keep it in-house"),
        (Fit.UNSURE, "Can't tell yet"),
    ],
)
def test_the_advice_is_said_first(words: Words, fit: Fit, headline: str) -> None:
    message = views.draw(Shown(gallery.advise_of(words, fit)), words)

    assert message["blocks"][0]["text"]["text"] == headline


@pytest.mark.parametrize(
    ("p_kpo", "said"),
    [
        (0.02, "Very sure, about 19 in 20"),
        (0.12, "Sure, about 9 in 10"),
        (0.2, "Fairly sure, about 4 in 5"),
        (0.35, "Leaning that way, about 2 in 3"),
        (0.49, "A close call"),
    ],
)
def test_confidence_is_said_in_words(words: Words, p_kpo: float, said: str) -> None:
    assert said in advised(words, p_kpo=p_kpo)["text"]


def test_confidence_in_kpo_counts_the_other_way(words: Words) -> None:
    assert "Very sure" in advised(words, p_kpo=0.97, lean=Lean.KPO)["text"]


def test_no_confidence_is_said_that_is_more_than_a_twentieth_off(words: Words) -> None:
    for hundredths in range(56, 100):
        said = advised(words, p_kpo=hundredths / 100, lean=Lean.KPO)["text"]
        told = re.search(r"about (\d+) in (\d+)", said)

        assert told, hundredths
        assert round(abs(int(told[1]) / int(told[2]) - hundredths / 100), 3) <= 0.05, hundredths


def test_words_that_decide_to_keep_it_are_named_like_an_answer(words: Words) -> None:
    card = gallery.advise_of(words)
    kept = card.advice.model_copy(update={"fit": Fit.KEEP, "understood": (gallery.MUST_BE_THERE,)})
    message = views.draw(Shown(replace(card, answers={}, advice=kept)), words)

    assert "*What decides this:* Presence: Yes, on site" in lines(message)


def test_the_answer_that_decides_to_keep_it_is_named(words: Words) -> None:
    message = views.draw(Shown(gallery.advise_of(words, Fit.KEEP)), words)

    assert "*What decides this:*" in message["text"]
    assert "Yes, on site" in message["text"]


def test_reasons_come_strongest_first_with_their_direction(words: Words) -> None:
    because = (
        Because(evidence="x", weight=0.3, question="judgment", option="much"),
        Because(evidence="x", weight=-1.5, question="repetition", option="same"),
        Because(evidence="Your word “payroll”", weight=-0.6),
    )
    message = advised(words, because=because)
    bars = next(b for b in message["blocks"] if "▰" in str(b))

    assert bars["text"]["text"].splitlines() == [
        "▰▰▰▰▰ Strongly BPO · Repetition: Mostly the same steps",
        "▰▰▱▱▱ Clearly BPO · Your word “payroll”",
        "▰▱▱▱▱ Slightly KPO · Judgment: A lot",
    ]
    assert "• Strongly BPO · Repetition: Mostly the same steps" in lines(message)


def test_what_would_change_the_advice_is_said_in_plain_words(words: Words) -> None:
    message = advised(words, flips=({"repetition": "varied", "judgment": "much"},))

    assert "• If Repetition were “Different each time” and Judgment were “A lot”" in lines(message)


def test_at_most_four_benefits_and_four_caveats_are_shown(words: Words) -> None:
    text = advised(words)["text"]

    assert sum(benefit in text for benefit in words.pack.benefits.values()) == 4
    assert sum(caveat in text for caveat in words.pack.caveats.values()) == 4


def test_only_the_command_offers_to_share_or_keep(words: Words) -> None:
    card = Shown(gallery.advise_of(words))
    offered = {"Share in channel", "Keep it in my DM"}

    assert offered.isdisjoint(labels(views.draw(card, words)))
    assert offered <= set(labels(views.draw(card, words, private=True)))


def test_an_answer_can_be_changed_and_starting_over_is_asked_twice(words: Words) -> None:
    message = views.draw(Shown(gallery.advise_of(words)), words)

    assert labels(message) == ["Change an answer", "Start over"]
    assert button(message, "Start over")["confirm"]["deny"]["text"] == "Keep them"


# ------------------------------------------------- what was read, and what the person decides


def read_card(words: Words, count: int) -> Ask:
    return replace(gallery.ask_of(words, "judgment"), answers={}, understood=gallery.UNDERSTOOD[:count])


def test_what_was_read_is_one_quiet_line(words: Words) -> None:
    message = views.draw(Shown(read_card(words, 2)), words)

    assert lines(message)[0].startswith("Question 3 of about 6 · 2 answered by your words")
    expected = "I read this as: *Presence: No, from anywhere*; *Repetition: Mostly the same steps*. Not so?"
    assert any(line.startswith(expected) for line in lines(message))


def test_one_reading_is_corrected_by_a_button(words: Words) -> None:
    press = button(views.draw(Shown(read_card(words, 1)), words), "Change it")

    assert read_action(press) == PressOrder(gallery.ASSESSMENT, 3, Command.CHANGE, "presence")


def test_each_of_several_readings_is_corrected_by_its_own_choice(words: Words) -> None:
    message = views.draw(Shown(read_card(words, 2)), words)
    found = next(block["accessory"] for block in message["blocks"] if "accessory" in block)

    assert [option["text"]["text"] for option in found["options"]] == [
        "Presence: No, from anywhere",
        "Repetition: Mostly the same steps",
    ]


def test_the_kind_that_was_read_is_named_and_can_be_corrected(words: Words) -> None:
    message = views.draw(Shown(replace(gallery.ask_of(words, "judgment"), kind="payroll")), words)

    assert "I read this as: *Payroll (back office)*." in message["text"]
    assert read_action(button(message, "Change it")) == PressOrder(
        gallery.ASSESSMENT, 3, Command.CHANGE, "domain"
    )


def test_a_reading_that_the_person_corrected_is_no_longer_shown(words: Words) -> None:
    card = replace(read_card(words, 1), answers={"presence": "must"})

    assert "I read this as" not in views.draw(Shown(card), words)["text"]


def test_a_question_that_was_read_shows_the_words_that_said_so(words: Words) -> None:
    card = replace(read_card(words, 2), question="repetition", chosen="same")
    message = views.draw(Shown(card), words)

    assert "Your words “every month” read like: Mostly the same steps." in message["text"]


def test_enough_is_offered_from_the_second_question_on(words: Words) -> None:
    asked = gallery.ask_of(words, "judgment")

    assert "That's enough" not in labels(views.draw(Shown(replace(asked, number=1)), words))
    assert "That's enough" in labels(views.draw(Shown(replace(asked, number=2)), words))


def test_more_is_offered_where_there_is_more_to_ask(words: Words) -> None:
    card = gallery.advise_of(words)

    assert "Ask me more" not in labels(views.draw(Shown(card), words))
    assert "Ask me more" in labels(views.draw(Shown(replace(card, more=True)), words))


def test_the_next_steps_are_there_in_their_order(words: Words) -> None:
    steps = tuple(words.pack.next_steps)[:3]
    at = lines(advised(words, next_steps=steps)).index("*Next steps*")

    assert lines(advised(words, next_steps=steps))[at + 1 : at + 4] == [
        f"• {escape(words.pack.next_steps[step])}" for step in steps
    ]


def test_the_rules_of_the_house_stand_under_its_name(words: Words) -> None:
    card = gallery.advise_of(words)
    ruled = replace(card, advice=gallery.with_rules(card.advice, "never", "counsel"))
    message = views.draw(Shown(ruled), gallery.house(words))

    assert "*Acme &lt;&amp; Co&gt;'s own rules*" in lines(message)
    assert "*Acme &lt;&amp; Co&gt;'s own rules decide this*, before any evidence." in message["text"]


def test_a_rule_that_decides_nothing_leaves_the_verdict_as_it_is(words: Words) -> None:
    card = gallery.advise_of(words)
    ruled = replace(card, advice=gallery.with_rules(card.advice, "counsel"))

    assert "decide this" not in views.draw(Shown(ruled), gallery.house(words))["text"]


def test_older_advice_that_would_be_another_today_keeps_its_headline_and_no_reasons(words: Words) -> None:
    given = Verdict("1.0", Lean.KPO, Fit.OUTSOURCE, 0.9)
    message = views.draw(Shown(replace(gallery.advise_of(words), pack="2.0", given=given)), words)

    assert lines(message)[0] == "*Recommended: KPO*"
    assert (
        "Under today's pack, 2.0, it would be: *Recommended: BPO — Payroll (back office)*" in message["text"]
    )
    assert "*Why*" not in message["text"]
    assert "Look again" in labels(message)


def test_older_advice_that_still_stands_says_so(words: Words) -> None:
    given = Verdict("1.0", Lean.BPO, Fit.OUTSOURCE, 0.1)
    message = views.draw(Shown(replace(gallery.advise_of(words), pack="2.0", given=given)), words)

    assert "This advice was given under pack 1.0. Today's pack, 2.0, says the same." in lines(message)
    assert "*Why*" in message["text"]


def test_each_waiting_task_has_its_button(words: Words) -> None:
    message = views.draw(
        Shown(replace(gallery.advise_of(words), waiting=("pay people", "find patents"))), words
    )

    assert read_action(button(message, "find patents")) == PressNext(gallery.ASSESSMENT, 9, 2)


def test_many_waiting_tasks_are_a_menu(words: Words) -> None:
    waiting = gallery.tasks_of("payroll", 9)
    message = views.draw(Shown(replace(gallery.advise_of(words), waiting=waiting)), words)

    assert "Take the next task" in labels(message)


def test_several_tasks_are_numbered_and_can_be_one(words: Words) -> None:
    message = views.draw(Shown(PickTask("a", 1, "x", ("pay people", "find patents"))), words)

    assert lines(message)[:3] == ["I read 2 tasks here. Which one first?", "1. pay people", "2. find patents"]
    assert labels(message) == ["pay people", "find patents", "Treat it as one task"]


def test_status_tells_what_was_read_apart_from_what_was_answered(words: Words) -> None:
    shown = Shown(gallery.ask_of(words, "judgment"), Status("x", {"core": "helps"}, gallery.UNDERSTOOD[:1]))

    assert lines(views.draw(shown, words))[2:4] == [
        "• Presence: No, from anywhere (as I read your words)",
        "• Core work: It helps, but others do it too",
    ]


def test_shared_advice_tells_how_it_was_read_without_anything_to_press(words: Words) -> None:
    card = gallery.advise_of(words)
    read = card.advice.model_copy(update={"understood": gallery.UNDERSTOOD})
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


def test_shared_advice_names_who_shares_and_has_nothing_to_press(words: Words) -> None:
    message = views.shared(gallery.advise_of(words), "U0ALICE", words)

    assert lines(message)[0] == "<@U0ALICE> checked a task with Outsource Advisor."
    assert elements_of(message) == []


def test_the_preview_is_exactly_what_the_channel_will_see(words: Words) -> None:
    card = gallery.advise_of(words)
    preview, shared = views.share_preview(card, words), views.shared(card, "U0ALICE", words)

    assert preview["blocks"][2:-2] == shared["blocks"][1:]


def wordy(words: Words) -> Words:
    pack = words.pack.model_copy(
        update={
            "benefits": dict.fromkeys(words.pack.benefits, "b" * 280),
            "caveats": dict.fromkeys(words.pack.caveats, "c" * 280),
        }
    )
    return replace(words, pack=pack)


def test_long_advice_loses_its_least_reasons_first_and_says_so(words: Words) -> None:
    message = views.draw(Shown(gallery.advise_of(words)), wordy(words), private=True)

    assert len(message["text"]) <= 3_900
    assert "Strongly BPO · Repetition" in message["text"]
    assert "smaller reasons are left out to keep this short." in message["text"]
    assert "b" * 280 in message["text"]


def wordiest(words: Words) -> Words:
    """A pack whose every word is so long that hardly anything fits."""
    questions = {
        question: found.model_copy(update={"label": "&" * 900})
        for question, found in words.pack.questions.items()
    }
    pack = words.pack.model_copy(
        update={
            "questions": questions,
            "benefits": dict.fromkeys(words.pack.benefits, "&" * 900),
            "caveats": dict.fromkeys(words.pack.caveats, "&" * 900),
        }
    )
    return replace(words, pack=pack)


@pytest.mark.parametrize("fit", Fit)
def test_the_longest_advice_still_has_its_verdict_and_its_buttons(words: Words, fit: Fit) -> None:
    card = gallery.advise_of(words, fit, task="&" * 3_000)
    message = views.draw(Shown(card, Explained(Explanation(concept="bpo"))), wordiest(words), private=True)

    assert any(block["type"] == "header" for block in message["blocks"])
    assert labels(message)[-4:] == ["Change an answer", "Share in channel", "Keep it in my DM", "Start over"]
    assert judge_message(message, text_limit=UPDATED_TEXT) == []


def test_answers_of_a_dropped_question_are_not_offered_for_change(words: Words) -> None:
    card = gallery.advise_of(words)
    unread = card.advice.model_copy(update={"kind": None})
    message = views.draw(Shown(replace(card, advice=unread, answers={"dropped": "x"})), words)

    assert labels(message) == ["Start over"]


def test_a_stranger_is_told_kindly_whose_it_is(words: Words) -> None:
    message = views.draw(Refused(NotYours("U0ALICE")), words)

    assert "belongs to <@U0ALICE>" in message["text"]
    assert labels(message) == ["Check a task"]


def test_an_explanation_cites_its_source_and_reads_on(words: Words) -> None:
    message = views.explained("kpo", words)

    assert "Source: Understanding BPO vs. KPO (seed article)" in message["text"]
    assert "BPO vs. KPO" in labels(message)


def test_a_source_with_an_address_is_a_link(words: Words) -> None:
    source = words.sources["kpo"].model_copy(update={"url": "https://example.org/a?b=1&c=2"})
    message = views.explained("kpo", replace(words, sources={"kpo": source}))

    assert "<https://example.org/a?b=1&amp;c=2|Understanding BPO" in message["text"]


def test_a_question_without_an_answer_offers_what_can_be_explained(words: Words) -> None:
    message = views.explain(Explanation(concept=None, offers=("bpo",)), words)

    assert labels(message) == ["BPO (business process outsourcing)"]


def test_trouble_gives_a_code_and_a_next_step(words: Words) -> None:
    text = views.trouble("K7Q2", words)["text"]

    assert "K7Q2" in text
    assert "try that again" in text


def test_being_no_member_says_how_to_invite_us(words: Words) -> None:
    assert "/invite @Outsource Advisor" in views.not_in_channel("C0FINANCE", words)["text"]


def test_an_empty_form_is_told_at_its_field(words: Words) -> None:
    form = views.task_modal(gallery.TaskForm(), words)

    assert list(views.task_missing(words)) == [form["blocks"][0]["block_id"]]


def test_advice_without_any_evidence_still_reads(words: Words) -> None:
    empty = Advice(
        task="",
        lean=Lean.BPO,
        p_kpo=0.5,
        fit=Fit.UNSURE,
        kind=None,
        next_question=None,
        because=(),
        benefits=(),
        caveats=(),
        flips=(),
    )
    message = views.draw(Shown(Advise("a", 1, "", {}, empty)), words)

    assert [block["type"] for block in message["blocks"]] == ["header", "section", "actions"]


def test_a_kind_of_service_is_said_to_belong_where_it_does(words: Words) -> None:
    message = views.explain(Explanation(concept="back_office", kind="payroll"), words)

    assert lines(message)[:2] == ["*Payroll* belongs here:", "*Back office*"]
