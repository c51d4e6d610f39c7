"""The signing secret has the form that Slack's have."""

import re
from collections.abc import Iterable

from bot.doctor.case import Case
from bot.doctor.findings import Finding, warning, well


async def check(case: Case) -> Iterable[Finding]:
    """Whether requests by HTTP can be proven; in Socket Mode it is not needed."""
    secret = case.value("SLACK_SIGNING_SECRET")
    if not secret:
        return []  # The settings say whether it is missing.
    if re.fullmatch(r"[0-9a-f]{32}", secret):
        return [
            well("signing secret", "SLACK_SIGNING_SECRET has the form of one; only a request can prove it.")
        ]
    return [
        warning(
            "signing secret",
            "SLACK_SIGNING_SECRET is not 32 hexadecimal digits, as Slack's are: requests will be refused.",
            "Copy it again from api.slack.com/apps, Basic Information, App Credentials, Signing Secret "
            "(neither the client secret nor the verification token).",
        )
    ]
