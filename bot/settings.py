"""The environment, read once: every setting with its meaning, its default and its check."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bot.faults import OperatorFault

SLACK: Final = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    Attributes:
        fault: given the value, what is wrong with it, or None.
        secret: its value is never shown, not even in a fault.
    """

    name: str
    default: str
    meaning: str
    where: str
    fault: Callable[[str], str | None]
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app was told to be.

    Attributes:
        app_token: set: events come by Socket Mode; empty: by HTTP on `port`.
        api_url: base of the Web API, ending in a slash.
        idle: how long a conversation may rest before it expires.
        confidence: from this probability (above 0.5, below 1) on the lean counts as settled.
        packs: folders of house packs that are laid over ours, the last on top.
    """

    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str
    database_url: str
    port: int
    idle: timedelta
    confidence: float
    packs: tuple[Path, ...]
    log_level: str


def _starts_with(*prefixes: str) -> Callable[[str], str | None]:
    pattern = re.compile(rf"(?:{'|'.join(map(re.escape, prefixes))})[\x21-\x7e]+")

    def fault(value: str) -> str | None:
        return None if pattern.fullmatch(value) else f"must begin with {' or '.join(prefixes)}"

    return fault


def _printable(value: str) -> str | None:
    return None if re.fullmatch(r"[\x21-\x7e]+", value) else "must be one word without spaces"


def _web_address(value: str) -> str | None:
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    return None if good else "must be a web address such as https://slack.com/api/"


def _database(value: str) -> str | None:
    schemes = r"(sqlite(\+aiosqlite)?|postgres|postgresql(\+asyncpg)?)"
    good = re.match(rf"{schemes}://.", value)
    return None if good else "must begin with sqlite:/// or postgresql://"


def _whole_number(low: int, high: int) -> Callable[[str], str | None]:
    def fault(value: str) -> str | None:
        good = re.fullmatch(r"[0-9]{1,9}", value) and low <= int(value) <= high
        return None if good else f"must be a whole number from {low} to {high:,}"

    return fault


def _confidence(value: str) -> str | None:
    good = re.fullmatch(r"0?\.[0-9]{1,9}", value) and 0.5 < float(value) < 1.0
    return None if good else "must be a number above 0.5 and below 1, such as 0.9"


def _folders(value: str) -> str | None:
    missing = [repr(name) for name in _names(value) if not _is_folder(name)]
    return f"names folders that are not there: {', '.join(missing)}" if missing else None


def _names(value: str) -> list[str]:
    return [name for part in value.split(os.pathsep) if (name := part.strip())]


def _is_folder(name: str) -> bool:
    try:
        return Path(name).expanduser().is_dir()
    except (OSError, RuntimeError, ValueError):  # Too long, no such home, or no name of a file at all.
        return False


def _one_of(*words: str) -> Callable[[str], str | None]:
    def fault(value: str) -> str | None:
        return None if value.upper() in words else f"must be one of {', '.join(words)}"

    return fault


SETTINGS: Final = (
    Setting(
        "SLACK_BOT_TOKEN",
        "",
        "The app's own token, `xoxb-...`.",
        "your app's page at api.slack.com/apps, OAuth & Permissions",
        _starts_with("xoxb-", "xoxe.xoxb-"),
        secret=True,
    ),
    Setting(
        "SLACK_APP_TOKEN",
        "",
        "App-level token, `xapp-...`, with `connections:write`. Set: Socket Mode. Not set: HTTP.",
        "your app's page at api.slack.com/apps, Basic Information, App-Level Tokens",
        _starts_with("xapp-"),
        secret=True,
    ),
    Setting(
        "SLACK_SIGNING_SECRET",
        "",
        "Proves that a request is Slack's. Needed for HTTP.",
        "your app's page at api.slack.com/apps, Basic Information, App Credentials",
        _printable,
        secret=True,
    ),
    Setting(
        "SLACK_API_URL", SLACK, "Base address of the Web API.", "Slack's own is the default", _web_address
    ),
    Setting(
        "DATABASE_URL",
        "sqlite:///outsource-advisor.sqlite3",
        "Where conversations are kept: a SQLite file or PostgreSQL.",
        "your database's page; PostgreSQL needs the extra `postgres`",
        _database,
        secret=True,
    ),
    Setting(
        "PORT",
        "3000",
        "Where HTTP mode listens.",
        "your host sets it, or choose a free one",
        _whole_number(0, 65_535),
    ),
    Setting(
        "ADVISOR_IDLE_HOURS",
        "72",
        "How long a conversation may rest before it expires; its answers are kept.",
        "choose it",
        _whole_number(1, 8_760),
    ),
    Setting(
        "ADVISOR_CONFIDENCE",
        "0.9",
        "How sure the advice must be before no more is asked, above 0.5 and below 1.",
        "choose it; higher asks more",
        _confidence,
    ),
    Setting(
        "ADVISOR_PACKS",
        "",
        "Folders of your organization's own packs, laid over ours, the last on top; "
        "separated by `:` (`;` on Windows).",
        "the folders that you keep them in",
        _folders,
    ),
    Setting(
        "ADVISOR_LOG_LEVEL",
        "INFO",
        "How much is logged; never a task, an answer or a token.",
        "choose it",
        _one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    ),
)


def read(environ: Mapping[str, str]) -> Settings:
    """The settings that the environment asks for; an empty value counts as not set.

    Raises:
        OperatorFault: with every bad or missing setting, each with where to find it.
    """
    values = {setting.name: environ.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
    faults = [fault for setting in SETTINGS if (fault := _judge(setting, values))]
    if faults:
        raise OperatorFault(faults)
    api_url = values["SLACK_API_URL"]
    return Settings(
        bot_token=values["SLACK_BOT_TOKEN"],
        app_token=values["SLACK_APP_TOKEN"],
        signing_secret=values["SLACK_SIGNING_SECRET"],
        api_url=api_url if api_url.endswith("/") else f"{api_url}/",
        database_url=values["DATABASE_URL"],
        port=int(values["PORT"]),
        idle=timedelta(hours=int(values["ADVISOR_IDLE_HOURS"])),
        confidence=float(values["ADVISOR_CONFIDENCE"]),
        packs=folders(values["ADVISOR_PACKS"]),
        log_level=values["ADVISOR_LOG_LEVEL"].upper(),
    )


def database_url(environ: Mapping[str, str]) -> str:
    """The one setting that `migrate` needs.

    Raises:
        OperatorFault: when it is no address of a database.
    """
    return _one("DATABASE_URL", environ)


def packs(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """The one setting that the commands about the pack need.

    Raises:
        OperatorFault: when a folder is not there.
    """
    return folders(_one("ADVISOR_PACKS", environ))


def folders(value: str) -> tuple[Path, ...]:
    """The folders that such a list of paths names, in order."""
    return tuple(Path(name).expanduser() for name in _names(value))


def _one(name: str, environ: Mapping[str, str]) -> str:
    setting = setting_of(name)
    value = environ.get(name, "").strip() or setting.default
    fault = _judge(setting, {name: value}) if value else None
    if fault:
        raise OperatorFault([fault])
    return value


def setting_of(name: str) -> Setting:
    """The setting of that name."""
    return next(setting for setting in SETTINGS if setting.name == name)


def complaint(name: str, trouble: str) -> str:
    """One clear sentence about a setting, with where to find a good value."""
    return f"{name} {trouble}. Where to find it: {setting_of(name).where}."


def _judge(setting: Setting, values: Mapping[str, str]) -> str | None:
    value = values[setting.name]
    if not value:
        return complaint(setting.name, "is missing") if _needed(setting.name, values) else None
    trouble = setting.fault(value)
    if trouble is None:
        return None
    shown = "" if setting.secret else f" (it is {value[:60]!r})"
    return complaint(setting.name, f"{trouble}{shown}")


def _needed(name: str, values: Mapping[str, str]) -> bool:
    if name == "SLACK_SIGNING_SECRET":
        return not values["SLACK_APP_TOKEN"]
    return name == "SLACK_BOT_TOKEN"
