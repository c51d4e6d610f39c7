"""HTTP mode: Slack's requests come to one address, proven by signature."""

from bot.http.bounds import Bounds
from bot.http.door import serve, unasked
from bot.http.line import Line

__all__ = ["Bounds", "Line", "serve", "unasked"]
