"""The sandbox's own drawing code in one file: modules in an import map, styles in line, nothing to fetch."""

import json
import posixpath
import re
from base64 import b64encode
from importlib.resources import files
from typing import Final

ENTRY: Final = "preview/static/preview.js"
STYLES: Final = (
    *(
        f"sandbox/static/css/{name}.css"
        for name in ("theme", "layout", "messages", "text", "blocks", "fields")
    ),
    "sandbox/static/css/overlays.css",
    "preview/static/preview.css",
)
_IMPORT: Final = re.compile(r'(?P<before>^(?:import|export)\b[^"\n]*?)"(?P<path>\.[^"]+)";', re.MULTILINE)


def styles() -> str:
    """All style sheets as one."""
    return "\n".join(_read(path) for path in STYLES)


def scripts() -> str:
    """The script elements that load every module that the page needs, from the page itself."""
    found: dict[str, str] = {}
    _collect(ENTRY, found)
    imports = {
        path: "data:text/javascript;base64," + b64encode(text.encode()).decode()
        for path, text in found.items()
    }
    known = json.dumps({"imports": imports})
    return f'<script type="importmap">{known}</script>\n<script type="module">import "{ENTRY}";</script>'


def _collect(path: str, found: dict[str, str]) -> None:
    """That module and whatever it imports, each under its own full path instead of a relative one."""
    if path in found:
        return
    text = _read(path)
    folder = posixpath.dirname(path)
    needed: list[str] = []

    def whole(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, match["path"]))
        needed.append(target)
        return f'{match["before"]}"{target}";'

    found[path] = _IMPORT.sub(whole, text)
    for target in needed:
        _collect(target, found)


def _read(path: str) -> str:
    return files("bot").joinpath(path).read_text(encoding="utf-8")
