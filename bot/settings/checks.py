"""What may stand in a setting: each check says what is wrong with a value, or None."""

import os
import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit


def starts_with(*prefixes: str) -> Callable[[str], str | None]:
    """Begins so, and holds no space."""
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, prefixes))})[\x21-\x7e]+")

    def fault(value: str) -> str | None:
        return None if pattern.fullmatch(value) else f"must begin with {' or '.join(prefixes)}"

    return fault


def printable(value: str) -> str | None:
    """One word."""
    return None if re.fullmatch(r"[\x21-\x7e]+", value) else "must be one word without spaces"


def web_address(value: str) -> str | None:
    """An address of the web."""
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    return None if good else "must be a web address such as https://slack.com/api/"


def network_address(value: str) -> str | None:
    """An address of this machine."""
    try:
        ip_address(value)
    except ValueError:
        return "must be an IP address such as 0.0.0.0 or 127.0.0.1"
    return None


def database(value: str) -> str | None:
    """A database that we can speak to."""
    schemes = r"(sqlite(\+aiosqlite)?|postgres|postgresql(\+(psycopg|asyncpg))?)"
    good = re.match(rf"{schemes}://.", value)
    return None if good else "must begin with sqlite:/// or postgresql://"


def whole_number(low: int, high: int) -> Callable[[str], str | None]:
    """A whole number in that range."""

    def fault(value: str) -> str | None:
        good = re.fullmatch(r"[0-9]{1,9}", value) and low <= int(value) <= high
        return None if good else f"must be a whole number from {low} to {high:,}"

    return fault


def confidence(value: str) -> str | None:
    """A probability that can settle a lean."""
    good = re.fullmatch(r"0?\.[0-9]{1,9}", value) and 0.5 < float(value) < 1.0
    return None if good else "must be a number above 0.5 and below 1, such as 0.9"


def folders(value: str) -> str | None:
    """Folders that are there."""
    missing = [repr(name) for name in names(value) if not _is_folder(name)]
    return f"names folders that are not there: {', '.join(missing)}" if missing else None


def names(value: str) -> list[str]:
    """The paths of such a list."""
    return [name for part in value.split(os.pathsep) if (name := part.strip())]


def _is_folder(name: str) -> bool:
    try:
        return Path(name).expanduser().is_dir()
    except (OSError, RuntimeError, ValueError):  # Too long, no such home, or no name of a file at all.
        return False


def one_of(*words: str) -> Callable[[str], str | None]:
    """One of those words, in any case."""

    def fault(value: str) -> str | None:
        return None if value.upper() in words else f"must be one of {', '.join(words)}"

    return fault


def people(value: str) -> str | None:
    """Ids of Slack's people."""
    bad = [name for name in listed(value) if not re.fullmatch(r"[UW][A-Z0-9]{2,20}", name)]
    return f"names people by ids such as U012AB3CD, not {', '.join(map(repr, bad))}" if bad else None


def some_of(*words: str) -> Callable[[str], str | None]:
    """Any of those words."""

    def fault(value: str) -> str | None:
        unknown = set(listed(value)) - set(words)
        return f"may hold {', '.join(words)}; not {', '.join(sorted(unknown))}" if unknown else None

    return fault


def listed(value: str) -> tuple[str, ...]:
    """The words of a list with commas."""
    return tuple(word for part in value.split(",") if (word := part.strip()))


def keys(value: str) -> str | None:
    """Fernet keys: 32 bytes each, written in base64 as web addresses have it."""
    listed_keys = listed(value)
    if any(not re.fullmatch(r"[A-Za-z0-9_-]{43}=", key) for key in listed_keys):
        return (
            "must hold keys of 44 characters as `outsource-advisor keys new` prints them, with commas between"
        )
    return "holds the same key twice" if len(set(listed_keys)) < len(listed_keys) else None
