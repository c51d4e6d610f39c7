"""The environment, read once: every setting with its meaning, its default and its check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.faults import OperatorFault
from bot.settings import checks
from bot.settings.catalog import SETTINGS, Setting

__all__ = [
    "SETTINGS",
    "Setting",
    "Settings",
    "complaint",
    "confidence",
    "database_url",
    "folders",
    "packs",
    "read",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app was told to be.

    Attributes:
        app_token: set: events come by Socket Mode; empty: by HTTP on `host` and `port`.
        api_url: base of the Web API, ending in a slash.
        connections: how many Socket Mode keeps.
        idle: how long a conversation may rest before it expires.
        confidence: from this probability (above 0.5, below 1) on the lean counts as settled.
        packs: folders of house packs that are laid over ours, the last on top.
        admins: who may change the app's own settings; the first is told what to do after the start.
        support_url: where people find help, "" when nowhere.
        capabilities: which optional features of Slack are used.
    """

    bot_token: str
    app_token: str
    signing_secret: str
    api_url: str
    database_url: str
    host: str
    port: int
    connections: int
    idle: timedelta
    confidence: float
    packs: tuple[Path, ...]
    admins: tuple[str, ...]
    support_url: str
    capabilities: frozenset[str]
    log_level: str


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
        host=values["ADVISOR_HOST"],
        port=int(values["PORT"]),
        connections=int(values["ADVISOR_CONNECTIONS"]),
        idle=timedelta(hours=int(values["ADVISOR_IDLE_HOURS"])),
        confidence=float(values["ADVISOR_CONFIDENCE"]),
        packs=folders(values["ADVISOR_PACKS"]),
        admins=checks.listed(values["ADVISOR_ADMINS"]),
        support_url=values["ADVISOR_SUPPORT_URL"],
        capabilities=frozenset(checks.listed(values["ADVISOR_CAPABILITIES"])),
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


def confidence(environ: Mapping[str, str]) -> float:
    """The one setting that the commands that give advice need beside the packs.

    Raises:
        OperatorFault: when it is no such number.
    """
    return float(_one("ADVISOR_CONFIDENCE", environ))


def folders(value: str) -> tuple[Path, ...]:
    """The folders that such a list of paths names, in order."""
    return tuple(Path(name).expanduser() for name in checks.names(value))


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
