import asyncio
import time
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from huuva_backend.platform.http import health
from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.health import health_router
from tests.conftest import Connection
from tests.factories import order
from tests.feed.served import until
from tests.server import Server, committed, database_url
from tests.wire import Wire

__all__ = ["committed", "database_url"]

LOCK = "SELECT FROM location_feeds WHERE location_id = 'busy' FOR UPDATE"


async def call(path: str, **state: Any) -> Response:
    app = Api()
    app.router.routes.extend(health_router.routes)
    for name, value in state.items():
        setattr(app.state, name, value)
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        return await client.get(path)


async def answer() -> None: ...


async def refuse() -> None:
    raise OSError("password")


async def hang() -> None:
    await asyncio.sleep(60)


async def test_a_process_without_a_database_is_alive() -> None:
    response = await call("/livez", health=SimpleNamespace(ping=refuse), draining=True)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_it_is_ready_when_the_database_answers() -> None:
    assert (await call("/readyz", health=SimpleNamespace(ping=answer))).status_code == 200


@pytest.mark.parametrize("ping", [refuse, hang])
async def test_it_is_not_ready_without_the_database(
    ping: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PING_TIMEOUT_SECONDS", 0.01)
    response = await call("/readyz", health=SimpleNamespace(ping=ping))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "2"
    assert response.json()["detail"] == "The database doesn't answer."


async def test_it_is_not_ready_while_it_stops() -> None:
    response = await call("/readyz", health=SimpleNamespace(ping=answer), draining=True)
    assert (response.status_code, response.json()["code"]) == (503, "not-ready")


async def test_it_is_ready_at_once_while_requests_wait_for_a_location_which_hold_one_connection(
    database_url: str, committed: Connection, tmp_path: Path
) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url) as server, AsyncExitStack() as stack:
        wires = [await stack.enter_async_context(Wire(server.port)) for _ in range(24)]
        await wires[0].post("/api/orders", order(locationId="busy"))
        async with committed.transaction():
            await committed.execute(LOCK)
            posts = [
                asyncio.create_task(wire.post("/api/orders", order(locationId="busy")))
                for wire in wires
            ]
            await until(lambda: server.gauge("huuva_batches_under_way"), 1.0)
            asked = [await timed(server) for _ in range(9)]
            idle = await server.gauge("huuva_database_pool_idle")
        await asyncio.gather(*posts)
    print(f"ready after {max(seconds for _, seconds in asked) * 1000:.0f} ms at most")

    assert [status for status, _ in asked] == [200] * 9
    assert median(seconds for _, seconds in asked) < 0.1
    assert idle >= 6  # one that waits, and one that looks whether others must


async def timed(server: Server) -> tuple[int, float]:
    """The status of `/readyz`, and after how many seconds."""
    began = time.monotonic()
    status = (await server.get("/readyz")).status
    return status, time.monotonic() - began


async def test_metrics_are_in_prometheus_text_format() -> None:
    response = await call("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    assert "# TYPE huuva_http_requests_total counter" in response.text
