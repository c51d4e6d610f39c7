"""The one loose type of this package: what travels as JSON."""

from typing import Any

Json = dict[str, Any]
"""A JSON object, as Slack sends and takes it."""
