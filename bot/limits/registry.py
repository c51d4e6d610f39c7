"""Slack's limits as data: each number beside the place that states it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Stated(StrEnum):
    """Where a limit is written down."""

    SLACK = "https://docs.slack.dev/reference"
    SDK = "slack_sdk.models 3.47"
    SLACKBLOCKS = "nicklambourne/slackblocks spec/limits.json"
    SKILLS = "github.com/slackapi/slack-skills-plugin block-kit"
    MEASURED = "https://github.com/slackapi/bolt-js/issues/2509"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long (in Unicode code points) or how many; both ends are allowed."""

    most: int
    source: Stated
    least: int = 0


# ------------------------------------------------------------------- messages
MESSAGE_TEXT: Final = Limit(40_000, Stated.SLACK)
UPDATED_TEXT: Final = Limit(4_000, Stated.SLACK)
MESSAGE_BLOCKS: Final = Limit(50, Stated.SLACK)
MESSAGE_JSON: Final = Limit(13_200, Stated.MEASURED)
TABLES: Final = Limit(1, Stated.SKILLS)
TABLES_TEXT: Final = Limit(10_000, Stated.SLACK)
DATA_TABLES_TEXT: Final = Limit(20_000, Stated.SLACKBLOCKS)
MARKDOWN_TEXT: Final = Limit(12_000, Stated.SLACK, least=1)

# ---------------------------------------------------------------------- files
ALT_TXT: Final = Limit(1_000, Stated.SLACK)
SNIPPET: Final = Limit(1_000_000, Stated.SLACK)

# ---------------------------------------------------------------------- views
VIEW_BLOCKS: Final = Limit(100, Stated.SDK, least=1)
VIEW_TITLE: Final = Limit(24, Stated.SDK, least=1)
VIEW_BUTTON: Final = Limit(24, Stated.SDK, least=1)
PRIVATE_METADATA: Final = Limit(3_000, Stated.SDK)
CALLBACK_ID: Final = Limit(255, Stated.SDK)

# -------------------------------------------------------------------- objects
TEXT: Final = Limit(3_000, Stated.SLACKBLOCKS, least=1)
IDENTIFIER: Final = Limit(255, Stated.SDK, least=1)
URL: Final = Limit(3_000, Stated.SDK, least=1)
OPTION_TEXT: Final = Limit(75, Stated.SDK, least=1)
OPTION_VALUE: Final = Limit(150, Stated.SDK, least=1)
CONFIRM_TITLE: Final = Limit(100, Stated.SDK, least=1)
CONFIRM_TEXT: Final = Limit(300, Stated.SDK, least=1)
CONFIRM_BUTTON: Final = Limit(30, Stated.SDK, least=1)

# ------------------------------------------------------------------- elements
BUTTON_TEXT: Final = Limit(75, Stated.SDK, least=1)
BUTTON_VALUE: Final = Limit(2_000, Stated.SDK)
BUTTON_VIEWERS: Final = Limit(10, Stated.SLACKBLOCKS, least=1)
AGENT_PROMPT: Final = Limit(4_000, Stated.SDK, least=1)
ACCESSIBILITY_LABEL: Final = Limit(75, Stated.SDK, least=1)
PLACEHOLDER: Final = Limit(150, Stated.SDK, least=1)
SELECT_OPTIONS: Final = Limit(100, Stated.SDK, least=1)
OPTION_GROUPS: Final = Limit(100, Stated.SDK, least=1)
CHOICE_OPTIONS: Final = Limit(10, Stated.SLACKBLOCKS, least=1)
OVERFLOW_OPTIONS: Final = Limit(5, Stated.SLACKBLOCKS, least=1)
MAX_FILES: Final = Limit(10, Stated.SLACKBLOCKS, least=1)
TYPED_TEXT: Final = Limit(3_000, Stated.SLACKBLOCKS)
ALT_TEXT: Final = Limit(2_000, Stated.SDK, least=1)

# --------------------------------------------------------------------- blocks
SECTION_TEXT: Final = Limit(3_000, Stated.SDK, least=1)
SECTION_FIELDS: Final = Limit(10, Stated.SDK, least=1)
SECTION_FIELD: Final = Limit(2_000, Stated.SLACK, least=1)
HEADER_TEXT: Final = Limit(150, Stated.SDK, least=1)
CONTEXT_ELEMENTS: Final = Limit(10, Stated.SDK, least=1)
ACTIONS_ELEMENTS: Final = Limit(25, Stated.SDK, least=1)
CONTEXT_ACTIONS_ELEMENTS: Final = Limit(5, Stated.SDK, least=1)
INPUT_LABEL: Final = Limit(2_000, Stated.SDK, least=1)
IMAGE_TITLE: Final = Limit(2_000, Stated.SDK, least=1)
ALERT_TEXT: Final = Limit(200, Stated.SLACKBLOCKS, least=1)
TABLE_ROWS: Final = Limit(100, Stated.SLACK, least=1)
TABLE_CELLS: Final = Limit(20, Stated.SLACK, least=1)
DATA_TABLE_ROWS: Final = Limit(201, Stated.SLACKBLOCKS, least=2)
DATA_TABLE_CELLS: Final = Limit(20, Stated.SLACKBLOCKS, least=1)
DATA_TABLE_PAGE: Final = Limit(100, Stated.SLACKBLOCKS, least=1)
CARD_TITLE: Final = Limit(150, Stated.SDK, least=1)
CARD_BODY: Final = Limit(200, Stated.SDK, least=1)
CARD_ACTIONS: Final = Limit(3, Stated.SLACKBLOCKS, least=1)
LIST_INDENT: Final = Limit(8, Stated.SLACKBLOCKS)
BORDER: Final = Limit(1, Stated.SLACKBLOCKS)
