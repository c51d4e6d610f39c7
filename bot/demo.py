"""`outsource-advisor demo`: the unchanged app, pointed at a Slack workspace on this machine."""

import asyncio
import os
import signal
import sys
import webbrowser
from pathlib import Path

from bot import settings
from bot.app import running
from bot.faults import OperatorFault
from bot.manifest import manifest, manifest_optional
from bot.sandbox.server import Sandbox


async def show(*, port: int, open_browser: bool) -> None:
    """Serve the sandbox and the app until SIGTERM or SIGINT.

    Raises:
        OperatorFault: when the port is taken or the data folder can't be used.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        # How the advisor advises is the person's to set; what it is connected to is ours.
        own = {name: value for name, value in os.environ.items() if name.startswith("ADVISOR_")}
        made = manifest_optional() if own.get("ADVISOR_CAPABILITIES") else manifest()
        sandbox = Sandbox(made, port=port)
        async with sandbox, running(settings.read({**own, **environment(sandbox, data_folder())})):
            print(f"A workspace to try it in: {sandbox.url}\nStop it with Ctrl+C.", flush=True)
            if open_browser:
                await asyncio.to_thread(webbrowser.open, sandbox.url)
            await stop.wait()
    except OSError as error:
        raise OperatorFault([f"The demo can't start: {error.strerror or error}."]) from error


def environment(sandbox: Sandbox, folder: Path) -> dict[str, str]:
    """What an operator would set to point the app at that workspace."""
    return {
        "SLACK_BOT_TOKEN": sandbox.bot_token,
        "SLACK_APP_TOKEN": sandbox.app_token,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "SLACK_API_URL": sandbox.api_url,
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
    }


def data_folder() -> Path:
    """Where a person's programs keep their data on this kind of machine; made if missing."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = base / "outsource-advisor"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
