import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response

from huuva_backend.platform.http import health, problems
from huuva_backend.platform.http.health import health_router


async def call(path: str, **state: Any) -> Response:
    app = FastAPI()
    problems.register(app)
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
    response = await call("/livez", database=SimpleNamespace(ping=refuse), draining=True)
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_it_is_ready_when_the_database_answers() -> None:
    assert (await call("/readyz", database=SimpleNamespace(ping=answer))).status_code == 200


@pytest.mark.parametrize("ping", [refuse, hang])
async def test_it_is_not_ready_without_the_database(
    ping: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "PING_TIMEOUT_SECONDS", 0.01)
    response = await call("/readyz", database=SimpleNamespace(ping=ping))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "2"
    assert response.json()["detail"] == "The database doesn't answer."


async def test_it_is_not_ready_while_it_stops() -> None:
    response = await call("/readyz", database=SimpleNamespace(ping=answer), draining=True)
    assert (response.status_code, response.json()["code"]) == (503, "not-ready")


async def test_metrics_are_in_prometheus_text_format() -> None:
    response = await call("/metrics")
    assert response.headers["Content-Type"].startswith("text/plain; version=")
    assert "# TYPE huuva_http_requests_total counter" in response.text
