"""What people write is sealed under the newest key, and reads whichever key or none it was written under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.storage.faults import StorageFault
from dialogs.storage.sealed import Sealed, label_of, new_key
from dialogs.storage.sealing import PLAIN, Seal

OLD, NEW, GONE = (new_key() for _ in range(3))
SEAL = Sealed([NEW, OLD])
TRICKY = st.sampled_from(["enc1:", "raw1:", "enc1:raw1:", f"enc1:{label_of(NEW)}:gAAAA", "{}", ""])
TEXTS = st.one_of(st.text(), st.builds("{}{}".format, TRICKY, st.text()))


@pytest.mark.parametrize("seal", [PLAIN, SEAL], ids=["without keys", "with keys"])
@given(text=TEXTS)
def test_whatever_was_closed_opens_to_the_same(seal: Seal, text: str) -> None:
    assert seal.open(seal.close(text)) == text


@given(text=TEXTS)
def test_what_was_written_before_there_were_keys_still_reads(text: str) -> None:
    assert SEAL.open(PLAIN.close(text)) == text


@given(words=st.text(st.characters(min_codepoint=0x61, max_codepoint=0x7A), min_size=12))
def test_no_words_show_through(words: str) -> None:
    assert words not in SEAL.close(words)


def test_the_same_words_never_look_the_same_twice() -> None:
    assert SEAL.close("payroll") != SEAL.close("payroll")


def test_what_says_nothing_stays_as_it_is() -> None:
    assert [SEAL.close(""), SEAL.close("{}")] == ["", "{}"]


def test_what_an_older_key_closed_opens_beside_a_newer_one() -> None:
    assert SEAL.open(Sealed([OLD]).close("payroll")) == "payroll"


def test_the_first_key_closes() -> None:
    assert Sealed([NEW]).open(SEAL.close("payroll")) == "payroll"


def test_a_key_that_is_gone_is_named_by_its_label() -> None:
    with pytest.raises(StorageFault, match=rf"'{label_of(GONE)}'.*at the end of ADVISOR_ENCRYPTION_KEYS"):
        SEAL.open(Sealed([GONE]).close("payroll"))


def test_without_any_key_a_sealed_row_says_which_setting_is_missing() -> None:
    with pytest.raises(StorageFault, match="ADVISOR_ENCRYPTION_KEYS is not set"):
        PLAIN.open(SEAL.close("payroll"))


@given(position=st.integers(0, 130), digit=st.sampled_from("AZaz09-_"))
def test_a_changed_row_is_refused_and_not_read_wrongly(position: int, digit: str) -> None:
    closed = SEAL.close("payroll for 40 people")
    at = 14 + position % (len(closed) - 16)
    changed = closed[:at] + digit + closed[at + 1 :]
    if changed == closed:
        return

    with pytest.raises(StorageFault, match="was changed by somebody without the key"):
        SEAL.open(changed)


@given(rest=st.text())
def test_whatever_stands_in_a_row_is_opened_or_refused_in_words(rest: str) -> None:
    with pytest.raises(StorageFault):
        SEAL.open(f"enc1:{rest}")


def test_a_fault_names_no_words_and_no_key() -> None:
    closed = Sealed([GONE]).close("payroll")
    with pytest.raises(StorageFault) as caught:
        SEAL.open(closed)

    assert closed[14:] not in str(caught.value)
    assert not any(key in str(caught.value) for key in (OLD, NEW, GONE))
    assert caught.value.__cause__ is None
