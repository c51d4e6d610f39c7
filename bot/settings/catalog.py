"""Every setting of the environment, with its meaning, its default and its check."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.settings import checks

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


SETTINGS: Final = (
    Setting(
        "SLACK_BOT_TOKEN",
        "",
        "The app's own token, `xoxb-...`, for one workspace. Many get theirs by installing the app.",
        "your app's page at api.slack.com/apps, OAuth & Permissions",
        checks.starts_with("xoxb-", "xoxe.xoxb-"),
        secret=True,
    ),
    Setting(
        "SLACK_APP_TOKEN",
        "",
        "App-level token, `xapp-...`, with `connections:write`. Set: Socket Mode. Not set: HTTP.",
        "your app's page at api.slack.com/apps, Basic Information, App-Level Tokens",
        checks.starts_with("xapp-"),
        secret=True,
    ),
    Setting(
        "SLACK_SIGNING_SECRET",
        "",
        "Proves that a request is Slack's. Needed for HTTP.",
        "your app's page at api.slack.com/apps, Basic Information, App Credentials",
        checks.printable,
        secret=True,
    ),
    Setting(
        "SLACK_CLIENT_ID",
        "",
        "With SLACK_CLIENT_SECRET: many workspaces install the app themselves at `/slack/install`.",
        "your app's page at api.slack.com/apps, Basic Information, App Credentials",
        checks.printable,
    ),
    Setting(
        "SLACK_CLIENT_SECRET",
        "",
        "Buys the token of each workspace that installs the app.",
        "your app's page at api.slack.com/apps, Basic Information, App Credentials",
        checks.printable,
        secret=True,
    ),
    Setting(
        "ADVISOR_PUBLIC_URL",
        "",
        "Where the world reaches the app, such as `https://advisor.example.com`. Needed for many workspaces "
        "when Slack knows several redirect addresses of the app.",
        "your host's page; Slack must know it with `/slack/oauth_redirect` behind it as a redirect URL",
        checks.web_address,
    ),
    Setting(
        "SLACK_API_URL",
        SLACK,
        "Base address of the Web API.",
        "Slack's own is the default",
        checks.web_address,
    ),
    Setting(
        "DATABASE_URL",
        "sqlite:///outsource-advisor.sqlite3",
        "Where conversations are kept: a SQLite file or PostgreSQL.",
        "your database's page; PostgreSQL needs the extra `postgres`",
        checks.database,
        secret=True,
    ),
    Setting(
        "ADVISOR_ENCRYPTION_KEYS",
        "",
        "Keys that seal whatever people write before it is stored, newest first, separated by commas. "
        "Not set: it is stored as it is.",
        "`outsource-advisor keys new` prints a fresh one; keep it where you keep passwords",
        checks.keys,
        secret=True,
    ),
    Setting(
        "PORT",
        "3000",
        "Where HTTP mode listens.",
        "your host sets it, or choose a free one",
        checks.whole_number(0, 65_535),
    ),
    Setting(
        "ADVISOR_HOST",
        "0.0.0.0",  # noqa: S104 - a host's router reaches us from outside; every request is proven by signature
        "The address that HTTP mode listens on; `127.0.0.1` lets only this machine in.",
        "the machine's own addresses, or the default for all of them",
        checks.network_address,
    ),
    Setting(
        "ADVISOR_CONNECTIONS",
        "2",
        "How many connections Socket Mode keeps, in each process; Slack allows 10 over all processes.",
        "choose it; with two, one may break",
        checks.whole_number(1, 10),
    ),
    Setting(
        "ADVISOR_LEASE_SECONDS",
        "15",
        "After so long without a sign of life of a process, the others go on with the work that it had.",
        "choose it; shorter is quicker after a crash, longer bears a slower database",
        checks.whole_number(1, 300),
    ),
    Setting(
        "ADVISOR_IDLE_HOURS",
        "72",
        "How long a conversation may rest before it expires; its answers are kept.",
        "choose it",
        checks.whole_number(1, 8_760),
    ),
    Setting(
        "ADVISOR_CONFIDENCE",
        "0.9",
        "How sure the advice must be before no more is asked, above 0.5 and below 1.",
        "choose it; higher asks more",
        checks.confidence,
    ),
    Setting(
        "ADVISOR_PACKS",
        "",
        "Folders of your organization's own packs, laid over ours, the last on top; "
        "separated by `:` (`;` on Windows).",
        "the folders that you keep them in",
        checks.folders,
    ),
    Setting(
        "ADVISOR_ADMINS",
        "",
        "Slack ids of the people who may change the app's settings, separated by commas. "
        "The first one gets a message with what to do after the start.",
        "a person's profile in Slack, More, Copy member ID",
        checks.people,
    ),
    Setting(
        "ADVISOR_SUPPORT_URL",
        "",
        "Where people find help with the app; shown in App Home.",
        "a page, or an address such as https://example.com/help, of whoever looks after the app",
        checks.web_address,
    ),
    Setting(
        "ADVISOR_CAPABILITIES",
        "",
        "Optional features of Slack to use, separated by commas: `agent` (agent messaging) and `step` "
        "(a step for Workflow Builder). Each needs the optional manifest.",
        "`outsource-advisor manifest --optional`",
        checks.some_of("agent", "step"),
    ),
    Setting(
        "ADVISOR_LOG_LEVEL",
        "INFO",
        "How much is logged; never a task, an answer or a token.",
        "choose it",
        checks.one_of("DEBUG", "INFO", "WARNING", "ERROR"),
    ),
    Setting(
        "ADVISOR_LOG_FORMAT",
        "auto",
        "How a line of the log looks: `json`, `text`, or `auto` (text on a terminal, else JSON).",
        "choose it",
        checks.one_of("AUTO", "JSON", "TEXT"),
    ),
    Setting(
        "ADVISOR_METRICS_PORT",
        "",
        "Where `/healthz`, `/readyz` and `/metrics` are served beside the app, also in Socket Mode. "
        "Not set: on `PORT`, and in Socket Mode not at all.",
        "choose a free one that only your own network reaches",
        checks.whole_number(0, 65_535),
    ),
    Setting(
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "",
        "Where traces go, by OTLP over HTTP; needs the extra `tracing`.",
        "your collector's address, such as http://localhost:4318",
        checks.web_address,
    ),
    Setting(
        "SENTRY_DSN",
        "",
        "Where errors are reported, without what anybody wrote; needs the extra `sentry`.",
        "your project's page in Sentry, Client Keys",
        checks.web_address,
        secret=True,
    ),
)
