"""What is written into the settings comes back as it was; what others write there changes nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wire
from bot.views import administration as forms
from bot.wire import Form, Press
from bot.wire.administration import (
    CHANNEL_FIELDS,
    WORKSPACE_FIELDS,
    ChannelForm,
    LanguagesForm,
    PressChannelSettings,
    PressInDm,
    PressLanguage,
    PressLanguageSettings,
    PressLog,
    PressSettings,
    SettingsForm,
    mark_of,
    name_field,
    read_days,
)
from bot.wire.choosing import read_channel, read_languages, read_workspace
from bot.words import Words, load
from dialogs.choices import (
    LONGEST_RETENTION,
    Answerers,
    Audience,
    ChannelChoice,
    Chosen,
    HousePacks,
    WorkspaceChoice,
)
from knowledge import load as load_knowledge

ids = st.text(st.characters(codec="ascii"), max_size=12)
channels = st.from_regex(r"[CG][A-Z0-9]{2,10}", fullmatch=True)
presses: st.SearchStrategy[Press] = st.one_of(
    st.just(PressSettings()),
    st.just(PressChannelSettings()),
    st.just(PressLanguageSettings()),
    st.just(PressLog()),
    st.builds(PressLanguage, ids),
    st.builds(PressInDm, ids),
)
remembered: st.SearchStrategy[Form] = st.one_of(
    st.builds(SettingsForm, ids), st.builds(LanguagesForm, ids), st.builds(ChannelForm, channels, ids)
)
workspaces = st.builds(
    WorkspaceChoice,
    channels=st.lists(channels, max_size=4, unique=True).map(lambda some: tuple(sorted(some))),
    answerers=st.sampled_from(Answerers),
    audience=st.sampled_from(Audience),
    retention=st.integers(1, LONGEST_RETENTION),
    packs=st.sampled_from(HousePacks),
)
of_channels = st.builds(
    ChannelChoice,
    allowed=st.sampled_from([None, True, False]),
    answerers=st.sampled_from([None, *Answerers]),
    audience=st.sampled_from([None, *Audience]),
)
garbage = st.dictionaries(
    st.text() | st.sampled_from([name_field(setting, "m") for setting in WORKSPACE_FIELDS]),
    st.dictionaries(
        st.text(),
        st.fixed_dictionaries({}, optional={"value": st.text(), "selected_option": st.none() | st.text()}),
    ),
)


@pytest.fixture(scope="module")
def words() -> Words:
    return load(load_knowledge())


def untouched(view: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends of a form in which nobody changed anything."""
    values: dict[str, Any] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            held = {
                "value": element.get("initial_value"),
                "selected_option": element.get("initial_option"),
                "selected_options": element.get("initial_options", []),
                "selected_conversations": element.get("initial_conversations", []),
            }
            key = {
                "number_input": "value",
                "radio_buttons": "selected_option",
                "checkboxes": "selected_options",
                "multi_conversations_select": "selected_conversations",
            }[element["type"]]
            values[block["block_id"]] = {element["action_id"]: {key: held[key]}}
    return {**view, "state": {"values": values}}


@given(presses)
def test_a_press_comes_back_as_it_was_written(press: Press) -> None:
    assert wire.read_press(wire.write_press(press)) == press


@given(remembered)
def test_a_form_comes_back_as_it_was_written(form: Form) -> None:
    view = {"callback_id": wire.name_view(type(form)), "private_metadata": wire.write_form(form)}

    assert wire.read_form(view) == form


@given(workspaces)
def test_settings_that_nobody_touched_are_read_as_they_were_shown(
    words: Words, workspace: WorkspaceChoice
) -> None:
    chosen = Chosen(workspace=workspace)
    view = forms.settings_modal(chosen, words, has_packs=True, has_languages=True)

    assert read_workspace(untouched(view), chosen) == chosen


@given(of_channels)
def test_a_channels_settings_that_nobody_touched_are_read_as_they_were_shown(
    words: Words, own: ChannelChoice
) -> None:
    chosen = Chosen().with_channel("C0FINANCE", own)
    view = forms.channel_modal(chosen, "C0FINANCE", words)

    assert read_channel(untouched(view), chosen, "C0FINANCE") == chosen


@pytest.mark.parametrize("languages", [(), ("en", "es")])
def test_languages_that_nobody_touched_are_read_as_they_were_shown(
    words: Words, languages: tuple[str, ...]
) -> None:
    spoken = ("de", "en", "es")
    chosen = Chosen(workspace=WorkspaceChoice(language="es", languages=languages))
    view = forms.languages_modal(chosen, spoken, words)

    assert read_languages(untouched(view), chosen, spoken) == chosen


def test_the_workspaces_own_language_is_always_offered(words: Words) -> None:
    view = forms.languages_modal(Chosen(), ("en", "es"), words)
    sent = untouched(view)
    block = next(key for key in sent["state"]["values"] if ":languages:" in key)
    sent["state"]["values"][block] = {block: {"selected_options": [{"value": "es"}]}}

    assert read_languages(sent, Chosen(), ("de", "en", "es")).workspace.languages == ("en", "es")


@given(garbage)
def test_whatever_else_is_sent_chooses_nothing(values: dict[str, Any]) -> None:
    view = {"state": {"values": values}}
    chosen = Chosen(workspace=WorkspaceChoice(answerers=Answerers.ANYONE))
    read = read_workspace(view, chosen)

    assert read is None or read.workspace.answerers is Answerers.ANYONE


@given(st.text() | st.integers().map(str))
def test_days_are_read_or_refused(text: str) -> None:
    days = read_days([text])

    assert days is None or 1 <= days <= LONGEST_RETENTION


@given(of_channels, of_channels)
def test_a_mark_is_another_exactly_when_something_shown_is(one: ChannelChoice, other: ChannelChoice) -> None:
    same = mark_of(one, CHANNEL_FIELDS) == mark_of(other, CHANNEL_FIELDS)

    assert same == (one == other)
