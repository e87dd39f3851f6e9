from typing import Annotated, cast
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI, Header, HTTPException, Query, Response
from httpx import ASGITransport, AsyncClient
from pydantic import Field, JsonValue, StrictInt

from huuva_backend.platform.errors import (
    Busy,
    Conflict,
    DomainError,
    Fault,
    Invalid,
    NotFound,
    PreconditionFailed,
    Unavailable,
)
from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.problems import Problem, problem_responses, status_of
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.schemas import Instant, Schema


class OrderExists(Conflict):
    code = "order-exists"
    title = "The order exists"

    def members(self) -> dict[str, JsonValue]:
        return {"orderId": "o-1"}


class Line(Schema):
    quantity: StrictInt = Field(ge=1)
    id: UUID | None = None
    at: Instant | None = None
    metadata: dict[str, int] | None = None


class Lines(Schema):
    items: list[Line] = Field(max_length=1000)


class Secret(ValueError):
    pass


def app_raising(error: Exception | None = None) -> FastAPI:
    router = Router()

    @router.get("/fail", scope=PUBLIC)
    async def fail() -> None:
        assert error
        raise error

    @router.post("/lines", scope=PUBLIC)
    async def add_lines(lines: Lines) -> Response:
        return Response(lines.model_dump_json())

    @router.get("/lines/{line_id}", scope=PUBLIC)
    async def get_line(
        line_id: UUID,
        limit: Annotated[int, Query(le=200)] = 50,
        if_match: Annotated[str | None, Header(max_length=5)] = None,
    ) -> Line:
        return cast(Line, {"quantity": "secret"})

    @router.delete("/lines/{line_id}", scope=PUBLIC)
    async def delete_line(line_id: UUID) -> None: ...

    app = Api()
    app.router.routes.extend(router.routes)
    return app


async def call(app: FastAPI, method: str, path: str, **options: object) -> httpx.Response:
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.request(method, path, **options)  # type: ignore[arg-type]
    if response.is_error:
        assert response.headers["Content-Type"] == "application/problem+json"
        problem = Problem.model_validate(response.json())
        assert problem.status == response.status_code
        assert problem.type == f"urn:huuva:problem:{problem.code}"
    return response


async def faults(**options: object) -> list[tuple[str, str, str]]:
    response = await call(app_raising(), "POST", "/lines", **options)
    assert response.status_code == 422
    return [(one["pointer"], one["code"], one["message"]) for one in response.json()["errors"]]


@pytest.mark.parametrize(
    ("error", "status", "headers"),
    [
        (NotFound(), 404, {}),
        (OrderExists(), 409, {}),
        (Busy(), 409, {"Retry-After": "1"}),
        (PreconditionFailed(7), 412, {"ETag": '"7"'}),
        (Invalid([Fault("/a", "b", "c")]), 422, {}),
        (Unavailable(), 503, {"Retry-After": "2"}),
    ],
)
async def test_each_kind_of_failure_has_its_status(
    error: DomainError, status: int, headers: dict[str, str]
) -> None:
    response = await call(app_raising(error), "GET", "/fail")
    assert response.status_code == status
    for name in ("Retry-After", "ETag"):
        assert response.headers.get(name) == headers.get(name)


async def test_a_problem_tells_all_that_helps() -> None:
    response = await call(app_raising(OrderExists("Other items.")), "GET", "/fail")
    assert response.json() == {
        "type": "urn:huuva:problem:order-exists",
        "title": "The order exists",
        "status": 409,
        "detail": "Other items.",
        "code": "order-exists",
        "requestId": response.headers["X-Request-ID"],
        "orderId": "o-1",
    }


async def test_an_unexpected_exception_tells_nothing() -> None:
    response = await call(app_raising(Secret("password")), "GET", "/fail")
    assert response.status_code == 500
    assert response.json()["code"] == "internal-error"
    assert "password" not in response.text
    assert "Secret" not in response.text


async def test_an_answer_that_breaks_its_schema_is_our_failure() -> None:
    path = "/lines/0197f3a0-0000-7000-8000-000000000001"
    response = await call(app_raising(), "GET", path)
    assert response.status_code == 500
    assert "secret" not in response.text


async def test_an_unknown_path_is_not_found() -> None:
    assert (await call(app_raising(), "GET", "/nope")).json()["code"] == "not-found"


async def test_a_path_that_can_be_no_id_is_not_found() -> None:
    assert (await call(app_raising(), "GET", "/lines/%00?limit=x")).status_code == 404


async def test_another_method_is_told_all_that_the_path_allows() -> None:
    response = await call(app_raising(), "PUT", "/lines/1")
    assert (response.status_code, response.headers["Allow"]) == (405, "DELETE, GET, HEAD")


async def test_the_frameworks_words_are_replaced_and_its_headers_kept() -> None:
    error = HTTPException(401, "token abc is bad", {"WWW-Authenticate": "Bearer"})
    response = await call(app_raising(error), "GET", "/fail")
    assert (response.json()["code"], response.json()["detail"]) == (
        "unauthenticated",
        "A key is needed: Authorization: Bearer <key>",
    )
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"quantity": 0}, ("quantity", "greater-than-equal", "Input should be greater than or equal to 1")),
        ({"quantity": True}, ("quantity", "int-type", "Input should be a valid integer")),
        ({"quantity": 1, "id": "hush"}, ("id", "uuid-parsing", "Input should be a valid UUID")),
        ({"quantity": 1, "at": 5}, ("at", "instant-format", None)),
        ({"quantity": 1, "a/b~c": 1}, ("a~1b~0c", "extra-forbidden", "Extra inputs are not permitted")),
        ({"quantity": 1, "\u202e\0": 1}, ("��", "extra-forbidden", None)),
        ({"quantity": 1, "metadata": {"x" * 99: "hush"}}, ("metadata/" + "x" * 64, "int-parsing", None)),
    ],
)  # fmt: skip
async def test_a_fault_points_into_the_body(
    line: dict[str, object], expected: tuple[str, str, str | None]
) -> None:
    [(pointer, code, message)] = await faults(json={"items": [line]})
    assert (pointer, code) == (f"/items/0/{expected[0]}", expected[1])
    assert message == expected[2] or expected[2] is None
    assert "hush" not in message


async def test_faults_of_parameters_name_their_place() -> None:
    path = "/lines/0197f3a0-0000-7000-8000-000000000001?limit=9223372036854775808"
    response = await call(app_raising(), "GET", path, headers={"If-Match": "123456"})
    found = {(one["pointer"], one["code"]) for one in response.json()["errors"]}
    assert found == {("query/limit", "less-than-equal"), ("header/if-match", "string-too-long")}


async def test_at_most_a_hundred_faults_are_listed() -> None:
    found = await faults(json={"items": [{"quantity": 0}] * 101})
    assert len(found) == 100
    assert found[-1][0] == "/items/99/quantity"


def test_a_kind_answers_with_the_status_of_what_it_is() -> None:
    assert status_of(OrderExists) == 409


def test_the_responses_of_a_route_show_each_code() -> None:
    responses = problem_responses(OrderExists, NotFound, Busy)
    assert list(responses) == [404, 409]
    assert responses[409]["description"] == "The order exists; Being changed by another request"
    content = responses[409]["content"]["application/problem+json"]
    assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
    assert list(content["examples"]) == ["order-exists", "busy"]
    assert content["examples"]["busy"]["value"]["status"] == 409
