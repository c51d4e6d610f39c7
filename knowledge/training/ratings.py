"""Reads the survey ratings of BPO-like and KPO-like occupations from the project's own copy."""

import csv
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation with its ratings (0 to 1; `job_zone` 1 to 5) by column name."""

    code: str
    title: str
    group: str
    ratings: dict[str, float]


def read_occupations(*groups: str) -> list[Occupation]:
    """The rated occupations of these groups ("BPO", "KPO", "ONSITE", "UNLABELED"), by code."""
    with (DATA / "onet" / "occupations.tsv").open(encoding="utf-8", newline="") as file:
        known = {row["code"]: row for row in csv.DictReader(file, delimiter="\t")}
    found: list[Occupation] = []
    with (DATA / "onet" / "ratings.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            code = row.pop("code")
            if known[code]["group"] in groups:
                ratings = {name: float(value) for name, value in row.items()}
                found.append(Occupation(code, known[code]["title"], known[code]["group"], ratings))
    return sorted(found, key=lambda occupation: occupation.code)
