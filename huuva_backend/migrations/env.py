"""Alembic's entry: migrates the database of the settings, or writes the SQL that would."""

import asyncio
import random

import asyncpg
from alembic import context
from sqlalchemy import Connection, func, pool, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import read_settings
from huuva_backend.tables import metadata

MIGRATION_LOCK = 0x6B69746368656E  # any number that nobody else uses
# A migration that can't have its lock at once lets go of all that it holds and begins anew, rather than make all others queue
# behind it. That is before PostgreSQL looks for a deadlock, after a second: else the request would fail that holds one table
# and waits for another.
TIMEOUTS = ("SET lock_timeout = '500ms'", "SET statement_timeout = '10min'")
ATTEMPTS = 20
LOCKED = {"55P03", "40P01"}  # lock_not_available, deadlock_detected


def _url() -> str:
    given: str | None = context.config.attributes.get("database_url")
    if given is not None:
        return given
    settings = read_settings()
    return settings.database_url or embedded.start(settings.data_dir)


def _limit(*_: object, **__: object) -> None:
    for timeout in TIMEOUTS:
        context.execute(timeout)


async def _patiently(connection: AsyncConnection) -> None:
    """Again and again where a lock can't be had; what was migrated before stays so."""
    for left in reversed(range(ATTEMPTS)):
        try:
            await connection.run_sync(_migrate)
            return
        except DBAPIError as error:
            if not left or getattr(error.orig, "sqlstate", None) not in LOCKED:
                raise
            await connection.rollback()
            await asyncio.sleep(random.uniform(0.05, 0.3))  # noqa: S311 - no secret


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        transaction_per_migration=True,
        on_version_apply=_limit,  # older ones leave others behind
    )
    with context.begin_transaction():
        _limit()
        context.run_migrations()


async def _take_turns(connection: AsyncConnection) -> None:
    """Servers that start together migrate one after the other.

    The session holds the lock, because a migration that touches many rows commits on its way. Who waits asks
    again and again: one that waited in a statement would keep an index from being built beside it.
    """
    lock = select(func.pg_try_advisory_lock(MIGRATION_LOCK))
    while not (await connection.execute(lock)).scalar_one():
        await connection.commit()
        await asyncio.sleep(0.1)
    await connection.commit()


async def _online() -> None:
    url = _url()
    engine = create_async_engine(
        "postgresql+asyncpg://", async_creator=lambda: asyncpg.connect(url), poolclass=pool.NullPool
    )
    async with engine.connect() as connection:
        await _take_turns(connection)
        await _patiently(connection)
        await connection.commit()


def _offline() -> None:
    context.configure(
        dialect_name="postgresql",
        dialect_opts={"paramstyle": "named"},  # asyncpg's own would double each %
        target_metadata=metadata,
        literal_binds=True,
    )
    with context.begin_transaction():
        _limit()
        context.run_migrations()


if context.is_offline_mode():
    _offline()
else:
    asyncio.run(_online())
