"""Sends an effect again that was given up, when an operator says so."""

import json
import secrets
import time
from collections.abc import Mapping
from typing import Any, Final

from bot.correlation import new_code
from bot.outbox import client_msg_id
from bot.slack import Slack
from dialogs.storage import Arrival, Effect, Item, Store

RESEND: Final = "resend"
"""The kind of an arrival that an operator made."""

METHODS: Final = ("chat.postMessage", "chat.postEphemeral", "response_url")
"""What can be sent from its payload alone; a file's bytes are not kept."""


def order(effect: Effect) -> Arrival:
    """The wish to send it again, for whichever process is free."""
    return Arrival(
        team=effect.team,
        key=f"{RESEND}:{secrets.token_hex(8)}",
        kind=RESEND,
        person=effect.person,
        body=json.dumps({"work": effect.work, "slot": effect.slot}),
        seed=secrets.token_hex(16),
        trace=new_code(),
        at=time.time_ns() // 1000,
    )


async def resend(item: Item, store: Store, slack: Slack) -> None:
    """Send it under the same name as before; what was sent meanwhile is left alone."""
    named: Mapping[str, Any] = json.loads(item.arrival.body)
    work, slot = str(named["work"]), str(named["slot"])
    effect = await store.run(lambda visit: visit.outbox.get(work, slot))
    if effect is None or effect.state == "done":
        return
    result = await slack.send_again(
        effect.method, json.loads(effect.payload), client_msg_id(effect.work, effect.slot)
    )
    await store.run(lambda visit: visit.outbox.sent(work, slot, json.dumps(dict(result))))
