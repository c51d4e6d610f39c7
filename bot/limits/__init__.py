"""What Slack refuses, as data and a pure judge: our views are tested by it, our sandbox refuses by it."""

from bot.limits.judge import judge_message, judge_view
from bot.limits.rules import Fault

__all__ = ["Fault", "judge_message", "judge_view"]
