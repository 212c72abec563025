"""Bringing a database's tables up to date, from nothing or from any earlier version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from storage import statistics
from storage.alone import Unusable

FOLDER = Path(__file__).with_name("migrations")


def migrate(url: str, *, to: str = "head") -> None:
    """Run every migration up to `to` that this database has not seen. Several processes may call it at once.

    Raises Unusable for a database that cannot be reached.
    """
    engine = create_engine(url)
    try:
        _upgrade(engine, to=to)
    except OperationalError as error:
        raise Unusable(str(error.orig).splitlines()[0]) from error
    finally:
        engine.dispose()


def _upgrade(engine: Engine, *, to: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20261122)"))
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        if engine.dialect.name == "sqlite":
            statistics.teach(connection)
