"""`outsource-advisor doctor`: does everything stand well that the app needs, and if not, what to do."""

from bot.doctor.case import Case, open_case
from bot.doctor.findings import Finding, Level
from bot.doctor.visit import examine

__all__ = ["Case", "Finding", "Level", "examine", "open_case"]
