"""The sandbox's page in a real browser. Without Chromium these tests are skipped; with CI set they fail."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
NOTED = Path(__file__).parents[2] / ".venv" / "chromium-path"
MISSING = "There is no Chromium on this machine: install one to run the browser's tests."


def chromium() -> str:
    """The path of a Chromium: one on the PATH, or the one noted by the set-up. Skips or fails without."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    if NOTED.is_file():
        return NOTED.read_text(encoding="utf-8").strip()
    if os.environ.get("CI"):
        pytest.fail(MISSING)
    pytest.skip(MISSING)
