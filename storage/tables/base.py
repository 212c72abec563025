"""What all tables have in common: names of their keys, the id, the workspace, and how one refers to another."""

from sqlalchemy import Column, ForeignKey, MetaData, String

from storage.types import BigId

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def id_column() -> Column[int]:
    """The number of a row, counted up by the database."""
    return Column("id", BigId, primary_key=True, autoincrement=True)


def of_workspace(*, primary_key: bool = False) -> Column[str]:
    """The workspace that a row stands under."""
    return Column("workspace_id", String, ForeignKey("workspace.id"), nullable=False, primary_key=primary_key)


def to(target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[int]:
    """A row of another table that this one belongs to and goes with."""
    key = ForeignKey(f"{target}.id", ondelete="CASCADE")
    return Column(f"{target}_id", BigId, key, nullable=nullable, primary_key=primary_key)
