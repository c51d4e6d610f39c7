"""What is measured, which mark each figure must reach, and beside which other ways it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Way(StrEnum):
    """A way to give advice, in the order of the table's columns."""

    OURS = "ours"
    STRICT = "ours, strict"
    MAJORITY = "always the majority"
    KEYWORDS = "keyword rules"
    TF_IDF = "TF-IDF, logistic regression"
    TF_IDF_LEXICON = "the same, with our lexicon"
    BAYES = "naive Bayes, every question"


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure that is judged.

    Attributes:
        goal: what it must reach.
        least: whether more is better; else `goal` is the most that it may be.
        places: decimals shown.
        unit: what it counts, "" for a share of 1.
        steady: whether data and settings alone decide it; time and memory are of the machine too.
    """

    name: str
    goal: float
    least: bool = True
    places: int = 3
    unit: str = ""
    steady: bool = True

    def reached(self, figure: float) -> bool:
        """Whether that figure, as it is shown, is good enough."""
        shown = round(figure, self.places)
        return shown >= self.goal if self.least else shown <= self.goal

    def show(self, figure: float) -> str:
        """The figure in words."""
        return f"{figure:,.{self.places}f}{f' {self.unit}' if self.unit else ''}"

    @property
    def asked(self) -> str:
        """The goal in words."""
        number = f"{self.goal:,g}{f' {self.unit}' if self.unit else ''}"
        return f"at least {number}" if self.least else f"at most {number}"


Figures = Mapping[Way, float]
"""One figure for each way to which the measure applies."""

ALL: Final = Mark("stated labels, text alone, all: accuracy", 0.93)
UNSEEN: Final = Mark("stated labels, texts that no training label equals: accuracy", 0.90)
AUC_ALL: Final = Mark("area under the ROC curve, all", 0.97)
AUC_UNSEEN: Final = Mark("area under the ROC curve, unseen texts", 0.97)
ECE_ALL: Final = Mark("calibration error of the lean (10 bins), all", 0.05, least=False)
ECE_UNSEEN: Final = Mark("calibration error of the lean (10 bins), unseen texts", 0.05, least=False)
KIND: Final = Mark("kind right, given lean right", 0.80)
RATED: Final = Mark("occupations answered from ratings, no text: balanced accuracy", 0.97)
RATED_QUESTIONS: Final = Mark("mean questions until the lean is settled there", 2.0, least=False, places=2)
TOLD: Final = Mark("occupations, title and description as text, then answers: balanced accuracy", 0.98)
TOLD_QUESTIONS: Final = Mark("mean questions there", 1.0, least=False, places=2)
ON_SITE: Final = Mark("ONSITE occupations that end in `keep` or are asked `presence`", 0.95)
CLASSIFY: Final = Mark("one classify with text, median", 150, least=False, places=0, unit="us", steady=False)
BATCH: Final = Mark(
    "`outsource-advisor classify`, start excluded", 8000, places=0, unit="tasks/s", steady=False
)
TURN: Final = Mark("planner with flips, one turn, median", 2, least=False, places=2, unit="ms", steady=False)
MEMORY: Final = Mark(
    "memory of the loaded classifier over bare Python", 60, least=False, places=1, unit="MB", steady=False
)

MARKS: Final = (
    ALL, UNSEEN, AUC_ALL, AUC_UNSEEN, ECE_ALL, ECE_UNSEEN, KIND, RATED, RATED_QUESTIONS, TOLD, TOLD_QUESTIONS,
    ON_SITE, CLASSIFY, BATCH, TURN, MEMORY,
)  # fmt: skip
"""Every measure, in the order of the table."""
