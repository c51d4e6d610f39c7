"""What the task's own words add, whoever reads them."""

from knowledge import Knowledge
from knowledge.model import Fit, Lean
from knowledge.text_reading import OTHER_WORDS, TextReading


class Told:
    """Reads every task the same way."""

    def __init__(self, reading: TextReading | None) -> None:
        self.reading = reading

    def read(self, text: str) -> TextReading | None:  # noqa: ARG002 - it was told what to read
        return self.reading

    def odds(self, text: str) -> float:  # noqa: ARG002 - as above
        return self.reading.log_odds if self.reading else 0.0

    def language_doubt(self, text: str) -> float:  # noqa: ARG002 - as above
        return 0.0


PAYROLL = TextReading(
    log_odds=-2.5, words=(("payroll", -2.0), (OTHER_WORDS, -0.5)), kind="payroll", presence=0.02
)
PLUMBING = TextReading(log_odds=-0.2, words=(("pipes", -0.2),), kind=None, presence=0.97)


def reading(knowledge: Knowledge, found: TextReading | None) -> Knowledge:
    return Knowledge(knowledge.pack, reader=Told(found))


def test_the_words_that_spoke_are_named(knowledge: Knowledge) -> None:
    advice = reading(knowledge, PAYROLL).classify("monthly payroll", {"judgment": "some"})

    assert [share.evidence for share in advice.because] == [
        "The word “payroll”",
        "Judgment: Some",
        "Other words",
    ]


def test_a_text_that_settles_the_lean_saves_questions(knowledge: Knowledge) -> None:
    advice = reading(knowledge, PAYROLL).classify("monthly payroll", {})

    assert (advice.lean, advice.kind, advice.next_question) == (Lean.BPO, "payroll", "presence")


def test_a_kind_that_the_text_names_need_not_be_asked_for(knowledge: Knowledge) -> None:
    answers = {"presence": "anywhere", "core": "support", "sensitivity": "personal", "volume": "steady"}

    assert reading(knowledge, PAYROLL).classify("monthly payroll", answers).next_question is None


def test_a_kind_that_contradicts_the_lean_is_not_named(knowledge: Knowledge) -> None:
    advice = reading(knowledge, PAYROLL).classify(
        "payroll tax law", {"expertise": "expert", "advising": "mainly"}
    )

    assert (advice.lean, advice.kind) == (Lean.KPO, None)


def test_work_that_sounds_like_hands_on_work_is_asked_about_presence_first(knowledge: Knowledge) -> None:
    advice = reading(knowledge, PLUMBING).classify("fix leaking pipes", {})

    assert advice.next_question == "presence"


def test_text_against_answers_means_split(knowledge: Knowledge) -> None:
    advice = reading(knowledge, PAYROLL).classify("monthly payroll", {"expertise": "degree"})

    assert advice.fit is Fit.SPLIT


def test_a_text_that_says_nothing_changes_nothing(deaf: Knowledge) -> None:
    silent = reading(deaf, None).classify("x", {"repetition": "same"})

    assert silent == deaf.classify("x", {"repetition": "same"})
