"""The tables that the code names are the tables that the migrations make."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from dispatch.adapters.postgres.migrate import pending, upgrade
from dispatch.adapters.postgres.tables import (
    calls,
    centre,
    closures,
    directory,
    incidents,
    log,
    nuisance,
    orders,
    recommendation,
    selections,
    surges,
)
from dispatch.adapters.postgres.tables.base import metadata
from tests.integration.conftest import Database, sqlalchemy_url

NAMED = (
    calls,
    centre,
    closures,
    directory,
    incidents,
    log,
    nuisance,
    orders,
    recommendation,
    selections,
    surges,
)


def test_every_table_and_column_of_the_code_is_made_by_a_migration(database: Database):
    engine = create_engine(sqlalchemy_url(database.owner_dsn))
    with engine.connect() as connection:
        options = {"include_schemas": True, "include_name": _is_ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
    engine.dispose()
    told = [one for one in differences if one[0] not in {"remove_index", "remove_constraint"}]
    assert told == []


def _is_ours(name: str | None, kind: str, parents: dict[str, str | None]) -> bool:
    return name == "dispatch" if kind == "schema" else True


def test_a_migrated_database_is_not_migrated_again(database: Database):
    url = sqlalchemy_url(database.owner_dsn)
    assert not pending(url)
    upgrade(url)
    assert not pending(url)
