"""One HTML page with every scene in every language; it needs no network and no server."""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from bot import pictures, words
from bot.preview.bundle import scripts, styles
from bot.preview.gallery import scenes
from bot.preview.portfolio import judged_of
from bot.preview.scene import Scene
from bot.preview.stage import CHANNEL, PERSON
from bot.studio.drawing import draw
from bot.words import Words
from knowledge import load

APP = {"id": "B0APP", "name": "outsource-advisor", "real_name": "Outsource Advisor", "is_bot": True}


def write(target: Path) -> int:
    """Writes the page, in every language that we speak, and tells how many views stand on it.

    Raises:
        OSError: when it can't be written there.
    """
    knowledge = load()
    spoken = {language: words.load(knowledge, language) for language in words.languages()}
    target.write_text(page(spoken), encoding="utf-8")
    return sum(1 for each in spoken.values() for _ in scenes(each))


def page(languages: Mapping[str, Words]) -> str:
    """The page, in the languages of those words."""
    known = {
        "app": APP,
        "people": {PERSON: "Alice Moreau", "U0BOB": "ליאור בן־דוד"},
        "channels": {CHANNEL: "finance"},
        "languages": [{"id": each, "name": of_it.language_name(each)} for each, of_it in languages.items()],
        "scenes": [each for language, of_it in languages.items() for each in _described(language, of_it)],
    }
    # A closing tag inside of the data must not close the element that holds it.
    data = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(str(APP['real_name']))}: every view</title>",
            f"<style>{styles()}</style></head><body>",
            f'<script type="application/json" id="scenes">{data}</script>',
            scripts(),
            "</body></html>",
        ]
    )


def _described(language: str, of_it: Words) -> Iterable[dict[str, Any]]:
    picture = _picture(of_it)
    for number, (part, scene) in enumerate(scenes(of_it)):
        yield {
            "id": f"{language}-{number}",
            "language": language,
            "part": part,
            "name": scene.name,
            **_pictured(_content(scene), picture),
        }


def _picture(of_it: Words) -> str:
    """The address of a picture of many tasks, which holds the picture itself."""
    drawn = draw(pictures.sketch(judged_of(of_it, 60), of_it))
    return "data:image/png;base64," + b64encode(drawn).decode()


def _pictured(value: Any, picture: str) -> Any:
    """The same with that picture for every file of Slack's."""
    if isinstance(value, list):
        return [_pictured(inner, picture) for inner in value]
    if not isinstance(value, dict):
        return value
    if "slack_file" in value:
        return {**{key: inner for key, inner in value.items() if key != "slack_file"}, "image_url": picture}
    return {key: _pictured(inner, picture) for key, inner in value.items()}


def _content(scene: Scene) -> dict[str, Any]:
    if scene.message is not None:
        return {"kind": "message", "text": scene.message["text"], "blocks": scene.message["blocks"]}
    view = scene.view or {}
    return {"kind": view.get("type"), "view": view}
