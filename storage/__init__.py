"""Storage: tables, migrations and one query class per noun. The only home of SQLAlchemy."""

from storage.alone import InUse, Unusable
from storage.database import AWAY, Database
from storage.migrate import migrate
from storage.store import Store

__all__ = ["AWAY", "Database", "InUse", "Store", "Unusable", "migrate"]
