from typing import Annotated
from urllib.parse import parse_qsl

import httpx
import pytest
from fastapi import Depends, FastAPI, Header, Query, Response
from httpx import ASGITransport, AsyncClient
from hypothesis import given, strategies
from pydantic import Field

from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.parameters import pairs
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.schemas import Schema


class LineFilter(Schema):
    brand_id: str | None = None
    status: Annotated[list[int], Field(default_factory=list)]


def station(station: str | None = None) -> str | None:
    return station


router = Router("/api")


@router.get("/lines", scope=PUBLIC, dependencies=[Depends(station)])
async def list_lines(limit: int = 50) -> int:
    return limit


@router.get("/straight", scope=PUBLIC)
async def list_straight(limit: int = 50, station: str | None = None) -> Response:
    return Response(f"{limit} {station}")


@router.get("/filtered", scope=PUBLIC)
async def list_filtered(filters: Annotated[LineFilter, Query()]) -> Response:
    return Response(filters.model_dump_json())


class Place(Schema):
    city: str | None = None


class Told(Schema):
    place: Place | None = None


@router.post("/told", scope=PUBLIC)
async def tell(told: Told) -> Response:
    return Response(told.model_dump_json())


@router.get("/named", scope=PUBLIC)
async def get_named(x_actor: Annotated[str | None, Header(max_length=9)] = None) -> Response:
    return Response(x_actor)


@pytest.fixture
def app() -> FastAPI:
    app = Api()
    app.router.routes.extend(router.routes)
    return app


async def call(
    app: FastAPI, path: str, headers: list[tuple[str, str]] | None = None
) -> httpx.Response:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        return await client.get(path, headers=headers)


both = pytest.mark.parametrize("path", ["/api/lines", "/api/straight"])
"""A route that FastAPI serves, and one that is served straight."""


@both
@pytest.mark.parametrize("query", ["limit=5", "station=grill", "limit=5&station=grill", ""])
async def test_parameters_of_route_and_dependency_are_known(
    app: FastAPI, path: str, query: str
) -> None:
    assert (await call(app, f"{path}?{query}")).status_code == 200


async def test_parameters_come_as_declared_or_by_default(app: FastAPI) -> None:
    assert (await call(app, "/api/straight")).text == "50 None"
    assert (await call(app, "/api/straight?station=grill&limit=7")).text == "7 grill"


async def test_parameters_of_a_model_are_known(app: FastAPI) -> None:
    response = await call(app, "/api/filtered?brandId=a")
    assert response.json() == {"brandId": "a", "status": []}


@both
@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("nope=1", "query/nope"),
        ("nope", "query/nope"),
        ("Limit=1", "query/Limit"),
        ("%00%FF=1", "query/��"),
        (f"{'a' * 100}=1", f"query/{'a' * 64}"),
    ],
)
async def test_an_unknown_parameter_is_a_fault(
    app: FastAPI, path: str, query: str, pointer: str
) -> None:
    response = await call(app, f"{path}?limit=1&{query}")
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"pointer": pointer, "code": "unknown-parameter", "message": "There is no such parameter"}
    ]


@both
@pytest.mark.parametrize("query", ["limit=1&limit=2", "limit=1&limit=1", "limit&limit=1"])
async def test_a_parameter_given_twice_is_a_fault(app: FastAPI, path: str, query: str) -> None:
    response = await call(app, f"{path}?{query}&station=1&station=2&nope=1&nope=2")
    assert response.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in response.json()["errors"]] == [
        ("query/limit", "repeated-parameter"),
        ("query/station", "repeated-parameter"),
        ("query/nope", "unknown-parameter"),
    ]


async def test_only_a_list_of_a_model_may_be_repeated(app: FastAPI) -> None:
    several = await call(app, "/api/filtered?status=1&brandId=a&status=2")
    assert several.json() == {"brandId": "a", "status": [1, 2]}
    repeated = await call(app, "/api/filtered?status=1&brandId=a&brandId=a")
    assert [fault["pointer"] for fault in repeated.json()["errors"]] == ["query/brandId"]


async def test_bytes_that_are_no_text_in_a_query_are_no_failure(app: FastAPI) -> None:
    assert (await call(app, "/api/lines?limit=%FF%00")).status_code == 422


@pytest.mark.parametrize("value", ["a", ""])
async def test_a_header_given_twice_is_a_fault(app: FastAPI, value: str) -> None:
    response = await call(app, "/api/named", [("X-Actor", "a"), ("x-actor", value)])
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"pointer": "header/x-actor", "code": "repeated-header", "message": "Should be given once"}
    ]


@both
async def test_a_content_type_given_twice_is_a_fault(app: FastAPI, path: str) -> None:
    response = await call(app, path, [("Content-Type", "a/b"), ("Content-Type", "a/b")])
    assert [fault["pointer"] for fault in response.json()["errors"]] == ["header/content-type"]


async def test_a_header_that_the_route_does_not_know_may_be_repeated(app: FastAPI) -> None:
    response = await call(app, "/api/named", [("X-Other", "a"), ("X-Other", "b"), ("X-Actor", "a")])
    assert (response.status_code, response.text) == (200, "a")


async def test_faults_of_all_places_are_told_at_once(app: FastAPI) -> None:
    headers = [("X-Actor", "a"), ("X-Actor", "b")]
    response = await call(app, "/api/named?x=1", headers)
    pointers = [fault["pointer"] for fault in response.json()["errors"]]
    assert pointers == ["query/x", "header/x-actor"]


@given(strategies.text(alphabet="ab=&%2+;", max_size=20))
def test_a_query_is_taken_apart_as_the_standard_library_does(query: str) -> None:
    assert list(pairs(query)) == parse_qsl(query, keep_blank_values=True)


INEXACT = "2.220446049250313e-16"  # a number that we keep as an object of our own


@pytest.mark.parametrize("body", ["1.5", INEXACT, f'{{"place": {INEXACT}}}', '"text"', "[]"])
async def test_what_is_no_object_is_none_also_where_an_object_may_be_empty(
    app: FastAPI, body: str
) -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
        headers = {"Content-Type": "application/json"}
        answer = await client.post("/api/told", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    (fault,) = answer.json()["errors"]
    assert (fault["code"], fault["message"]) == (
        "model-attributes-type",
        "Input should be an object",
    )
