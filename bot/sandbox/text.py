"""Text on its way: as a person types it, as Slack stores it, as a person reads it."""

import re
from collections.abc import Mapping

_ANGLED = re.compile(r"<([^<>]*)>")
_MARKS = re.compile(r"(?<![\w])[*_~]+|[*_~]+(?![\w])|`+")
_SPACES = re.compile(r"\s+")


def escape(text: str) -> str:
    """The three characters that Slack escapes, and no other."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def store(typed: str, people: Mapping[str, str], *, links: bool = True) -> str:
    """What Slack makes of typed text: mentions (and addresses) become live, the rest is escaped.

    Args:
        typed: as it came from the keyboard.
        people: user id by each name that a mention may use, without the `@`.
        links: whether web addresses are wrapped as `<https://...>`.
    """
    names = "|".join(re.escape(name) for name in sorted(people, key=len, reverse=True))
    ids = "|".join(re.escape(user) for user in set(people.values()))
    live = re.compile(
        rf"<@(?P<id>{ids})>|@(?P<name>{names})(?!\w)|(?P<url>https?://[^\s<>|]+)", re.IGNORECASE
    )
    by_name = {name.lower(): user for name, user in people.items()}
    stored, end = [], 0
    for found in live.finditer(typed):
        stored += [escape(typed[end : found.start()]), _live(found, by_name, links=links)]
        end = found.end()
    return "".join([*stored, escape(typed[end:])])


def _live(found: re.Match[str], by_name: Mapping[str, str], *, links: bool) -> str:
    if found["url"]:
        return f"<{escape(found['url'])}>" if links else escape(found["url"])
    return f"<@{found['id'].upper() if found['id'] else by_name[found['name'].lower()]}>"


def read(text: str, names: Mapping[str, str]) -> str:
    """Stored text as a person reads it; `names` gives the shown name of each user id."""
    return unescape(_ANGLED.sub(lambda found: _read_angled(found[1], names), text))


def _read_angled(inner: str, names: Mapping[str, str]) -> str:
    target, _, label = inner.partition("|")
    if target.startswith("@"):
        return f"@{names.get(target[1:], label or target[1:])}"
    return label or target


def bare(text: str) -> str:
    """The words alone, for comparing: no bold or code marks, single spaces, lower case."""
    return _SPACES.sub(" ", _MARKS.sub("", text)).strip().lower()
