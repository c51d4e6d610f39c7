"""Our token goes to Slack's files and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.files import slacks_own

SLACK = "https://slack.com/api/"
HERE = "http://127.0.0.1:8000/api/"


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/tasks.csv", SLACK),
        ("https://files.slack.com/files-pri/T1-F1/t%C3%A4sks.csv", SLACK),
        ("https://files.slack-gov.com/files-pri/T1-F1/tasks.csv", SLACK),
        ("http://127.0.0.1:8000/files-pri/T1-F1/download/tasks.csv", HERE),
    ],
)
def test_a_file_of_slacks_is_asked_for(url: str, api: str) -> None:
    assert str(slacks_own(url, api)) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "//files.slack.com/files-pri/T1-F1/a",
        "http://files.slack.com/files-pri/T1-F1/a",
        "https://files.slack.com:444/files-pri/T1-F1/a",
        "https://files.slack.com.evil.example/files-pri/T1-F1/a",
        "https://evil.example/files-pri/T1-F1/a",
        "https://files.slack.com@evil.example/files-pri/T1-F1/a",
        "https://me:secret@files.slack.com/files-pri/T1-F1/a",
        "https://evil.example\\@files.slack.com/files-pri/T1-F1/a",
        "https://files.slack.com/api/api.test",
        "https://files.slack.com/files-pri/T1-F1/../../api/api.test",
        "https://files.slack.com/files-pri/T1-F1/%2e%2e/%2e%2e/api/api.test",
        "https://169.254.169.254/files-pri/T1-F1/a",
        "http://127.0.0.1:8000/files-pri/T1-F1/a",
        "http://[::1/files-pri/T1-F1/a",
    ],
)
def test_no_other_address_ever_gets_our_token(url: str) -> None:
    assert slacks_own(url, SLACK) is None


@given(st.text(max_size=60))
def test_any_text_is_an_address_of_slacks_or_none(text: str) -> None:
    assert slacks_own(f"https://{text}", SLACK) is None or text.startswith(("files.slack", "slack.com"))
