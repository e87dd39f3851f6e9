from collections.abc import AsyncIterator
from typing import Any

import pytest
from fastapi import FastAPI, Response
from fastapi.sse import EventSourceResponse
from pydantic import ConfigDict

from huuva_backend.platform.errors import NotFound
from huuva_backend.platform.http import openapi
from huuva_backend.platform.http.health import health_router
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.schemas import Schema


class NoSuchThing(NotFound):
    code = "no-such-thing"
    title = "No such thing"


class Part(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [{"size": 3, "colour": None}]})

    size: int
    colour: str | None
    shape: str | None = None


class Thing(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "box", "parts": [{"size": 3, "colour": None}], "lid": None}]
        }
    )

    name: str
    parts: tuple[Part, ...] = ()
    lid: Part | None


class Box(Schema):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"lid": {"size": 3, "colour": None}}]}
    )

    lid: Part | None


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    router = Router("/api", tags=["things"])

    @router.post("/things", scope=PUBLIC, response_model=Thing)
    async def add_thing(thing: Thing) -> Response:
        return Response(thing.model_dump_json())

    @router.get("/things", scope=PUBLIC)
    async def list_things(limit: int = 50) -> list[Thing]:
        return []

    @router.get("/things/{name}", scope=PUBLIC, responses=problem_responses(NoSuchThing))
    async def get_thing(name: str) -> Thing:
        return Thing(name=name, lid=None)

    @router.get("/boxes", scope=PUBLIC)
    async def get_box() -> Box:
        return Box(lid=None)

    @router.get("/stream/{name}", scope=PUBLIC, response_class=EventSourceResponse)
    async def stream_things(name: str) -> AsyncIterator[Thing]:
        yield Thing(name=name, lid=None)

    app = FastAPI()
    openapi.register(app)
    app.router.routes.extend([*router.routes, *health_router.routes])
    assert app.openapi() is app.openapi()
    return app.openapi()


def statuses(document: dict[str, Any], method: str, path: str) -> list[str]:
    return list(document["paths"][path][method]["responses"])


def test_errors_common_to_a_sort_of_operation_are_told(document: dict[str, Any]) -> None:
    with_body = ["200", "400", "413", "415", "422", "503"]
    assert statuses(document, "post", "/api/things") == with_body
    assert statuses(document, "get", "/api/things") == ["200", "414", "422", "503"]
    assert statuses(document, "get", "/api/things/{name}") == ["200", "404", "422", "503"]
    assert statuses(document, "get", "/api/stream/{name}") == ["200", "404", "422", "503"]
    assert statuses(document, "get", "/livez") == ["200", "422"]


def test_what_the_route_tells_is_kept(document: dict[str, Any]) -> None:
    responses = document["paths"]["/api/things/{name}"]["get"]["responses"]
    assert responses["404"]["description"] == "No such thing"


def test_every_error_is_a_problem(document: dict[str, Any]) -> None:
    contents = [
        response["content"]
        for item in document["paths"].values()
        for operation in item.values()
        for status, response in operation["responses"].items()
        if status >= "400"
    ]
    assert contents
    for content in contents:
        schema = content["application/problem+json"]["schema"]
        assert (list(content), schema) == (
            ["application/problem+json"],
            {"$ref": "#/components/schemas/Problem"},
        )


def test_the_schemas_are_ours(document: dict[str, Any]) -> None:
    assert set(document["components"]["schemas"]) == {
        *("Box", "Health", "Part", "Thing", "WorkingParts"),
        *("Problem", "ProblemFault"),
    }
    assert "errors" in document["components"]["schemas"]["Problem"]["properties"]


def test_it_is_of_the_version_that_it_says(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert "itemSchema" not in str(document)


def test_an_example_keeps_what_is_null(document: dict[str, Any]) -> None:
    shown = {
        name: schema["examples"]
        for name, schema in document["components"]["schemas"].items()
        if name in ("Box", "Part", "Thing")
    }
    part = {"size": 3, "colour": None}
    assert shown == {
        "Part": [part],
        "Thing": [{"name": "box", "parts": [part], "lid": None}],
        "Box": [{"lid": part}],
    }


def test_nobody_is_asked_for_credentials(document: dict[str, Any]) -> None:
    assert document["security"] == []
