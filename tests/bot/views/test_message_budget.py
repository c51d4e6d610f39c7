"""A message is measured as Slack gets it, to the character, however quickly that is told."""

import json

import pytest

from bot.views.message import BLOCKS_BUDGET, Part, fits


def part_of(text: str) -> Part:
    return Part({"type": "section", "text": {"type": "plain_text", "text": text, "emoji": True}}, "")


FRAME = len(json.dumps([part_of("").block]))


@pytest.mark.parametrize("char", ["x", ",", ":", "ß", "漢", "😀", "\ud800"])
def test_as_much_as_slack_takes_fits_and_no_character_more(char: str) -> None:
    most = BLOCKS_BUDGET - FRAME

    assert fits((part_of(char * most),))
    assert not fits((part_of(char * (most + 1)),))


@pytest.mark.parametrize("char", ['"', "\\", "\n"])
def test_what_json_spells_with_two_characters_counts_twice(char: str) -> None:
    most = (BLOCKS_BUDGET - FRAME) // 2

    assert fits((part_of(char * most),))
    assert not fits((part_of(char * (most + 1)),))
