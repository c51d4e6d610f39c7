"""The environment, read once: every setting with its meaning, its default and its check."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.faults import OperatorFault
from bot.settings import checks, workspaces
from bot.settings.catalog import SETTINGS, Setting

__all__ = [
    "SETTINGS",
    "Setting",
    "Settings",
    "complaint",
    "confidence",
    "database_url",
    "encryption_keys",
    "folders",
    "packs",
    "read",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the app was told to be.

    Attributes:
        bot_token: of the one workspace; empty: many workspaces install the app themselves.
        app_token: set: events come by Socket Mode; empty: by HTTP on `host` and `port`.
        client_id: the app's own, empty for one workspace; `client_secret` goes with it.
        public_url: where the world reaches us, "" when nobody said.
        api_url: base of the Web API, ending in a slash.
        connections: how many Socket Mode keeps.
        lease: seconds without a sign of life after which others take over what a process had.
        idle: how long a conversation may rest before it expires.
        confidence: from this probability (above 0.5, below 1) on the lean counts as settled.
        packs: folders of house packs that are laid over ours, the last on top.
        admins: who may change the app's own settings; the first is told what to do after the start.
        support_url: where people find help, "" when nowhere.
        capabilities: which optional features of Slack are used.
        log_format: `auto`, `json` or `text`.
        metrics_port: where we can be looked at, apart from Slack's requests; None: only with those.
        traces_to: base address of a collector, "" for no traces.
        sentry_dsn: "" for no reports.
        encryption_keys: what people write is stored sealed under the first; none: as it is.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    api_url: str
    database_url: str = field(repr=False)
    host: str
    port: int
    connections: int
    lease: int
    idle: timedelta
    confidence: float
    packs: tuple[Path, ...]
    admins: tuple[str, ...]
    support_url: str
    capabilities: frozenset[str]
    log_level: str
    log_format: str
    metrics_port: int | None
    traces_to: str
    sentry_dsn: str
    encryption_keys: tuple[str, ...] = field(default=(), repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    public_url: str = ""

    @property
    def serves_many(self) -> bool:
        """Whether workspaces install the app themselves."""
        return bool(self.client_id)


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
        lease=int(values["ADVISOR_LEASE_SECONDS"]),
        idle=timedelta(hours=int(values["ADVISOR_IDLE_HOURS"])),
        confidence=float(values["ADVISOR_CONFIDENCE"]),
        packs=folders(values["ADVISOR_PACKS"]),
        admins=checks.listed(values["ADVISOR_ADMINS"]),
        support_url=values["ADVISOR_SUPPORT_URL"],
        capabilities=frozenset(checks.listed(values["ADVISOR_CAPABILITIES"])),
        log_level=values["ADVISOR_LOG_LEVEL"].upper(),
        log_format=values["ADVISOR_LOG_FORMAT"].lower(),
        metrics_port=int(port) if (port := values["ADVISOR_METRICS_PORT"]) else None,
        traces_to=values["OTEL_EXPORTER_OTLP_ENDPOINT"],
        sentry_dsn=values["SENTRY_DSN"],
        encryption_keys=checks.listed(values["ADVISOR_ENCRYPTION_KEYS"]),
        client_id=values["SLACK_CLIENT_ID"],
        client_secret=values["SLACK_CLIENT_SECRET"],
        public_url=values["ADVISOR_PUBLIC_URL"],
    )


def database_url(environ: Mapping[str, str]) -> str:
    """The one setting that `migrate` needs.

    Raises:
        OperatorFault: when it is no address of a database.
    """
    return _one("DATABASE_URL", environ)


def encryption_keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The keys alone, newest first, for the commands about them.

    Raises:
        OperatorFault: when one is no key.
    """
    return checks.listed(_one("ADVISOR_ENCRYPTION_KEYS", environ))


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
        trouble = workspaces.missing(setting.name, values)
        return complaint(setting.name, trouble) if trouble else None
    trouble = setting.fault(value) or workspaces.unfit(setting.name, values)
    if trouble is None:
        return None
    shown = "" if setting.secret else f" (it is {value[:60]!r})"
    return complaint(setting.name, f"{trouble}{shown}")
