"""Spoils calls of the app: before they take effect, or (worse) after."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Final, Literal, assert_never

from aiohttp import web

from bot.sandbox.faults.cutting import cut, send_half
from bot.sandbox.faults.kinds import CallFault, Half, Hang, Late, Limited, Refused, Reset, Status
from bot.sandbox.faults.rules import Rule, Rules, anywhere
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock
from bot.sandbox.transcript import Call, Transcript

Act = Callable[[str], Awaitable[web.Response]]
"""Does what a call asks for, and notes it with the fault that befalls it ("" for none); the answer."""

NOTHING: Final = {"ok": False, "error": "internal_error"}


@dataclass(frozen=True, slots=True)
class Step:
    """A moment at which a call (or a delivery) may be stopped.

    Attributes:
        number: the first call is 1; a call has the same number before and after.
        name: the method, `response_url`, `upload`, `download`, or the kind of a delivery.
        when: `before` it takes effect (or is sent), or `after` (or when it was acknowledged or given up).
    """

    number: int
    name: str
    payload: Json
    when: Literal["before", "after"]


OnCall = Callable[[Step], Awaitable[CallFault | None]]


class CallFaults:
    """Stands between the network and what serves the app's calls."""

    def __init__(self, transcript: Transcript, clock: Clock) -> None:
        self.rules: Rules[CallFault] = Rules()
        self.listeners: list[OnCall] = []
        self._transcript = transcript
        self._clock = clock
        self._numbers = count(1)

    async def serve(self, request: web.Request, name: str, payload: Json, act: Act) -> web.StreamResponse:
        """Answer one request, or not.

        Args:
            request: whose connection may suffer.
            name: what is called.
            payload: its arguments, without the token.
            act: does it, at once.
        """
        number = next(self._numbers)
        rule = await self._ask(Step(number, name, payload, "before"))
        rule = rule or self.rules.take(name, payload)
        if rule and not rule.after:
            spoiled = await self._spoil(request, name, payload, rule)
            if spoiled is not None:
                return spoiled
        answer = await act(_describe(rule))
        later = await self._ask(Step(number, name, payload, "after"))
        rule = later or (rule if rule and rule.after else None)
        return answer if rule is None else await _answer(request, rule, answer) or answer

    async def _ask(self, step: Step) -> Rule[CallFault] | None:
        faults = [await listener(step) for listener in self.listeners]
        fault = next((fault for fault in faults if fault is not None), None)
        return None if fault is None else Rule(fault, step.name, 0, anywhere, after=step.when == "after")

    async def _spoil(
        self, request: web.Request, name: str, payload: Json, rule: Rule[CallFault]
    ) -> web.StreamResponse | None:
        if not isinstance(rule.fault, (Late, Hang)):
            self._transcript.note_call(Call(name, payload, {}, self._clock(), fault=_describe(rule)))
        return await _answer(request, rule, web.json_response(NOTHING))


async def _answer(
    request: web.Request, rule: Rule[CallFault], answer: web.Response
) -> web.StreamResponse | None:
    """What arrives in place of the answer; None: the answer, after a while."""
    fault = rule.fault
    match fault:
        case Late(seconds):
            await asyncio.sleep(seconds)
        case Hang():
            await rule.released()
        case Status(code):
            return web.Response(status=code, text="<html>upstream error</html>", content_type="text/html")
        case Limited(retry_after):
            headers = {"Retry-After": str(retry_after)}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        case Refused(error):
            return web.json_response({"ok": False, "error": error})
        case Half():
            return await send_half(request, answer)
        case Reset():
            return cut(request)
        case _:
            assert_never(fault)
    return None


def _describe(rule: Rule[CallFault] | None) -> str:
    if rule is None:
        return ""
    return f"{rule.fault}, {'after' if rule.after else 'before'} it took effect"
