"""Waiting until somebody stops the program."""

import signal
import threading


def wait_for_end() -> None:
    """Block until Ctrl+C or a request to end."""
    ended = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: ended.set())
    ended.wait()
