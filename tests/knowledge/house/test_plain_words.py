"""What a pack holds, in plain words; nothing of it is left unsaid."""

from knowledge.loader import load_pack
from knowledge.model import Condition, Family, Fit, Lean, Rule
from knowledge.pack_diff import differences
from knowledge.plain_words import in_plain_words

PACK = load_pack()
WORDS = PACK.wording["en"].model_copy(update={"rules": {"ours": "Ask first."}})


def said_of(condition: Condition) -> str:
    rule = Rule(id="ours", source="seed", when=(condition,), fit=Fit.KEEP)
    pack = PACK.model_copy(update={"rules": (rule,), "wording": {"en": WORDS}})
    return in_plain_words(pack)["rules", "ours"].facts["when"]


def test_every_item_has_a_heading_and_facts() -> None:
    for item in in_plain_words(PACK).values():
        assert item.heading
        assert item.facts


def test_a_condition_reads_as_a_person_would_say_it() -> None:
    condition = Condition(
        answers={"presence": ("partly", "must")},
        lean=Lean.KPO,
        fits=(Fit.OUTSOURCE, Fit.SPLIT),
        kinds=("legal",),
        families=(Family.KNOWLEDGE,),
    )
    options = PACK.wording["en"].questions["presence"].options

    assert said_of(condition) == (
        f"Presence is “{options['partly'].text}” or “{options['must'].text}” and it leans to KPO and "
        "the advice is outsource or split and the kind is Legal work and it is knowledge work"
    )


def test_a_condition_that_always_holds_says_so() -> None:
    assert said_of(Condition()) == "always"


def test_a_pack_does_not_differ_from_itself() -> None:
    assert differences(PACK, load_pack()) == ()
