"""HTTP delivery: POSTs to the app's address, signed as Slack signs them."""

import hashlib
import hmac
import json
from typing import Final
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.delivery import NoAnswer, Parcel
from bot.sandbox.shapes import Json
from bot.sandbox.timing import Clock, Timing

FORM: Final = "application/x-www-form-urlencoded"


class SignedHttp:
    """Delivers to one address."""

    def __init__(self, url: str, secret: str, clock: Clock, timing: Timing) -> None:
        self._url = url
        self._secret = secret
        self._clock = clock
        self._timing = timing

    async def verify(self, token: str, challenge: str) -> bool:
        """Does the address answer Slack's `url_verification` with the challenge?"""
        body = json.dumps({"token": token, "challenge": challenge, "type": "url_verification"})
        try:
            answer = await self._post(body, {"Content-Type": "application/json", **self.sign(body)})
        except NoAnswer:
            return False
        return challenge in answer.values()

    async def carry(self, parcel: Parcel) -> Json:
        """POST it, and wait for a 2xx answer."""
        kind, body = _encode(parcel)
        headers = {"Content-Type": kind, **self.sign(body)}
        if parcel.attempt:
            headers |= {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}
        return await self._post(body, headers)

    def sign(self, body: str) -> dict[str, str]:
        """The headers that prove that a body is Slack's (HMAC-SHA256 over `v0:time:body`)."""
        time = str(int(self._clock()))
        digest = hmac.new(self._secret.encode(), f"v0:{time}:{body}".encode(), hashlib.sha256)
        return {"X-Slack-Request-Timestamp": time, "X-Slack-Signature": f"v0={digest.hexdigest()}"}

    async def _post(self, body: str, headers: dict[str, str]) -> Json:
        patience = aiohttp.ClientTimeout(total=self._timing.ack)
        try:
            async with (
                aiohttp.ClientSession(timeout=patience) as session,
                session.post(self._url, data=body.encode(), headers=headers, max_redirects=2) as answer,
            ):
                if answer.status // 100 != 2:
                    raise NoAnswer("http_error", final=answer.headers.get("x-slack-no-retry") == "1")
                return _decode(await answer.text())
        except aiohttp.TooManyRedirects as error:
            raise NoAnswer("too_many_redirects") from error
        except TimeoutError as error:
            raise NoAnswer("http_timeout") from error
        except aiohttp.ClientError as error:
            raise NoAnswer("connection_failed") from error


def _encode(parcel: Parcel) -> tuple[str, str]:
    if parcel.kind == "events_api":
        return "application/json", json.dumps(parcel.payload)
    if parcel.kind == "slash_commands":
        return FORM, urlencode(parcel.payload)
    return FORM, urlencode({"payload": json.dumps(parcel.payload)})


def _decode(body: str) -> Json:
    """What the app answered: an object, or plain words as a message's text."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {"text": body} if body.strip() else {}
    return answer if isinstance(answer, dict) else {"text": body}
