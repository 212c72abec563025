"""Bringing a database's tables up to date, from nothing or from any earlier version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from storage import statistics

FOLDER = Path(__file__).with_name("migrations")


def migrate(url: str) -> None:
    """Run every migration that this database has not seen. Several processes may call it at once."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20261122)"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if engine.dialect.name == "sqlite":
            statistics.teach(connection)
    engine.dispose()
