"""The pools of connections that a process has, each for something that may not wait for the others."""

from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings

WORKER_CONNECTIONS = 4
"""For all loops, which also renew their leases while they are at it; opened when needed."""


async def open_database(
    settings: Settings, name: str, size: int, *, at_once: bool = True
) -> Database:
    if settings.database_url is None:
        raise RuntimeError(
            "HUUVA_BACKEND_DATABASE_URL is not set; `python -m huuva_backend` sets it"
        )
    return await Database.open(
        settings.database_url,
        size=size,
        name=name,
        statement_seconds=5,
        by_key=True,
        at_once=at_once,
        batch_size=settings.batch_size,
        pooled=settings.pooler,
    )


async def open_to_work(settings: Settings) -> Database:
    return await open_database(settings, "huuva_backend worker", WORKER_CONNECTIONS, at_once=False)


async def open_to_measure(settings: Settings) -> Database:
    """A pool of its own, so that a long look back keeps no order waiting."""
    return await Database.open(
        settings.read_database_url or settings.database_url or "",
        size=settings.read_pool_size,
        name="huuva_backend analytics",
        statement_seconds=30,
        at_once=False,
        pooled=settings.pooler,
    )
