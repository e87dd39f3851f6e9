import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, Header, Request, Response
from fastapi.responses import StreamingResponse
from httpx import ASGITransport, AsyncClient
from starlette.types import ASGIApp, Message
from structlog.testing import capture_logs

from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.logging import request_id
from huuva_backend.platform.metrics import exposition

router = Router()


@router.get("/api/things/{name}", scope=PUBLIC)
async def show_thing(name: str, q: str = "") -> str | None:
    return request_id.get()


@router.get("/api/cached", scope=PUBLIC)
async def show_cached(response: Response) -> None:
    response.headers["Cache-Control"] = "private"


@router.get("/api/broken", scope=PUBLIC)
async def break_down() -> None:
    raise ValueError("hush")


@router.get("/api/cut", scope=PUBLIC)
async def cut_short() -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"a"
        raise ValueError("hush")

    return StreamingResponse(parts())


@router.get("/api/slow", scope=PUBLIC)
async def be_slow() -> None:
    await asyncio.sleep(60)


@router.get("/api/slow-stream", scope=PUBLIC)
async def stream_slowly() -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"a"
        await asyncio.sleep(60)

    return StreamingResponse(parts())


@router.post("/api/orders", scope=PUBLIC)
async def write() -> None: ...


@router.get("/api/seen", scope=PUBLIC)
async def show_seen(
    request: Request, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    return Response(f"{if_none_match} & {request.headers.get('accept')}")


@router.get("/page", scope=PUBLIC)
async def show_page() -> None: ...


@pytest.fixture
def app() -> FastAPI:
    app = Api()
    app.router.routes.extend(router.routes)
    return app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.mark.parametrize("given", ["a", "A.b_c-9", "x" * 128])
async def test_a_sane_request_id_is_kept(client: AsyncClient, given: str) -> None:
    response = await client.get("/api/things/1", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] == given
    assert response.json() == given
    assert request_id.get() is None


@pytest.mark.parametrize("given", [b"", b"x" * 129, b"a b", b'a"', "é".encode()])
async def test_another_request_id_is_replaced(client: AsyncClient, given: bytes) -> None:
    response = await client.get("/api/things/1", headers={b"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{32}", response.headers["X-Request-ID"])


async def test_each_request_has_an_id_of_its_own(client: AsyncClient) -> None:
    ids = {(await client.get("/page")).headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


async def test_answers_of_the_api_are_not_stored_unless_they_say_so(client: AsyncClient) -> None:
    kept = {
        path: (await client.get(path)).headers.get_list("Cache-Control")
        for path in ("/api/things/1", "/api/nope", "/api/cached", "/page")
    }
    assert kept == {
        "/api/things/1": ["no-store"],
        "/api/nope": ["no-store"],
        "/api/cached": ["private"],
        "/page": [],
    }


async def test_no_answer_may_be_sniffed(client: AsyncClient) -> None:
    assert (await client.get("/page")).headers["X-Content-Type-Options"] == "nosniff"


async def test_one_line_tells_the_request_without_what_it_carried(client: AsyncClient) -> None:
    with capture_logs() as lines:
        await client.get("/api/things/hush?q=hush")
    [line] = lines
    assert 0 <= line.pop("duration_ms") < 1000
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "operation": "showThing",
        "status": 200,
    }


def counted(**labels: Any) -> float:
    wanted = ",".join(f'{name}="{value}"' for name, value in labels.items())
    found = re.search(rf"huuva_http_requests_total{{{wanted}}} (\S+)", exposition()[0].decode())
    return float(found[1]) if found else 0


async def test_what_matches_no_route_is_counted_together(client: AsyncClient) -> None:
    before = counted(method="other", operation="unmatched", status=404)
    for number in range(3):
        await client.request(f"ODD{number}", f"/nope/{number}")
    assert counted(method="other", operation="unmatched", status=404) == before + 3


async def test_an_unexpected_exception_is_a_logged_problem(client: AsyncClient) -> None:
    with capture_logs() as lines:
        response = await client.get("/api/broken", headers={"X-Request-ID": "r-1"})
    assert response.status_code == 500
    assert response.json()["requestId"] == response.headers["X-Request-ID"] == "r-1"
    assert "hush" not in response.text
    assert str(lines[0]["exc_info"]) == "hush"
    assert (lines[1]["operation"], lines[1]["status"]) == ("breakDown", 500)


async def test_a_stream_that_breaks_is_cut_off(client: AsyncClient) -> None:
    with pytest.raises(ValueError, match="hush"):
        await client.get("/api/cut")


async def test_too_long_an_address_is_refused(client: AsyncClient) -> None:
    for length, status in ((8192, 200), (8193, 414)):
        prefix = "/api/things/1?q="
        response = await client.get(prefix + "a" * (length - len(prefix) + 1))
        assert response.status_code == status


async def test_too_large_headers_are_refused(client: AsyncClient) -> None:
    response = await client.get("/page", headers={"Cookie": "a" * 32768})
    assert (response.status_code, response.json()["code"]) == (431, "headers-too-large")


@pytest.mark.parametrize("path", ["/api/things/1", "/api/nope", "/api/broken", "/page"])
async def test_head_is_get_without_the_body(client: AsyncClient, path: str) -> None:
    got = await client.get(path, headers={"X-Request-ID": "r-1"})
    with capture_logs() as lines:
        head = await client.head(path, headers={"X-Request-ID": "r-1"})
    assert (head.status_code, head.headers, head.content) == (got.status_code, got.headers, b"")
    assert int(head.headers["Content-Length"]) > 0
    assert lines[-1]["method"] == "HEAD"


async def test_head_does_not_wait_for_the_end_of_a_stream(client: AsyncClient) -> None:
    async with asyncio.timeout(5):
        head = await client.head("/api/slow-stream")
    assert (head.status_code, head.content) == (200, b"")


async def test_all_lines_of_a_header_that_is_a_list_count(client: AsyncClient) -> None:
    headers = [
        ("If-None-Match", '"1"'),
        ("Accept", "text/csv"),
        ("X-Other", "x"),
        ("Accept", "*/*;q=0.1"),
        ("IF-NONE-MATCH", 'W/"2", "3"'),
    ]
    client.headers.clear()
    response = await client.get("/api/seen", headers=headers)
    assert response.text == '"1", W/"2", "3" & text/csv, */*;q=0.1'


async def test_head_is_counted_as_such(client: AsyncClient) -> None:
    labels = {"method": "HEAD", "operation": "showThing", "status": 200}
    before = counted(**labels)
    await client.head("/api/things/1")
    assert counted(**labels) == before + 1


async def test_head_is_refused_where_get_is(client: AsyncClient) -> None:
    response = await client.head("/api/orders")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")


async def cancelled(app: ASGIApp, path: str) -> list[Message]:
    """What it sends when it is cancelled after a while."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
    task = asyncio.ensure_future(app(scope, receive, send))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return sent


async def test_who_is_cut_off_by_the_shutdown_is_told_to_come_again(app: FastAPI) -> None:
    with capture_logs() as lines:
        start, body = await cancelled(app, "/api/slow")
    assert start["status"] == lines[-1]["status"] == 503
    assert (b"retry-after", b"2") in start["headers"]
    assert json.loads(body["body"])["code"] == "unavailable"


async def test_an_answer_that_has_begun_is_cut_off_as_it_is(app: FastAPI) -> None:
    start, *parts = await cancelled(app, "/api/slow-stream")
    assert start["status"] == 200
    assert [part["body"] for part in parts] == [b"a"]
