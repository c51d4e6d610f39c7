"""A house pack adds a question, a caveat, a benefit or a rule in one file and its wording."""

from knowledge import load
from tests.knowledge.house.conftest import House
from tests.knowledge.test_adding import QUESTION, QUESTION_WORDS


def test_an_added_question_is_asked_and_weighs(house: House) -> None:
    knowledge = load(overlays=[house(questions=QUESTION, text=f"questions:\n{QUESTION_WORDS}")])
    advised = knowledge.classify("", {"languages": "several"})

    assert knowledge.pack.questions[-1].id == "languages"
    assert advised.because[-1].evidence == "Languages: Several"
    assert advised.p_kpo > 0.5


def test_an_added_caveat_is_shown_where_it_applies(house: House) -> None:
    caveats = "unions: {source: seed, rank: 9, when: [{answers: {core: [helps]}}]}\n"
    knowledge = load(overlays=[house(caveats=caveats, text="caveats: {unions: Ask the council.}\n")])

    assert knowledge.classify("", {"core": "helps"}).caveats[0] == "unions"
    assert "unions" not in knowledge.classify("", {"core": "support"}).caveats


def test_an_added_benefit_is_shown_where_it_applies(house: House) -> None:
    benefits = "quiet: {source: seed, rank: 9, when: [{lean: BPO, answers: {customers: [constantly]}}]}\n"
    knowledge = load(overlays=[house(benefits=benefits, text="benefits: {quiet: The phones fall silent.}\n")])
    plain = {"repetition": "same", "judgment": "little", "analysis": "little"}

    assert knowledge.classify("", plain | {"customers": "constantly"}).benefits[0] == "quiet"
    assert "quiet" not in knowledge.classify("", plain | {"customers": "rarely"}).benefits


def test_an_added_concept_is_explained(house: House) -> None:
    knowledge = load(
        overlays=[
            house(
                concepts="coe: {source: seed, see_also: [kpo]}\n",
                text="concepts: {coe: {title: CoE, text: Ours.}}\n",
            )
        ]
    )
    explained = knowledge.explain("what is a CoE?")

    assert explained
    assert explained.concept == "coe"
