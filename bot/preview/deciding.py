"""Scenes of what people make of an advice together: colleagues, decisions, an advice shown to others."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from bot import views
from bot.preview.scene import Scene
from bot.preview.stage import ASSESSMENT, CHANNEL, PERSON, advise_of, answers_of
from bot.views import colleagues, decision_news, decisions, inviting, opinions, sharing
from bot.views.beside import Beside
from bot.wire.opinions import OpinionForm
from bot.words import Words
from dialogs.decided import Change, Decided, Decision, News, Seen
from dialogs.disagreement import Comparison, Difference, Swing
from dialogs.dossiers import Dossier
from dialogs.messages import Shown
from dialogs.opinions import Invitation, Poll, Stand
from dialogs.shares import Shared
from knowledge.model import Fit, Lean

NOW: Final = datetime(2026, 11, 23, 9, tzinfo=UTC)
ASKED: Final = ("presence", "core", "domain")


def scenes(words: Words, task: str) -> Iterator[Scene]:
    """The scenes."""
    yield from inviting_scenes(words, task)
    yield from colleague_scenes(words, task)
    yield from decision_scenes(words, task)
    yield from news_scenes(words, task)
    yield from sharing_scenes(words, task)


def inviting_scenes(words: Words, task: str) -> Iterator[Scene]:
    """How colleagues are asked, and answer."""
    card = advise_of(words, task=task)
    yield Scene("whom to ask", view=inviting.invite_modal(card, ASKED, (), words))
    yield Scene("whom to ask besides", view=inviting.invite_modal(card, ASKED, (PERSON,), words))
    yield Scene("asking", view=inviting.asking_view(ASSESSMENT, (PERSON,), words))
    asked = Invitation(PERSON, task, ASKED, {}, Stand.WAITING)
    yield Scene("invitation", inviting.invitation(ASSESSMENT, asked, "", words))
    yield Scene("invitation with a word", inviting.invitation(ASSESSMENT, asked, task, words))
    yield Scene("not reached", inviting.not_reached([PERSON, "<!here>"], words))
    yield Scene("nothing open", inviting.nothing_open(words))
    form = OpinionForm(ASSESSMENT, CHANNEL, "1.2")
    answered = replace(asked, answers={"presence": "must", "core": "apart"}, stand=Stand.ANSWERED)
    yield Scene("colleague's form", view=opinions.opinion_modal(form, asked, words))
    yield Scene("colleague's form again", view=opinions.opinion_modal(form, answered, words))
    yield Scene("thanks", opinions.thanks(ASSESSMENT, answered, words))
    yield Scene("declined", opinions.declined(ASSESSMENT, asked, words))
    yield Scene("nothing to answer", opinions.nothing_to_answer(words))


def colleague_scenes(words: Words, task: str) -> Iterator[Scene]:
    """What colleagues' answers come to."""
    card = advise_of(words, task=task)
    for name, poll in polls():
        beside = Beside(Dossier(poll=poll))
        yield Scene(f"advice, {name}", views.draw(Shown(card), words, private=True, beside=beside))
        public = replace(beside, is_public=True)
        yield Scene(f"advice in a thread, {name}", views.draw(Shown(card), words, beside=public))
        yield Scene(f"differences, {name}", view=colleagues.differences_modal(card, poll, words))
    alone = dict(polls())["one matters"]
    adopted = colleagues.differences_modal(card, alone, words, {"presence": "must"})
    yield Scene("differences, one taken over", view=adopted)
    yield Scene("differences, going on", view=colleagues.going_on_modal(ASSESSMENT, words))
    for poll in (Poll(3, 1, 0), Poll(3, 2, 1)):
        told = colleagues.colleague_answered(ASSESSMENT, task, poll, words)
        yield Scene(f"{poll.answered} of {poll.asked} answered", told)


def polls() -> Iterator[tuple[str, Poll]]:
    """Every way in which answers may come to something."""
    presence = Difference("presence", "anywhere", (("must", 2), ("partly", 1)), ("must", "partly"))
    core = Difference("core", None, (("apart", 1),))
    keep = Swing({"presence": "must"}, Lean.BPO, Fit.KEEP)
    split = Swing({"presence": "partly"}, Lean.BPO, Fit.SPLIT)
    both = Swing({"presence": "must", "core": "apart"}, Lean.KPO, Fit.OUTSOURCE)
    unsure = Swing({"presence": "partly", "core": "apart"}, Lean.BPO, Fit.UNSURE)
    yield "nobody answered yet", Poll(2)
    yield "all agree", Poll(2, 1, 1)
    yield "one matters", Poll(4, 3, 1, Comparison((presence, core), (keep, split)))
    quiet = replace(presence, turning=())
    yield "only together", Poll(3, 3, 0, Comparison((quiet, core), (both, unsure)))
    yield "none matters", Poll(3, 3, 0, Comparison((quiet, core)))


def decision_scenes(words: Words, task: str) -> Iterator[Scene]:
    """How a decision is asked for, and reads."""
    blank = decisions.Draft(ASSESSMENT, task, PERSON, "2026-11-23")
    filled = replace(
        blank,
        decided=Decided.KEEP,
        why=task[:500],
        remind_on="2026-12-24",
        is_recorded=True,
        seen_in=(CHANNEL,),
    )
    yield Scene("record a decision", view=decisions.decision_modal(blank, words))
    yield Scene("change a decision", view=decisions.decision_modal(filled, words))
    yield Scene("decision taken back", view=decisions.taken_back_view(ASSESSMENT, words))
    yield Scene("not told", decisions.not_told(PERSON, words))
    card = advise_of(words, task=task)
    for decided in Decided:
        decision = decided_so(decided, words, task)
        beside = Beside(Dossier(decision=decision))
        yield Scene(f"recorded {decided}", decisions.recorded(decision, task, words))
        yield Scene(f"advice, decided {decided}", views.draw(Shown(card), words, beside=beside))
        yield Scene(
            f"shared, decided {decided}", views.shared(card, PERSON, words, decision, channel=CHANNEL)
        )


def news_scenes(words: Words, task: str) -> Iterator[Scene]:
    """What whoever decided is told later."""
    decision = decided_so(Decided.LATER, words, task)
    before = decision.told
    first = next(iter(words.questions))
    fewer = {question: option for question, option in before.answers.items() if question != first}
    other = before.model_copy(update={"answers": fewer, "lean": Lean.KPO})
    newer = before.model_copy(update={"pack": "2.0"})
    quiet = News("T", PERSON, task, decision)
    news = {
        "reminder": replace(quiet, reminder=True),
        "changed answer": replace(quiet, change=Change(before, other)),
        "changed pack": replace(quiet, change=Change(before, newer)),
        "somebody else's": replace(quiet, owner="U0BOB", reminder=True, change=Change(before, other)),
    }
    for name, each in news.items():
        yield Scene(f"news, {name}", decision_news.tell_news([each], words))
    yield Scene("news, several", decision_news.tell_news([*news.values(), *news.values()], words))
    yield Scene("a decision of yours", decision_news.decision_named(decision, PERSON, task, words))


def sharing_scenes(words: Words, task: str) -> Iterator[Scene]:
    """An advice that is shown to others, and taken back."""
    card = advise_of(words, task=task)
    decision = decided_so(Decided.BPO, words, task)
    yield Scene("share out of the DM", view=sharing.share_modal(card, words))
    yield Scene("share a decision out of the DM", view=sharing.share_modal(card, words, decision))
    yield Scene("preview with a decision", views.share_preview(card, CHANNEL, words, decision))
    for ts in ("1.2", ""):
        there = Shared(assessment=ASSESSMENT, person=PERSON, channel=CHANNEL, ts=ts, at=NOW)
        reach = "" if ts else ", out of reach"
        yield Scene(f"share done{reach}", sharing.share_done(there, words))
        yield Scene(f"share again{reach}", sharing.share_again(there, words))
    yield Scene("share, nobody knows", sharing.share_unsure(CHANNEL, words))
    yield Scene("share updated", sharing.share_updated(CHANNEL, words))
    yield Scene("share taken back", sharing.taken_back(CHANNEL, words))
    yield Scene("cannot share", sharing.cannot_share(CHANNEL, words))
    yield Scene("not shared", sharing.not_shared(words))
    yield Scene("not yours to un-share", sharing.not_yours_to_unshare(words))


def decided_so(decided: Decided, words: Words, why: str) -> Decision:
    """That decision, with a reason and a reminder."""
    return Decision(
        assessment=ASSESSMENT,
        decided=decided,
        who=PERSON,
        why=why[:500],
        on=date(2026, 11, 20),
        remind_on=date(2026, 12, 24),
        recorded_at=NOW,
        told=Seen(pack="1.0", lean=Lean.BPO, fit=Fit.OUTSOURCE, answers=answers_of(words, 3)),
    )
