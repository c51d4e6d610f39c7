"""What the workspace granted us, beside what the manifest asks for."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.doctor.case import Case
from bot.doctor.findings import Finding, fault, warning, well
from bot.manifest import manifest, manifest_optional

_ANEW: Final = (
    "Put what `outsource-advisor manifest` prints at api.slack.com/apps, App Manifest; then install the "
    "app again under Install App."
)

WITHOUT: Final[Mapping[str, str]] = {
    "app_mentions:read": "nobody can mention it in a channel",
    "assistant:write": "agent messaging neither suggests anything nor shows how a conversation stands",
    "channels:read": "it says no hello in a public channel that invites it",
    "chat:write": "it can't answer",
    "commands": "neither the slash command nor the shortcuts work",
    "files:read": "a list of tasks can't be given as a file, only pasted",
    "files:write": "results, pictures and memos can't be given as files",
    "groups:read": "it says no hello in a private channel that invites it",
    "im:history": "it does not hear what is written to it in private",
}
"""What does not work without each scope that a manifest of ours asks for."""


async def check(case: Case) -> Iterable[Finding]:
    """The scopes of the bot's token; nothing where the token is not taken."""
    if case.token is None or case.token.error:
        return []
    return list(compare(case.token.scopes, _asked(case)))


def compare(granted: frozenset[str], asked: Mapping[str, Any]) -> Iterable[Finding]:
    """What is missing and what is too much.

    Args:
        granted: what the token may do.
        asked: `bot` and `bot_optional`, as in a manifest.
    """
    needed, wished = set(asked.get("bot", ())), set(asked.get("bot_optional", ()))
    for scope in sorted(needed - granted):
        yield fault("scopes", f"{scope} is missing: {WITHOUT.get(scope, 'something fails')}.", _ANEW)
    for scope in sorted(wished - granted):
        yield warning("scopes", f"{scope} was not granted: {WITHOUT.get(scope, 'something fails')}.", _ANEW)
    for scope in sorted(granted - needed - wished):
        told = f"{scope} was granted, and nothing of ours needs it."
        yield warning("scopes", told, f"Take less: {_ANEW[0].lower()}{_ANEW[1:]}")
    if granted >= needed | wished and granted <= needed | wished:
        yield well("scopes", f"All {len(granted)} that the manifest asks for, and no other.")


def _asked(case: Case) -> Mapping[str, Any]:
    capabilities = case.value("ADVISOR_CAPABILITIES").split(",")
    if not any(capabilities):
        scopes: Mapping[str, Any] = manifest()["oauth_config"]["scopes"]
        return scopes
    optional: Mapping[str, Any] = manifest_optional()["oauth_config"]["scopes"]
    if "agent" in [each.strip() for each in capabilities]:
        return optional
    # The step alone does without; the optional manifest asks for both features.
    plain = [scope for scope in optional["bot"] if scope != "assistant:write"]
    return {**optional, "bot": plain, "bot_optional": [*optional.get("bot_optional", ()), "assistant:write"]}
