from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from httpx import ASGITransport, AsyncClient
from pydantic import StrictInt
from starlette.types import Message

from huuva_backend.platform.errors import Malformed
from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.body import MAX_BODY_BYTES, parse_json, read_body
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.schemas import Schema

JSON = {"Content-Type": "application/json"}


class Line(Schema):
    quantity: StrictInt
    note: str = ""


@pytest.fixture
def app() -> FastAPI:
    router = Router("/api")

    @router.post("/lines", scope=PUBLIC)
    async def add_line(line: Line) -> Response:
        return Response(line.model_dump_json())

    @router.put("/menus", scope=PUBLIC, max_body_bytes=2 * MAX_BODY_BYTES)
    async def put_menu(line: Line) -> Response:
        return Response(str(len(line.note)))

    @router.put("/notes", scope=PUBLIC)
    async def put_note(request: Request) -> Response:
        return Response(str(len(await read_body(request, 2 * MAX_BODY_BYTES))))

    app = Api()
    app.router.routes.extend(router.routes)
    return app


async def call(app: FastAPI, method: str, path: str, **options: object) -> httpx.Response:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://test") as client:
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


async def test_a_route_may_have_a_limit_of_its_own(app: FastAPI) -> None:
    for length, status in ((2 * MAX_BODY_BYTES, 200), (2 * MAX_BODY_BYTES + 1, 413)):
        response = await call(app, "PUT", "/api/menus", content=padded(length), headers=JSON)
        assert response.status_code == status


@pytest.mark.parametrize("coding", ["gzip", "br", "GZIP", "identity, gzip", "x-unknown"])
@pytest.mark.parametrize(("method", "path"), [("POST", "/api/lines"), ("PUT", "/api/notes")])
async def test_a_compressed_body_is_refused(
    app: FastAPI, method: str, path: str, coding: str
) -> None:
    headers = JSON | {"Content-Encoding": coding}
    response = await call(app, method, path, content=b'{"quantity":2}', headers=headers)
    assert (response.status_code, response.json()["code"]) == (415, "unsupported-content-encoding")
    assert response.json()["detail"] == "The body must not be compressed"
    assert response.headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
async def test_a_body_may_say_that_it_is_as_it_is(app: FastAPI, coding: str) -> None:
    headers = JSON | {"Content-Encoding": coding}
    response = await call(app, "POST", "/api/lines", content=b'{"quantity":2}', headers=headers)
    assert response.status_code == 200


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
