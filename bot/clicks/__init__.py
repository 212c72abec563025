"""Clicks on tracking links: links held in memory, clicks kept in a journal until the database has them."""

from bot.clicks.desk import ClickDesk
from bot.clicks.journal import Journal

__all__ = ["ClickDesk", "Journal"]
