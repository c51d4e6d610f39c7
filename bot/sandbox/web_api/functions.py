"""The `functions.*` methods: the app says how a workflow step ended."""

from typing import Final

from bot.sandbox.shapes import Json
from bot.sandbox.steps import Completed, Failed
from bot.sandbox.web_api.desk import OBJECT, TEXT, Desk, Method


def _complete(desk: Desk, given: Json) -> Json:
    desk.steps.end(given["function_execution_id"], Completed(given["outputs"]))
    return {}


def _fail(desk: Desk, given: Json) -> Json:
    desk.steps.end(given["function_execution_id"], Failed(given["error"]))
    return {}


METHODS: Final = {
    "functions.completeSuccess": Method(
        _complete,
        {"function_execution_id": TEXT, "outputs": OBJECT},
        ("function_execution_id", "outputs"),
    ),
    "functions.completeError": Method(
        _fail, {"function_execution_id": TEXT, "error": TEXT}, ("function_execution_id", "error")
    ),
}
