"""One workspace or many: whoever runs the app is told what goes together and what does not."""

from pathlib import Path

import pytest

from bot import settings
from bot.app import running
from bot.faults import OperatorFault
from bot.manifest import manifest
from bot.sandbox.server import Sandbox
from dialogs.storage.sealed import new_key

MANY = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret-word",
    "SLACK_SIGNING_SECRET": "s",
    "ADVISOR_ENCRYPTION_KEYS": new_key(),
}


def faults(**environ: str) -> str:
    with pytest.raises(OperatorFault) as caught:
        settings.read(environ)
    return str(caught.value)


def without(name: str) -> dict[str, str]:
    return {key: value for key, value in MANY.items() if key != name}


def test_many_workspaces_need_no_token_of_one() -> None:
    chosen = settings.read(MANY)

    assert chosen.serves_many
    assert (chosen.bot_token, chosen.client_id, chosen.public_url) == ("", "1.2", "")


def test_one_workspace_needs_nothing_of_it() -> None:
    chosen = settings.read({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"})

    assert not chosen.serves_many


@pytest.mark.parametrize("name", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"])
def test_half_of_the_credentials_is_named(name: str) -> None:
    assert f"{name} is missing: many workspaces need both" in faults(**without(name))


def test_tokens_of_many_are_never_stored_in_the_open() -> None:
    assert "ADVISOR_ENCRYPTION_KEYS is missing" in faults(**without("ADVISOR_ENCRYPTION_KEYS"))


def test_a_token_of_one_beside_many_is_named_and_not_shown() -> None:
    told = faults(**MANY, SLACK_BOT_TOKEN="xoxb-quite-secret")

    assert "SLACK_BOT_TOKEN must not be set" in told
    assert "quite-secret" not in told


def test_by_socket_mode_no_signing_secret_is_needed() -> None:
    assert settings.read({**without("SLACK_SIGNING_SECRET"), "SLACK_APP_TOKEN": "xapp-1"}).serves_many
    assert "SLACK_SIGNING_SECRET is missing" in faults(**without("SLACK_SIGNING_SECRET"))


def test_no_secret_of_it_is_in_what_is_printed() -> None:
    assert "secret-word" not in repr(settings.read(MANY))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"SLACK_CLIENT_ID": "9.9"}, "SLACK_CLIENT_ID was refused by Slack (invalid_client_id)"),
        ({"SLACK_CLIENT_SECRET": "guessed"}, "SLACK_CLIENT_SECRET was refused by Slack (bad_client_secret)"),
    ],
)
async def test_credentials_that_slack_refuses_are_named_before_the_start(
    tmp_path: Path, wrong: dict[str, str], named: str
) -> None:
    async with Sandbox(manifest(), installed=False) as sandbox:
        chosen = {
            **MANY,
            "SLACK_CLIENT_ID": sandbox.client_id,
            "SLACK_CLIENT_SECRET": sandbox.client_secret,
            "SLACK_API_URL": sandbox.api_url,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}",
            "PORT": "0",
            **wrong,
        }
        with pytest.raises(OperatorFault) as caught:
            async with running(settings.read(chosen)):
                pass

    assert named in str(caught.value)
