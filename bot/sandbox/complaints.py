"""What Slack itself says of a field that is filled in wrongly; its exact words are not documented."""

import re
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, Final

from bot.sandbox.blocks import Control
from bot.sandbox.shapes import Json

REQUIRED: Final = "Please complete this required field."
NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
ADDRESS: Final = re.compile(r"https?://\S+")


def complain_of(field: Control, value: Any) -> str:
    """What Slack finds wrong with one field; "" for nothing."""
    if not value:
        return "" if field.block.get("optional") else REQUIRED
    check = _CHECKS.get(field.element["type"])
    return check(field.element, value) if check else ""


def _complain_of_text(element: Json, value: str) -> str:
    least, most = element.get("min_length", 0), element.get("max_length", 3_000)
    if len(value) > most:
        return f"Please use at most {most} characters."
    return f"Please use at least {least} characters." if len(value) < least else ""


def _complain_of_number(element: Json, value: str) -> str:
    if not NUMBER.fullmatch(value):
        return "Please enter a number."
    if "." in value and not element.get("is_decimal_allowed"):
        return "Please enter a whole number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter a number of at least {element['min_value']}."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter a number of at most {element['max_value']}."
    return ""


def _complain_of_files(element: Json, files: list[Json]) -> str:
    if len(files) > element.get("max_files", 10):
        return f"Please upload at most {element.get('max_files', 10)} files."
    accepted = {f".{ending.lower().lstrip('.')}" for ending in element.get("filetypes", ())}
    wrong = [one["name"] for one in files if PurePath(one["name"]).suffix.lower() not in accepted]
    return f"{wrong[0]} is of a type that can't be uploaded here." if accepted and wrong else ""


_CHECKS: Final[Mapping[str, Callable[[Json, Any], str]]] = {
    "plain_text_input": _complain_of_text,
    "number_input": _complain_of_number,
    "email_text_input": lambda _, value: "" if EMAIL.fullmatch(value) else "Please enter an email address.",
    "url_text_input": lambda _, value: "" if ADDRESS.fullmatch(value) else "Please enter a web address.",
    "file_input": _complain_of_files,
}
