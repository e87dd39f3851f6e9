from collections.abc import AsyncIterator
from typing import Annotated

import pytest
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from httpx import ASGITransport, AsyncClient, Response
from pydantic import Field, StrictInt
from starlette.types import Message

from huuva_backend.platform.errors import Malformed
from huuva_backend.platform.http import problems
from huuva_backend.platform.http.body import MAX_BODY_BYTES, StrictRoute, parse_json, read_body
from huuva_backend.platform.schemas import Schema

JSON = {"Content-Type": "application/json"}


class Line(Schema):
    quantity: StrictInt
    note: str = ""


class LineFilter(Schema):
    brand_id: str | None = None
    status: Annotated[list[int], Field(default_factory=list)]


def caller(station: str | None = None) -> str | None:
    return station


def tenant(tenant_id: Annotated[str | None, Query(alias="tenantId")] = None) -> str | None:
    return tenant_id


def app_with(*, included: bool) -> FastAPI:
    router = APIRouter(route_class=StrictRoute, prefix="/api")

    @router.post("/lines")
    async def add_line(line: Line) -> Line:
        return line

    @router.put("/notes")
    async def put_note(request: Request) -> int:
        return len(await read_body(request, 2 * MAX_BODY_BYTES))

    @router.get("/lines", dependencies=[Depends(caller)])
    async def list_lines(limit: int = 50) -> int:
        return limit

    @router.get("/filtered")
    async def list_filtered(filters: Annotated[LineFilter, Query()]) -> LineFilter:
        return filters

    app = FastAPI()
    problems.register(app)
    if included:
        app.include_router(router, dependencies=[Depends(tenant)])
    else:
        app.router.routes.extend(router.routes)
    return app


@pytest.fixture(params=[False, True], ids=["extended", "included"])
def app(request: pytest.FixtureRequest) -> FastAPI:
    return app_with(included=request.param)


async def call(app: FastAPI, method: str, path: str, **options: object) -> Response:
    transport = ASGITransport(app)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.request(method, path, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "detail"),
    [
        (b"{", "The body isn't valid JSON."),
        (b" ", "The body isn't valid JSON."),
        (b"{} x", "The body isn't valid JSON."),
        (b"{'a':1}", "The body isn't valid JSON."),
        (b"\xef\xbb\xbf{}", "The body isn't valid JSON."),
        (b"9" * 5000, "The body isn't valid JSON."),
        (b'"\xff"', "The body isn't UTF-8."),
        (b'"\xed\xa0\x80"', "The body isn't UTF-8."),
        ('{"a":1}'.encode("utf-16"), "The body isn't UTF-8."),
        (b'"\\ud800"', "A text of the body has half a surrogate pair."),
        (b'{"\\udc00":1}', "A text of the body has half a surrogate pair."),
        (b'{"a":{"b":1,"b":1}}', "An object of the body has the same key twice."),
        (b'{"a":1,"\\u0061":2}', "An object of the body has the same key twice."),
        (b"[NaN]", "NaN and Infinity aren't JSON."),
        (b"[-Infinity]", "NaN and Infinity aren't JSON."),
        (b"1e999", "A number of the body is too large."),
        (b"-1e999", "A number of the body is too large."),
        (b"1" * 400 + b".5", "A number of the body is too large."),
        (b"[" * 33 + b"]" * 33, "The body is nested deeper than 32."),
        (b'{"a":' * 33 + b"1" + b"}" * 33, "The body is nested deeper than 32."),
        (b"[" * 500_000, "The body is nested deeper than 32."),
    ],
    ids=lambda value: value[:20].decode("latin-1") if isinstance(value, bytes) else "",
)
def test_ambiguous_json_is_refused(raw: bytes, detail: str) -> None:
    with pytest.raises(Malformed) as caught:
        parse_json(raw)
    assert caught.value.detail == detail


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'"\\ud83c\\udf5b"', "🍛"),
        (b'{"a":[1,-2.5,true,null]}', {"a": [1, -2.5, True, None]}),
        (b"18446744073709551616", 18446744073709551616),
        (b"[" + b"[]," * 100 + b"{}]", [[]] * 100 + [{}]),
    ],
)
def test_json_is_read(raw: bytes, value: object) -> None:
    assert parse_json(raw) == value


def test_thirty_two_levels_are_read_however_many_brackets_there_are() -> None:
    assert parse_json(b"[[]," + b"[" * 31 + b"1" + b"]" * 32)


async def test_a_good_body_reaches_the_route(app: FastAPI) -> None:
    response = await call(app, "POST", "/api/lines", content=b'{"quantity":2}', headers=JSON)
    assert (response.status_code, response.json()) == (200, {"quantity": 2, "note": ""})


@pytest.mark.parametrize(
    "media",
    ["application/json; charset=utf-8", "Application/JSON", "application/vnd.huuva+json"],
)
async def test_any_json_media_type_will_do(app: FastAPI, media: str) -> None:
    headers = {"Content-Type": media}
    response = await call(app, "POST", "/api/lines", content=b'{"quantity":2}', headers=headers)
    assert response.status_code == 200


@pytest.mark.parametrize("media", ["text/plain", "text/json", "application/jsonx", "", "json"])
async def test_another_media_type_is_refused(app: FastAPI, media: str) -> None:
    headers = {"Content-Type": media}
    response = await call(app, "POST", "/api/lines", content=b'{"quantity":2}', headers=headers)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported-media-type")


async def test_a_missing_body_is_a_fault_of_the_body(app: FastAPI) -> None:
    response = await call(app, "POST", "/api/lines", headers=JSON)
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"pointer": "", "code": "missing", "message": "Field required"}
    ]


def padded(length: int) -> bytes:
    return b'{"quantity":2,"note":"' + b"a" * (length - 24) + b'"}'


async def test_a_body_of_one_mebibyte_is_the_largest(app: FastAPI) -> None:
    for length, status in ((MAX_BODY_BYTES, 200), (MAX_BODY_BYTES + 1, 413)):
        response = await call(app, "POST", "/api/lines", content=padded(length), headers=JSON)
        assert response.status_code == status


async def test_a_chunked_body_is_counted_while_it_comes(app: FastAPI) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(17):
            yield b"a" * 65_536

    response = await call(app, "POST", "/api/lines", content=chunks(), headers=JSON)
    assert (response.status_code, response.json()["code"]) == (413, "too-large")


async def test_a_route_that_reads_bytes_takes_them_as_they_are(app: FastAPI) -> None:
    for raw in (b"", b"\xff\0{", b"a" * (2 * MAX_BODY_BYTES)):
        response = await call(app, "PUT", "/api/notes", content=raw)
        assert (response.status_code, response.json()) == (200, len(raw))


async def test_a_route_that_reads_bytes_has_a_limit_of_its_own(app: FastAPI) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(33):
            yield b"a" * 65_536

    for content in (b"a" * (2 * MAX_BODY_BYTES + 1), chunks()):
        response = await call(app, "PUT", "/api/notes", content=content)
        assert (response.status_code, response.json()["code"]) == (413, "too-large")


async def test_a_body_whose_sender_leaves_is_malformed() -> None:
    parts: list[Message] = [
        {"type": "http.request", "body": b"abc", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return parts.pop(0)

    with pytest.raises(Malformed, match="ended early"):
        await read_body(Request({"type": "http", "headers": []}, receive))


async def test_a_declared_length_beyond_all_numbers_is_too_large(app: FastAPI) -> None:
    headers = JSON | {"Content-Length": "9" * 5000}
    response = await call(app, "POST", "/api/lines", content=b"{}", headers=headers)
    assert response.status_code == 413


@pytest.mark.parametrize("query", ["limit=5", "station=grill", "limit=5&station=grill", ""])
async def test_parameters_of_route_and_dependency_are_known(app: FastAPI, query: str) -> None:
    assert (await call(app, "GET", f"/api/lines?{query}")).status_code == 200


async def test_parameters_of_a_model_are_known() -> None:
    response = await call(app_with(included=False), "GET", "/api/filtered?brandId=a")
    assert response.json() == {"brandId": "a", "status": []}


async def test_parameters_of_an_inclusion_are_known_where_it_includes() -> None:
    for included, status in ((True, 200), (False, 422)):
        response = await call(app_with(included=included), "GET", "/api/lines?tenantId=a")
        assert response.status_code == status


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
async def test_an_unknown_parameter_is_a_fault(app: FastAPI, query: str, pointer: str) -> None:
    response = await call(app, "GET", f"/api/lines?limit=1&{query}")
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {"pointer": pointer, "code": "unknown-parameter", "message": "There is no such parameter"}
    ]


@pytest.mark.parametrize("query", ["limit=1&limit=2", "limit=1&limit=1", "limit&limit=1"])
async def test_a_parameter_given_twice_is_a_fault(app: FastAPI, query: str) -> None:
    response = await call(app, "GET", f"/api/lines?{query}&station=1&station=2&nope=1&nope=2")
    assert response.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in response.json()["errors"]] == [
        ("query/limit", "repeated-parameter"),
        ("query/station", "repeated-parameter"),
        ("query/nope", "unknown-parameter"),
    ]


async def test_only_a_list_of_a_model_may_be_repeated(app: FastAPI) -> None:
    several = await call(app, "GET", "/api/filtered?status=1&brandId=a&status=2")
    assert several.json() == {"brandId": "a", "status": [1, 2]}
    repeated = await call(app, "GET", "/api/filtered?status=1&brandId=a&brandId=a")
    assert [fault["pointer"] for fault in repeated.json()["errors"]] == ["query/brandId"]


async def test_bytes_that_are_no_text_in_a_query_are_no_failure(app: FastAPI) -> None:
    assert (await call(app, "GET", "/api/lines?limit=%FF%00")).status_code == 422


def test_operations_are_named_after_their_functions(app: FastAPI) -> None:
    assert app.openapi()["paths"]["/api/lines"]["post"]["operationId"] == "addLine"
