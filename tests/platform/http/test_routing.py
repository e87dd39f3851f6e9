from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from httpx import ASGITransport, AsyncClient
from pydantic import StrictInt

from huuva_backend.partners.caller import TRUSTED, Caller, Scope
from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.schemas import Schema

READER = Caller("partner", "p-1", frozenset({Scope.ORDERS_READ}), brands=None, locations=None)

router = Router("/api", tags=["lines"])


class Line(Schema):
    quantity: StrictInt


@router.get("/lines", scope=Scope.ORDERS_READ)
async def list_lines(request: Request) -> Response:
    return Response(request.state.caller.id)


@router.post("/lines", scope=Scope.ORDERS_WRITE)
async def add_line(line: Line) -> Response:
    return Response(status_code=201)


@router.get("/counted", scope=Scope.ANALYTICS_READ)
async def count_lines() -> int:
    return 1


@router.get("/open", scope=PUBLIC)
async def look_around(request: Request) -> Response:
    return Response(str(hasattr(request.state, "caller")))


def app_for(caller: Caller) -> FastAPI:
    app = Api()

    async def identify(_: Request) -> Caller:
        return caller

    app.state.identify = identify
    app.router.routes.extend(router.routes)
    return app


async def call(caller: Caller, method: str, path: str, **options: Any) -> httpx.Response:
    transport = ASGITransport(app_for(caller))
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, **options)


async def test_a_caller_may_do_what_its_scopes_say_and_the_route_knows_who_it_is() -> None:
    response = await call(READER, "GET", "/api/lines")
    assert (response.status_code, response.text) == (200, "p-1")


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "/api/lines", "orders:write"),
        ("POST", "/api/lines?surprise=1", "orders:write"),
        ("GET", "/api/counted", "analytics:read"),
        ("GET", "/api/counted?surprise=1", "analytics:read"),
    ],
)
async def test_a_caller_without_the_scope_is_refused_before_anything_is_read(
    method: str, path: str, scope: str
) -> None:
    response = await call(READER, method, path, content=b"{")
    assert (response.status_code, response.json()["code"]) == (403, "missing-scope")
    assert response.json()["detail"] == f"This needs the scope {scope}."


async def test_a_refused_body_is_not_even_received() -> None:
    async def receive() -> Any:
        raise AssertionError

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/lines", "query_string": b""}
    await app_for(READER)(scope | {"headers": []}, receive, send)
    assert sent[0]["status"] == 403


async def test_everybody_may_call_what_is_public_and_nobody_asks_who_they_are() -> None:
    response = await call(READER, "GET", "/api/open")
    assert (response.status_code, response.text) == (200, "False")


async def test_the_one_trusted_caller_may_do_all() -> None:
    added = await call(TRUSTED, "POST", "/api/lines", json={"quantity": 1})
    counted = await call(TRUSTED, "GET", "/api/counted")
    assert (added.status_code, counted.status_code) == (201, 200)
    assert TRUSTED.scopes == set(Scope)
    assert (TRUSTED.brands, TRUSTED.locations) == (None, None)


def test_a_route_without_a_scope_is_no_route() -> None:
    undecided: Any = Router("/api")
    with pytest.raises(TypeError, match="scope"):
        undecided.get("/lines")


def test_a_route_with_a_body_answers_by_itself() -> None:
    async def add(line: Line) -> Line:
        return line

    with pytest.raises(TypeError, match="must return a Response"):
        Router().post("/lines", scope=PUBLIC)(add)


def test_operations_are_named_after_their_functions_and_tell_their_scope() -> None:
    paths = app_for(READER).openapi()["paths"]
    added, looked = paths["/api/lines"]["post"], paths["/api/open"]["get"]
    assert (added["operationId"], added["x-scope"]) == ("addLine", "orders:write")
    assert added["tags"] == ["lines"]
    assert "x-scope" not in looked


async def test_an_encoded_slash_is_part_of_a_name_and_another_where_nothing_else_fits() -> None:
    app = FastAPI()
    shelves = Router("/shelves")

    @shelves.get("/{shelf:path}/books/{book:path}", scope=PUBLIC)
    async def get_book(shelf: str, book: str) -> Response:
        return Response(f"{shelf}|{book}")

    @shelves.get("/{shelf:path}", scope=PUBLIC)
    async def get_shelf(shelf: str) -> Response:
        return Response(shelf)

    app.router.routes += shelves.routes
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        for path, told in {
            "a/b": "a/b",
            "a/books/b": "a|b",
            "a%2fbooks%2Fb": "a/books/b",
            "a/books/b%2Fbooks/c": "a|b/books/c",
            "a/books/b%2Fbooks%2Fc": "a|b/books/c",
            "%E2%82%AC%2F%25%2F%3F": "€/%/?",
            "a%252Fbooks%252Fb": "a%2Fbooks%2Fb",
            "a%2Fb/books/c/d": "a/b|c/d",
        }.items():
            assert (await client.get(f"/shelves/{path}")).text == told
