"""The step for Workflow Builder: a task in, advice out; it always completes or fails, and says why."""

from dataclasses import dataclass
from typing import Any, Final

from bot import agents, correlation, metrics, reports
from bot.describing import describe
from bot.desks.table import Table
from bot.heard import Noted
from bot.logs import logger
from bot.views.step import outputs, unreadable
from bot.words import Words
from bot.workplace import Workplace
from dialogs.listed_answers import NoSuchAnswer, NoSuchQuestion, read_listed
from dialogs.text_cleaning import cut_task

log = logger("steps")

STEP: Final = "check_task"
"""Its callback id in the manifest."""


class CannotCheck(Exception):
    """Why the step can't be done, in words for whoever looks after the workflow."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Serves a step at once; nobody is waited for, and nothing is kept."""

    place: Workplace

    def sit(self, table: Table) -> None:
        """Take one's part of the work."""
        table.on_event("function_executed", self.run)

    async def run(self, noted: Noted) -> None:
        """Complete the step, or fail it: a step that does neither would hang for ever."""
        function, event = noted.event.get("function"), noted.event
        if not isinstance(function, dict) or function.get("callback_id") != STEP:
            return
        execution, token = str(event.get("function_execution_id")), str(event.get("bot_access_token") or "")
        words, client = await self.place.words(noted.place), self.place.slack.client
        try:
            await agents.complete_step(client, execution, await self._advise(noted, words), token)
        except CannotCheck as reason:
            await agents.fail_step(client, execution, str(reason), token)
        except Exception as error:  # noqa: BLE001 - whatever it is, the workflow must not hang
            await agents.fail_step(client, execution, _broken(error, words), token)

    async def _advise(self, noted: Noted, words: Words) -> dict[str, Any]:
        own = words.own.step
        if "step" not in self.place.settings.capabilities:
            raise CannotCheck(own.switched_off)
        inputs = noted.event.get("inputs")
        given = inputs if isinstance(inputs, dict) else {}
        task, _ = cut_task(str(given.get("task") or ""))
        if not task:
            raise CannotCheck(own.no_task)
        knowledge = await self.place.knowledge(noted.place.team)
        try:
            answers = read_listed(knowledge, str(given.get("answers") or ""), self.place.house.languages)
        except (NoSuchQuestion, NoSuchAnswer) as fault:
            raise CannotCheck(unreadable(fault, words)) from fault
        return outputs(knowledge.classify(task, answers), words)


def _broken(error: Exception, words: Words) -> str:
    code = correlation.code() or correlation.new_code()
    metrics.trouble(error)
    reports.report(error)
    log.error("step failed", code=code, error=describe(error))
    return words.own.step.broken.format(code=code)
