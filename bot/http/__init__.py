"""HTTP mode: Slack's requests come to one address, proven by signature; health and metrics beside it."""

from bot.http.bounds import Bounds
from bot.http.door import serve
from bot.http.health import Check
from bot.http.line import Line

__all__ = ["Bounds", "Check", "Line", "serve"]
