"""The demo: a sandbox workspace with the bot in it, kept between starts. The only place that imports both."""

from bot.demo.running import reset, run

__all__ = ["reset", "run"]
