"""A question, a caveat and a benefit are each added in one pack file and its wording."""

from pathlib import Path

from knowledge import load


def add(file: Path, entry: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + entry, encoding="utf-8")


def word(copy: Path, section: str, entry: str) -> None:
    file = copy / "text" / "en.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"{section}:\n", f"{section}:\n{entry}", 1), encoding="utf-8")


QUESTION = """
languages:
  ask: always
  options:
    one:
    several: {weight: 0.4, source: seed, reason: Made up for this test.}
    unknown: {unknown: true}
"""
QUESTION_WORDS = """\
  languages:
    text: How many languages does it take?
    label: Languages
    why: It tells whom to look for.
    options:
      one: {text: One}
      several: {text: Several}
      unknown: {text: I don't know}
"""


def test_an_added_question_is_asked_and_weighs(copy: Path) -> None:
    add(copy / "questions.yaml", QUESTION)
    word(copy, "questions", QUESTION_WORDS)
    knowledge = load(copy)
    before = {"expertise": "months", "presence": "anywhere", "core": "support", "sensitivity": "none"}
    asked = knowledge.classify("", before)
    advised = knowledge.classify("", before | {"languages": "several"})

    assert asked.next_question == "languages"
    assert advised.because[-1].evidence == "Languages: Several"
    assert advised.p_kpo > asked.p_kpo


def test_an_added_caveat_is_shown_where_it_applies(copy: Path) -> None:
    add(copy / "caveats.yaml", "\nunions: {source: seed, rank: 9, when: [{answers: {core: [helps]}}]}\n")
    word(copy, "caveats", "  unions: Talk to the works council first.\n")
    knowledge = load(copy)

    assert knowledge.classify("", {"core": "helps"}).caveats[0] == "unions"
    assert "unions" not in knowledge.classify("", {"core": "support"}).caveats
    assert knowledge.words().caveats["unions"] == "Talk to the works council first."


def test_an_added_benefit_is_shown_where_it_applies(copy: Path) -> None:
    add(
        copy / "benefits.yaml",
        "\nquiet: {source: seed, rank: 9, when: [{lean: BPO, answers: {customers: [constantly]}}]}\n",
    )
    word(copy, "benefits", "  quiet: Your phones stop ringing.\n")
    knowledge = load(copy)

    assert knowledge.classify("", {"customers": "constantly"}).benefits[0] == "quiet"
    assert "quiet" not in knowledge.classify("", {"customers": "rarely"}).benefits
