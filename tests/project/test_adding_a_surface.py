"""A newcomer adds a surface: a listener and its line in the table, a view, a command in the manifest."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

LISTENER = '''
"""A second command, which greets."""

from bot.slack import private_answer
from bot.views.escape import unescape
from bot.views.salutation import greeting


def attach(app):
    @app.command("/outsource-hello")
    async def hello(ack, body):
        await ack(**private_answer(greeting(unescape(body["text"]))))
'''

VIEW = '''
"""How the second command greets."""

from bot.views.message import compose
from bot.views.parts import say


def greeting(name):
    return compose([say("Hello, {name}!", name=name)])
'''

STORY = """
import asyncio, pathlib, sys
from bot import settings
from bot.app import running
from bot.demo import environment
from bot.manifest import manifest
from bot.sandbox.server import Sandbox

async def story():
    async with Sandbox(manifest()) as sandbox:
        async with running(settings.read(environment(sandbox, pathlib.Path(sys.argv[1])))):
            await sandbox.connected()
            alice = sandbox.person("alice")
            await alice.command("/outsource-hello <world>")
            print((await alice.sees("Hello"))["text"])

asyncio.run(story())
"""


def test_a_new_command_is_one_listener_one_view_and_one_line_in_the_manifest(tmp_path: Path) -> None:
    for package in ("bot", "dialogs", "knowledge"):
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "data")
        )
    (tmp_path / "bot/listeners/hello.py").write_text(LISTENER)
    (tmp_path / "bot/views/salutation.py").write_text(VIEW)
    insert(
        tmp_path / "bot/listeners/__init__.py",
        before="    others.attach",
        text="    hello.attach(app)",
    )
    insert(
        tmp_path / "bot/listeners/__init__.py", before="def attach", text="from bot.listeners import hello"
    )
    insert(
        tmp_path / "bot/manifest.yaml",
        before="    - command: /outsource-check",
        text="    - {command: /outsource-hello, description: Greets.}",
    )

    told = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", STORY, str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert told.stdout.strip() == "Hello, &lt;world&gt;!", told.stderr


def insert(path: Path, *, before: str, text: str) -> None:
    """Add a line before the one that begins so."""
    old = path.read_text()
    assert before in old
    path.write_text(old.replace(before, f"{text}\n{before}", 1))
