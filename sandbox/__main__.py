"""`python -m sandbox --manifest app_manifest.yaml`: one sandbox alone; prints the environment to give an app."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path

from sandbox.driver import Sandbox
from sandbox.manifest import ManifestError


def main(arguments: list[str] | None = None) -> int:
    """Run until Ctrl+C; gives the exit status (2: the manifest has errors)."""
    given = _parser().parse_args(arguments)
    try:
        sandbox = Sandbox(
            manifest=given.manifest,
            port=given.port,
            state=given.state,
            deliver_to=given.deliver_to,
            rate_limits=given.rate_limits,
        )
    except ManifestError as refused:
        print(f"Slack would refuse {given.manifest}:\n{refused}", file=sys.stderr)
        return 2
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    with sandbox:
        for name, value in sandbox.environment.items():
            print(f"export {name}={value}")
        print(f"# The workspace is at {sandbox.address}", flush=True)
        stop.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A strict Slack on this machine.")
    parser.add_argument("--manifest", type=Path, default=Path("app_manifest.yaml"), help="the app's manifest")
    parser.add_argument("--port", type=int, default=8090, help="0 takes a free one")
    parser.add_argument("--state", type=Path, help="keep the workspace in this file")
    parser.add_argument("--deliver-to", metavar="URL", help="signed HTTP to this address instead of Socket Mode")
    parser.add_argument(
        "--rate-limits",
        type=float,
        default=20.0,
        metavar="FACTOR",
        help="how much more generous than Slack's limits; 1 is Slack's own, 0 none",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
