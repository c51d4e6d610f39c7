"""What is logged and how: one line each, as events with fields; libraries only get to warn, without words."""

from bot.logs.lines import Form
from bot.logs.loggers import OURS, logger
from bot.logs.setting_up import describe_what_nobody_catches, set_up

__all__ = ["OURS", "Form", "describe_what_nobody_catches", "logger", "set_up"]
