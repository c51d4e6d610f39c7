"""What a session leads to, worked out anew each time: the pending question, the advice, how far we are."""

from dialogs.questions import find_question, usable_answers
from dialogs.session import Phase, Session
from knowledge import Knowledge
from knowledge.advice_model import Advice, Answers, Outlook, Understood


def advise(knowledge: Knowledge, session: Session) -> Advice:
    """The advice as it is now."""
    return knowledge.classify(session.task, usable_answers(knowledge, session.answers))


def foresee(knowledge: Knowledge, session: Session) -> Outlook:
    """The same without its reasons."""
    return knowledge.foresee(session.task, usable_answers(knowledge, session.answers))


def read_in_task(knowledge: Knowledge, session: Session) -> tuple[Understood, ...]:
    """What the task's own words answer, but for what the person answered."""
    return unanswered(foresee(knowledge, session), session) if session.task else ()


def unanswered(outlook: Outlook | Advice, session: Session) -> tuple[Understood, ...]:
    """The same, of that outlook."""
    return tuple(each for each in outlook.understood if each.question not in session.answers)


def known_answers(knowledge: Knowledge, session: Session) -> Answers:
    """What the task's own words answer, and then what the person did."""
    read = {each.question: each.option for each in read_in_task(knowledge, session)}
    return read | usable_answers(knowledge, session.answers)


def pending_question(knowledge: Knowledge, session: Session, outlook: Outlook | None = None) -> str | None:
    """The question on the card, or None when nothing is left to ask or nothing more may be asked.

    What was asked stays asked until it is answered, though another pack would ask something else by now.

    Args:
        knowledge: the pack.
        session: the conversation.
        outlook: what `foresee` says of it, by whoever has it already.
    """
    if find_question(knowledge, session.revisiting):
        return session.revisiting
    if session.stopped or session.offered or not session.task:
        return None
    outlook = outlook or foresee(knowledge, session)
    return session.asked if _is_open(knowledge, session, outlook) else outlook.next_question


def asked_elsewhere(knowledge: Knowledge, session: Session) -> bool:
    """Whether a question stands on the card that another version of the pack put there, and ours lacks."""
    return session.asked is not None and find_question(knowledge, session.asked) is None


def _is_open(knowledge: Knowledge, session: Session, outlook: Outlook) -> bool:
    """Whether what stands on the card can still be answered under this pack."""
    if find_question(knowledge, session.asked) is None:
        return False
    is_read = any(each.question == session.asked for each in outlook.understood)
    return not is_read and session.asked not in usable_answers(knowledge, session.answers)


def further_question(knowledge: Knowledge, session: Session) -> str | None:
    """What to ask a person who wants to go on; None when nothing would tell more."""
    return knowledge.ask_more(session.task, usable_answers(knowledge, session.answers))


def question_before(knowledge: Knowledge, session: Session) -> str | None:
    """The answered question before the one on the card, in the order in which they were answered."""
    answered = list(usable_answers(knowledge, session.answers))
    if session.phase is Phase.ASKING and session.revisiting in answered:
        answered = answered[: answered.index(session.revisiting)]
    return answered[-1] if answered else None


def count_progress(knowledge: Knowledge, session: Session, question: str) -> tuple[int, int]:
    """Which question this is, from 1, and about how many there will be, never less than that.

    What the task's own words answer is not asked, so it makes them fewer.
    """
    answers = usable_answers(knowledge, session.answers)
    answered = list(answers)
    number = answered.index(question) + 1 if question in answers else len(answered) + 1
    if session.stopped:
        return number, max(number, len(answered))
    return number, max(number, count_likely(knowledge, session.task, answers, question))


def count_likely(knowledge: Knowledge, task: str, answers: Answers, question: str | None) -> int:
    """How many answers there will be in the end if that question and the next ones get their likeliest."""
    supposed = dict(answers)
    while True:
        outlook = knowledge.foresee(task, supposed)
        asked = find_question(knowledge, question or outlook.next_question)
        if asked is None:
            return len(supposed)
        supposed.setdefault(asked.id, knowledge.likeliest(asked.id, outlook.lean))
        question = None
