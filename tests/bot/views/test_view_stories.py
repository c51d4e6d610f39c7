"""What a person in a hurry sees: the question, the advice, the way on."""

import re
from dataclasses import replace

import pytest

from bot import views
from bot.limits import judge_message
from bot.limits.registry import UPDATED_TEXT
from bot.preview import stage
from bot.views.beside import Beside
from bot.wire import TaskForm
from bot.words import Words
from dialogs.messages import (
    Advise,
    Ask,
    ChangeWhich,
    Describe,
    Explained,
    Late,
    NotUnderstood,
    NotYours,
    Refused,
    Shown,
)
from knowledge.advice_model import Advice, Because
from knowledge.explain import Explanation
from knowledge.model import Fit, Lean
from tests.bot.views.looking import advised, button, elements_of, labels, labels_of, lines


def test_a_question_shows_where_we_are_and_what_it_is_about(words: Words) -> None:
    message = views.draw(Shown(stage.ask_of(words, "repetition")), words)

    assert lines(message)[0] == "Question 3 of about 6 · “Monthly payroll for 40 people”"
    assert lines(message)[1] == "*Are the steps the same each time?*"


def test_few_options_are_buttons_and_the_quiet_row_comes_last(words: Words) -> None:
    message = views.draw(Shown(stage.ask_of(words, "repetition")), words)

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
    message = views.draw(Shown(stage.ask_of(words, "domain")), words)

    assert labels(message) == ["Choose an answer", "I don't know", "Back", "Why?", "That's enough", "Cancel"]


def test_the_first_question_has_no_way_back(words: Words) -> None:
    message = views.draw(Shown(Ask("a", 1, "payroll", "repetition", 1, 6, None, {})), words)

    assert "Back" not in labels(message)


def test_coming_back_shows_the_answer_given_before(words: Words) -> None:
    message = views.draw(Shown(stage.ask_of(words, "repetition", chosen="same")), words)

    assert "Your answer so far: *Mostly the same steps*." in message["text"]
    assert button(message, "Mostly the same steps")["style"] == "primary"


def test_more_questions_than_thought_never_read_as_four_of_three(words: Words) -> None:
    message = views.draw(Shown(Ask("a", 1, "payroll", "repetition", 4, 3, None, {})), words)

    assert lines(message)[0].startswith("Question 4 of about 4")


def test_what_was_not_understood_comes_with_numbered_choices(words: Words) -> None:
    message = views.draw(Shown(stage.ask_of(words, "repetition"), NotUnderstood("blue")), words)

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
    message = views.draw(Shown(stage.ask_of(words, "repetition"), Late()), words)

    assert lines(message)[0] == "That button was from an earlier step. Here is where we are now."
    assert message["blocks"][1]["type"] == "divider"


def test_change_offers_the_answers_given(words: Words) -> None:
    card = stage.ask_of(words, "judgment")
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
    message = views.draw(Shown(stage.advise_of(words, fit)), words)

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
    card = stage.advise_of(words)
    kept = card.advice.model_copy(update={"fit": Fit.KEEP, "understood": (stage.MUST_BE_THERE,)})
    message = views.draw(Shown(replace(card, answers={}, advice=kept)), words)

    assert "*What decides this:* Presence: Yes, on site" in lines(message)


def test_the_answer_that_decides_to_keep_it_is_named(words: Words) -> None:
    message = views.draw(Shown(stage.advise_of(words, Fit.KEEP)), words)

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
    card = Shown(stage.advise_of(words))
    offered = {"Share in channel", "Keep it in my DM"}

    assert offered.isdisjoint(labels(views.draw(card, words)))
    assert offered <= set(labels(views.draw(card, words, private=True)))


FURTHER = ["Ask colleagues", "Save as PDF", "Save as Markdown"]


def test_what_more_can_be_done_hides_behind_three_dots(words: Words) -> None:
    message = views.draw(Shown(stage.advise_of(words)), words)
    dots = elements_of(message)[-1][-1]

    assert dots["type"] == "overflow"
    assert labels_of(dots) == FURTHER


def test_sharing_and_deciding_are_in_plain_sight(words: Words) -> None:
    row = elements_of(views.draw(Shown(stage.advise_of(words)), words))[-1]
    plain = [labels_of(element)[0] for element in row if element["type"] == "button"]

    assert plain == ["Share in a channel", "Record decision", "Start over"]


def test_where_everybody_reads_it_there_is_nothing_to_share(words: Words) -> None:
    beside = Beside(is_public=True)

    assert "Share in a channel" not in labels(views.draw(Shown(stage.advise_of(words)), words, beside=beside))


def test_an_answer_can_be_changed_and_starting_over_is_asked_twice(words: Words) -> None:
    message = views.draw(Shown(stage.advise_of(words)), words)

    assert labels(message)[0] == "Change an answer"
    assert button(message, "Start over")["confirm"]["deny"]["text"] == "Keep them"


def test_shared_advice_names_who_shares_and_has_nothing_to_press(words: Words) -> None:
    message = views.shared(stage.advise_of(words), "U0ALICE", words)

    assert lines(message)[0] == "<@U0ALICE> checked a task with Outsource Advisor."
    assert elements_of(message) == []


def test_the_preview_is_exactly_what_the_channel_will_see(words: Words) -> None:
    card = stage.advise_of(words)
    preview, shared = views.share_preview(card, stage.CHANNEL, words), views.shared(card, "U0ALICE", words)

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
    message = views.draw(Shown(stage.advise_of(words)), wordy(words), private=True)

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
    card = stage.advise_of(words, fit, task="&" * 3_000)
    message = views.draw(Shown(card, Explained(Explanation(concept="bpo"))), wordiest(words), private=True)

    assert any(block["type"] == "header" for block in message["blocks"])
    assert labels(message)[-8:-4] == ["Change an answer", "Share in channel", "Record decision", "Start over"]
    assert labels(message)[-4:] == [*FURTHER, "Keep it in my DM"]
    assert judge_message(message, text_limit=UPDATED_TEXT) == []


def test_answers_of_a_dropped_question_are_not_offered_for_change(words: Words) -> None:
    card = stage.advise_of(words)
    unread = card.advice.model_copy(update={"kind": None})
    message = views.draw(Shown(replace(card, advice=unread, answers={"dropped": "x"})), words)

    assert "Change an answer" not in labels(message)


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
    block = views.task_modal(TaskForm(), words)["blocks"][0]["block_id"]

    assert views.task_missing([block], words) == {block: "Please describe the task in a few words."}


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
