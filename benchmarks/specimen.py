"""One order of each kind, taken through the product while its SQL is written down.

So pgbench runs exactly the statements that the product runs, with the values that it runs them with.
"""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import count
from typing import Any, Final, NamedTuple
from unittest.mock import patch
from uuid import UUID

import asyncpg
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import text

from benchmarks.orders import Connection, clone, execute
from benchmarks.workload import FIRST_NUMBER, LOCATIONS, OPERATIONS, Operation, Request, order_id
from huuva_backend.application import create_app
from huuva_backend.orders import writes
from huuva_backend.platform.db.statement import Statement
from huuva_backend.platform.settings import Settings

_wanted: ContextVar[bool] = ContextVar("wanted", default=False)
"""Not in tasks that the application has begun by itself."""

_SESSION: Final = Statement(text("SELECT * FROM pg_settings WHERE source = 'client'"))


class Query(NamedTuple):
    sql: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Specimen:
    """What the product did for the requests of one operation, in turn."""

    operation: Operation
    number: int
    order_id: UUID
    queries: list[list[Query]]
    answers: list[bytes]

    @property
    def answer(self) -> bytes:
        """One of middling length."""
        return sorted(self.answers, key=len)[len(self.answers) // 2]


class Catalogue(NamedTuple):
    specimens: dict[str, Specimen]
    sources: dict[str, UUID]
    """An order in each status that an operation begins with."""
    session: dict[str, str]
    """The settings of the product's database sessions."""


@contextmanager
def _recording() -> Iterator[list[Query]]:
    """What is run on any connection meanwhile, however the product came by the connection."""
    queries: list[Query] = []
    # Beside others, as pgbench sends them, they would pass over what those hold: it sends the form that waits.
    patient = {
        statement.sql: statement.patient.sql
        for statement in (writes.MOVE, writes.ADD)
        if statement.patient is not None
    }

    def recorded(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def recorder(
            connection: Connection, sql: str, *arguments: Any, **options: Any
        ) -> Any:
            if _wanted.get():
                queries.append(Query(patient.get(sql, sql), arguments))
            return await run(connection, sql, *arguments, **options)

        return recorder

    ways: dict[str, Any] = {
        name: recorded(getattr(asyncpg.Connection, name)) for name in ("fetch", "fetchrow")
    }
    _wanted.set(True)
    with patch.multiple(asyncpg.Connection, **ways):
        yield queries


COUNTED: Final = "INSERT INTO location_feeds VALUES ('kitchen-{}', 0)"
"""Copies of orders are no first orders of their locations."""


async def record(url: str) -> Catalogue:
    settings = Settings(_env_file=None, database_url=url, pool_size=1, log_level="error")
    await execute(url, *map(COUNTED.format, range(LOCATIONS)))
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        rows = await app.state.database.fetch(_SESSION, {})
        transport = ASGITransport(app)
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            walk = _Walk(client, url)
            sources = await walk.sources()
            specimens = {each.name: await walk.specimen(each, sources) for each in OPERATIONS}
    return Catalogue(specimens, sources, {row["name"]: row["setting"] for row in rows})


class _Walk:
    def __init__(self, client: AsyncClient, url: str) -> None:
        self._client = client
        self._url = url
        self._numbers = count(FIRST_NUMBER)

    async def sources(self) -> dict[str, UUID]:
        create, *_ = OPERATIONS
        made = {}
        for status in ("RECEIVED", "PREPARING"):
            answer = await self._send(create.requests[0], next(self._numbers))
            made[status] = UUID(answer.json()["id"])
            move = Request("PATCH", f"/api/orders/{made[status]}/status", {"status": status})
            await self._send(move, 0)
        return made

    async def specimen(self, operation: Operation, sources: dict[str, UUID]) -> Specimen:
        number = next(self._numbers)
        made = order_id(number)
        if operation.source is not None:
            await clone(self._url, sources[operation.source], range(number, number + 1))
        queries, answers = [], []
        for request in operation.requests:
            with _recording() as run:
                answer = await self._send(request, number)
            if not run:
                raise RuntimeError(f"the SQL of {operation.name} didn't pass where it is recorded")
            queries.append(run)
            answers.append(answer.content)
            if operation.source is None:
                made = UUID(answer.json()["id"])
        return Specimen(operation, number, made, queries, answers)

    async def _send(self, request: Request, number: int) -> Response:
        method, path, body = request.filled(number)
        answer = await self._client.request(method, path, content=body, headers=request.headers)
        if not answer.is_success:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer
