"""A key is one in every process: revoked through one server, the others refuse it within a second too."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest
from httpx import AsyncClient

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.partner import IssuedKey, PartnerKind
from huuva_backend.platform.db.database import Database
from tests.conftest import create_database
from tests.partners.callers import bearer, key_of
from tests.server import Server

STREAM = "/api/events/stream"


@pytest.fixture
async def url(migrated: str, worker_id: str) -> str:
    return await create_database(f"keyed_{worker_id}", template=migrated)


@pytest.fixture
async def keys(url: str) -> tuple[IssuedKey, IssuedKey]:
    """An operator's, and that of a display."""
    opened = Database.open(url, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        return (
            await key_of(database, "anna", Scope.ADMIN, kind=PartnerKind.OPERATOR),
            await key_of(database, "grill", Scope.EVENTS_READ, kind=PartnerKind.DISPLAY),
        )


@pytest.fixture
async def both(url: str, tmp_path: Path) -> AsyncIterator[tuple[AsyncClient, AsyncClient]]:
    """Two servers that ask for keys."""
    async with AsyncExitStack() as stack:
        clients = []
        for name in ("one", "other"):
            directory = tmp_path / name
            directory.mkdir()
            server = Server(directory, DATABASE_URL=url, AUTH="keys")
            await stack.enter_async_context(server)
            client = AsyncClient(base_url=server.url, timeout=5)
            clients.append(await stack.enter_async_context(client))
        yield clients[0], clients[1]


async def test_a_revoked_key_is_refused_by_every_process_and_its_streams_are_closed(
    both: tuple[AsyncClient, AsyncClient], keys: tuple[IssuedKey, IssuedKey]
) -> None:
    operators, display = keys
    ended: list[float] = []

    async def follow(client: AsyncClient, opened: asyncio.Event) -> None:
        async with client.stream("GET", STREAM, headers=bearer(display.key)) as stream:
            assert stream.status_code == 200
            opened.set()
            async for _ in stream.aiter_bytes():
                pass
        ended.append(time.monotonic())

    opened = [asyncio.Event(), asyncio.Event()]
    async with asyncio.TaskGroup() as following:
        for client, event in zip(both, opened, strict=True):
            following.create_task(follow(client, event))
            await event.wait()
        path = f"/api/partners/grill/keys/{display.kept.id}"
        revoked = await both[0].delete(path, headers=bearer(operators.key))
        began = time.monotonic()
        assert revoked.status_code == 204
        for client in both:
            while (await _page(client, display)) == 200:
                assert time.monotonic() - began < 1
    assert all(at - began < 1 for at in ended)
    assert [await _page(client, display) for client in both] == [401, 401]


async def _page(client: AsyncClient, key: IssuedKey) -> int:
    return (await client.get("/api/events", headers=bearer(key.key))).status_code


@pytest.mark.parametrize(("auth", "said"), [("off", True), ("keys", False), ("proxy", False)])
async def test_it_is_said_loudly_that_nobody_is_asked(
    url: str, tmp_path: Path, auth: str, said: bool
) -> None:
    async with Server(tmp_path, DATABASE_URL=url, AUTH=auth) as server:
        assert ("nobody is asked for a key" in server.log) is said
