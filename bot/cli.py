"""The command line, `outsource-advisor`: run, demo, classify, questions, explain, pack, preview, ..."""

import argparse
import asyncio
import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import yaml

from bot import settings
from bot.audit_cli import add_audit_options, audit
from bot.faults import OperatorFault, SlackLost
from bot.keys_cli import add_keys_commands
from bot.logs import describe_what_nobody_catches, set_up
from bot.manifest import for_http, for_many, manifest, manifest_optional
from bot.pack_cli import add_pack_commands
from bot.queue_cli import add_queue_commands
from dialogs.storage import StorageFault
from knowledge import PackFaults

SWITCH: Final = 0.0005
"""Seconds after which a thread lets another go on; Python's own are ten times as long."""

Action = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    The exit code is 0, 1 for input with faults, 2 for what the operator must mend, 75 (EX_TEMPFAIL) for what
    passes by a new start.
    """
    options = _parser().parse_args(arguments)
    action: Action = options.action
    try:
        return action(options)
    except (OperatorFault, PackFaults, StorageFault) as trouble:
        print(f"outsource-advisor: can't start.\n{_listed(trouble)}", file=sys.stderr)
        return 2
    except SlackLost as trouble:
        print(f"outsource-advisor: {trouble} Start it again.", file=sys.stderr)
        return 75
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`); Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _listed(trouble: Exception) -> str:
    return "\n".join(f"  - {line}" for line in str(trouble).splitlines())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="outsource-advisor", description="Helps people decide how to outsource a task."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, action: Action, help_text: str, *, reads: Sequence[str] = ()
    ) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=help_text,
            description=help_text,
            epilog=_environment(reads),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.set_defaults(action=action)
        return command

    add("run", run, "Serve a Slack workspace; the settings come from the environment.")
    demo_command = add(
        "demo", demo, "Open a Slack-like workspace on this machine; no Slack account is needed."
    )
    demo_command.add_argument(
        "--port", type=int, default=0, help="where the page listens (default: a free one)"
    )
    demo_command.add_argument("--no-open", action="store_true", help="do not open the browser")
    packs = "ADVISOR_PACKS"
    add(
        "classify",
        classify,
        "Read JSON lines of tasks and answers; write JSON lines of advice.",
        reads=("ADVISOR_CONFIDENCE", packs),
    )
    questions_command = add("questions", questions, "List the questions and their options.", reads=(packs,))
    questions_command.add_argument(
        "--json", action="store_true", help="as JSON, with what each is measured by"
    )
    explain_command = add("explain", explain, "Answer a question such as: what is KPO?", reads=(packs,))
    explain_command.add_argument("question", nargs="+")
    doctor_command = add(
        "doctor",
        doctor,
        "Look at everything that the app stands on, and say what to do; 1 when there is a fault.",
    )
    doctor_command.add_argument("--json", action="store_true", help="as JSON")
    add("migrate", migrate, "Bring the database to this version's tables.")
    manifest_command = add("manifest", print_manifest, "Print the manifest that makes the Slack app.")
    manifest_command.add_argument(
        "--http", metavar="URL", help="for HTTP instead of Socket Mode, served at URL"
    )
    manifest_command.add_argument(
        "--many", metavar="URL", help="for many workspaces, which install the app themselves at URL"
    )
    manifest_command.add_argument(
        "--optional", action="store_true", help="with agent messaging and the step for Workflow Builder"
    )
    preview_command = add(
        "preview", preview, "Write an HTML page with every message and view in every state and language."
    )
    preview_command.add_argument("--to", metavar="FILE", default="preview.html", help="where to write it")
    add_audit_options(add("audit", audit, "Tell who of those in charge did what, and when."))
    add_keys_commands(commands.add_parser("keys", help="Make, check and change the keys of what is stored."))
    add_queue_commands(
        commands.add_parser("inbox", help="What came in and waits, or was given up."),
        commands.add_parser("outbox", help="What should have been sent and was not."),
    )
    add_pack_commands(commands.add_parser("pack", help="Check, compare and show knowledge packs."))
    return parser


def _environment(names: Sequence[str]) -> str | None:
    """What a command reads from the environment, told below its options."""
    if not names:
        return None
    told = [
        f"  {setting.name} (default: {setting.default or 'none'})\n    {setting.meaning.replace('`', '')}"
        for setting in map(settings.setting_of, names)
    ]
    return "\n".join(["environment:", *told])


def run(_options: argparse.Namespace) -> int:
    """Serve a workspace until SIGTERM or SIGINT."""
    from bot import app

    chosen = settings.read(os.environ)
    set_up(chosen.log_level, chosen.log_format)
    describe_what_nobody_catches()

    async def until_stopped() -> None:
        await app.run(chosen, _stopped)

    # A thread that reads a long list must not keep the loop, which acknowledges, from its turn for long.
    sys.setswitchinterval(SWITCH)
    with asyncio.Runner(loop_factory=_fast_loop()) as runner:
        runner.run(until_stopped())
    return 0


def _stopped() -> asyncio.Event:
    """From here on SIGTERM and SIGINT only set that."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's, where there is one."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def demo(options: argparse.Namespace) -> int:
    """Serve the sandbox workspace and the app until interrupted."""
    from bot.demo import show

    set_up("WARNING")
    asyncio.run(show(port=options.port, open_browser=not options.no_open))
    return 0


def classify(_options: argparse.Namespace) -> int:
    """Advice for each line of standard input; 1 when a line had a fault."""
    from knowledge import load
    from knowledge.lines import answer_lines

    knowledge = load(overlays=settings.packs(os.environ), confidence=settings.confidence(os.environ))
    # What is loaded stays, and advice holds no cycles: looking for garbage all the time slows a batch.
    gc.freeze()
    gc.set_threshold(200_000)
    all_good, write, watched = True, sys.stdout.write, sys.stdout.isatty()
    for line, good in answer_lines(knowledge, sys.stdin):
        all_good = all_good and good
        write(f"{line}\n")
        if watched:
            sys.stdout.flush()
    return 0 if all_good else 1


def questions(options: argparse.Namespace) -> int:
    """The questions, for programs or for people."""
    from knowledge import load
    from knowledge.lines import questions_json

    listed = questions_json(load(overlays=settings.packs(os.environ)))
    if options.json:
        print(json.dumps(listed, ensure_ascii=False, indent=2))
        return 0
    for question in listed:
        print(f"{question['id']}: {question['text']}")
        for option in question["options"]:
            print(f"    {option['id']}: {option['text']}")
    return 0


def explain(options: argparse.Namespace) -> int:
    """What the pack says about something; 1 when it says nothing."""
    from knowledge import load
    from knowledge.explain import read_aloud

    text, known = read_aloud(load(overlays=settings.packs(os.environ)).pack, " ".join(options.question))
    print(text)
    return 0 if known else 1


def doctor(options: argparse.Namespace) -> int:
    """How everything stands that the app needs; 1 when it can't run so."""
    from bot.doctor import Level, examine
    from bot.doctor.telling import as_json, as_text

    findings = asyncio.run(examine(os.environ))
    print(as_json(findings) if options.json else as_text(findings))
    return int(any(finding.level is Level.FAULT for finding in findings))


def migrate(_options: argparse.Namespace) -> int:
    """Create or upgrade the tables."""
    from dialogs.storage import migrate as upgrade

    asyncio.run(upgrade(settings.database_url(os.environ)))
    print("The database is up to date.")
    return 0


def preview(options: argparse.Namespace) -> int:
    """Every view on one page; 2 when it can't be written there."""
    from bot.preview.page import write

    try:
        count = write(Path(options.to))
    except OSError as error:
        raise OperatorFault([f"{options.to} can't be written: {error.strerror or error}."]) from error
    print(f"{count} views: {options.to}")
    return 0


def print_manifest(options: argparse.Namespace) -> int:
    """The manifest as YAML, which Slack's page takes as it is."""
    made = manifest_optional() if options.optional else manifest()
    shared = for_many(made, options.many) if options.many else made
    chosen = for_http(shared, options.http) if options.http else shared
    print(yaml.safe_dump(chosen, sort_keys=False, allow_unicode=True), end="")
    return 0
