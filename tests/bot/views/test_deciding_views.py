"""What people make of an advice together reads well, names nobody, and never comes alive."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from bot import views
from bot.limits import judge_message, judge_view
from bot.limits.registry import UPDATED_TEXT
from bot.preview import stage
from bot.preview.deciding import decided_so, polls
from bot.views import colleagues, decision_news, decisions, inviting, opinions, sharing
from bot.views.beside import Beside
from bot.views.message import TEXT_BUDGET, Message
from bot.wire.opinions import OpinionForm
from bot.words import Words
from dialogs.decided import Change, Decided, News
from dialogs.dossiers import Dossier
from dialogs.messages import Shown
from dialogs.opinions import Invitation, Stand
from tests.bot.views.looking import elements_of, labels, lines, texts_in
from tests.bot.views.test_typed_text import typed

POLLS = dict(polls())
ASKED = Invitation(stage.PERSON, stage.TASK, ("presence", "core"), {}, Stand.WAITING)


def advised(words: Words, poll: str, *, is_public: bool = False) -> Message:
    beside = Beside(Dossier(poll=POLLS[poll]), is_public=is_public)
    return views.draw(Shown(stage.advise_of(words)), words, beside=beside)


def news_of(words: Words, count: int, why: str = "") -> list[News]:
    decision = decided_so(Decided.LATER, words, why)
    return [News("T", stage.PERSON, stage.TASK, decision, reminder=True)] * count


def test_what_matters_is_said_beside_the_answer_that_matters(words: Words) -> None:
    said = lines(advised(words, "one matters"))

    assert "*Colleagues:* 3 of 4 answered, 1 declined." in said
    assert "*Presence.* You: No, from anywhere. Colleagues: Yes, on site (2), For some of it (1)." in said
    assert "*“Yes, on site” would change the advice* to: keep it in-house, leaning BPO." in said


def test_answers_that_matter_only_together_are_said_together(words: Words) -> None:
    text = advised(words, "only together")["text"]

    assert "*Together, these would change the advice* to outsource it as KPO" in text
    assert "“Yes, on site” would change the advice" not in text


def test_a_disagreement_that_changes_nothing_says_so(words: Words) -> None:
    assert "None of these differences would change the advice." in advised(words, "none matters")["text"]


def test_where_others_read_the_card_only_the_count_stands_on_it(words: Words) -> None:
    message = advised(words, "one matters", is_public=True)

    assert "3 of 4 answered" in message["text"]
    assert "Yes, on site (2)" not in str(message)
    assert "See where they differ" in labels(message)


def test_several_answers_of_colleagues_are_a_menu_and_one_is_a_button(words: Words) -> None:
    rows = [row[0]["type"] for row in elements_of(advised(words, "one matters")) if len(row) == 1]

    assert rows == ["static_select", "button"]


def test_a_decision_stands_right_under_the_verdict(words: Words) -> None:
    decision = decided_so(Decided.KEEP, words, "We like it")
    message = views.draw(Shown(stage.advise_of(words)), words, beside=Beside(Dossier(decision=decision)))
    at = lines(message).index("*Decided: Keep it in-house.* By <@U0ALICE>, on November 20, 2026.")

    assert lines(message)[at + 1 : at + 3] == ["Why: “We like it”", "Reminder on December 24, 2026."]
    assert at < lines(message).index("*Why*, strongest reason first")


def test_a_reminder_that_came_is_not_announced_any_more(words: Words) -> None:
    decision = decided_so(Decided.KEEP, words, "").model_copy(update={"reminded": True})

    assert "Reminder" not in decisions.recorded(decision, stage.TASK, words)["text"]


def test_shared_advice_tells_the_decision_and_not_the_reminder(words: Words) -> None:
    decision = decided_so(Decided.KEEP, words, "We like it")
    text = views.shared(stage.advise_of(words), stage.PERSON, words, decision)["text"]

    assert "We like it" in text
    assert "Reminder" not in text


def test_only_whoever_shared_sees_the_button_that_takes_it_back(words: Words) -> None:
    message = views.shared(stage.advise_of(words), stage.PERSON, words, channel=stage.CHANNEL)

    assert [element.get("visible_to_user_ids") for row in elements_of(message) for element in row] == [
        [stage.PERSON]
    ]


def test_shared_advice_of_open_questions_does_not_tell_readers_to_press_what_they_have_not(
    words: Words,
) -> None:
    card = replace(stage.advise_of(words), stopped=True)
    text = views.shared(card, stage.PERSON, words)["text"]

    assert "Some questions were left open" in text
    assert "Ask me more" not in text


def test_a_modal_for_a_change_shows_what_was_recorded(words: Words) -> None:
    draft = decisions.Draft(
        "a",
        stage.TASK,
        stage.PERSON,
        "2026-11-20",
        Decided.SPLIT,
        "We like it",
        "2026-12-24",
        is_recorded=True,
    )
    fields = {
        b["block_id"]: b["element"]
        for b in decisions.decision_modal(draft, words)["blocks"]
        if b["type"] == "input"
    }

    assert fields["oa:decided"]["initial_option"]["value"] == "split"
    assert fields["oa:reason"]["initial_value"] == "We like it"
    assert (fields["oa:on"]["initial_date"], fields["oa:remind"]["initial_date"]) == (
        "2026-11-20",
        "2026-12-24",
    )


def test_many_decisions_are_told_in_one_message_and_the_rest_is_counted(words: Words) -> None:
    text = decision_news.tell_news(news_of(words, 9), words)["text"]

    assert text.startswith("*9 of your decisions* may want another look.")
    assert "And 5 more" in text


def test_the_longest_news_still_fit_and_are_told(words: Words) -> None:
    message = decision_news.tell_news(news_of(words, 9, "&" * 500), words)

    assert judge_message(message, text_limit=UPDATED_TEXT) == []
    assert len(message["text"]) <= TEXT_BUDGET
    assert "And 8 more" in message["text"] or "And 7 more" in message["text"]


def test_whoever_decided_without_asking_gets_no_buttons_of_the_asker_s(words: Words) -> None:
    (news,) = news_of(words, 1)

    assert labels(decision_news.tell_news([replace(news, owner="U0BOB")], words)) == []


def test_an_answer_that_is_gone_is_told_as_not_answered(words: Words) -> None:
    (news,) = news_of(words, 1)
    before = news.decision.told
    question = next(iter(before.answers))
    change = Change(before, before.model_copy(update={"answers": {}}))
    text = decision_news.tell_news([replace(news, change=change)], words)["text"]

    was = words.answer(question, before.answers[question])
    assert f"{words.label(question)}: was “{was}”, is “not answered”" in text


quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(text=typed)
def test_no_reason_task_or_word_to_colleagues_comes_alive_or_is_refused(words: Words, text: str) -> None:
    decision = decided_so(Decided.KEEP, words, text).model_copy(
        update={"who": "<!here>", "on": date(2026, 1, 2)}
    )
    asked = replace(ASKED, asker="<!channel>", task=text)
    card = stage.advise_of(words, task=text)
    messages = [
        inviting.invitation("a", asked, text, words),
        opinions.thanks("a", replace(asked, answers={"core": "apart"}), words),
        decisions.recorded(decision, text, words),
        decision_news.decision_named(decision, "<!here>", text, words),
        decision_news.tell_news([News("T", "U1", text, decision, reminder=True)], words),
        colleagues.colleague_answered("a", text, POLLS["all agree"], words),
        views.shared(card, "<!here>", words, decision),
        views.share_preview(card, "<!here>", words, decision),
    ]

    for message in messages:
        assert judge_message(message, text_limit=UPDATED_TEXT) == []
        live = [shown for kind, shown in texts_in(message["blocks"]) if kind == "mrkdwn"]
        assert all("<" not in shown for shown in [message["text"], *live])


@quick
@given(text=typed)
def test_no_reason_or_task_makes_slack_refuse_a_modal(words: Words, text: str) -> None:
    card = stage.advise_of(words, task=text)
    shown = [
        inviting.invite_modal(card, ASKED.questions, ["U0BOB", "<!here>"], words),
        opinions.opinion_modal(OpinionForm("a", "C1", "1.2"), replace(ASKED, task=text), words),
        decisions.decision_modal(decisions.Draft("a", text, "U1", "2026-11-20", why=text[:500]), words),
        sharing.share_modal(card, words, decided_so(Decided.KEEP, words, text)),
        colleagues.differences_modal(card, POLLS["one matters"], words, {"core": "apart"}),
    ]

    assert [judge_view(view) for view in shown] == [[]] * len(shown)
