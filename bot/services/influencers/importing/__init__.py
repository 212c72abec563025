"""Importing a spreadsheet: read it, show what it would change, write it, report.

The steps of the job: `fetch` → `ask` (waits for a person) → `write` → `done`. Each transaction of `write`
moves the job's cursor along with the rows it writes, so a crash at any moment loses and doubles nothing.
"""

from bot.services.influencers.importing.asking import begin, cancel, confirm, correct, message_key, waiting
from bot.services.influencers.importing.steps import step

__all__ = ["begin", "cancel", "confirm", "correct", "message_key", "step", "waiting"]
