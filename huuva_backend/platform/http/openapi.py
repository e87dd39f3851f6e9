"""Makes the generated document say what the server really does."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from fastapi import FastAPI

from huuva_backend.platform.errors import (
    DomainError,
    EncodedBody,
    Forbidden,
    Invalid,
    Malformed,
    NotFound,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
    UriTooLong,
)
from huuva_backend.platform.http.problems import Problem, problem_responses
from huuva_backend.platform.schemas import Schema

_ALWAYS: list[type[DomainError]] = [Invalid]
_WITH_QUERY: list[type[DomainError]] = [UriTooLong]
_WITH_BODY: list[type[DomainError]] = [Malformed, TooLarge, UnsupportedMedia, EncodedBody]
_WITH_SCOPE: list[type[DomainError]] = [Unauthenticated, Forbidden, TooManyRequests]
_WITH_DATABASE: list[type[DomainError]] = [Unavailable]
KEY = "key"
SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "hvk_live_…",
    "description": "A key made by `POST /api/partners/{id}/keys` or `python -m huuva_backend keys create`",
}
LIMITS: dict[str, Any] = {
    "RateLimit-Policy": {
        "description": "How often may be asked: `q` times within `w` seconds (draft-ietf-httpapi-ratelimit-headers). "
        "`default` counts the requests of a key, `refused` those of an address without one that is taken",
        "schema": {"type": "string"},
        "example": '"default";q=600;w=60',
    },
    "RateLimit": {
        "description": "How it stands: `r` requests remain for the next `t` seconds",
        "schema": {"type": "string"},
        "example": '"default";r=599;t=60',
    },
}
RETRY_AFTER: dict[str, Any] = {
    "description": "In so many seconds it may be asked again",
    "schema": {"type": "integer", "minimum": 1},
    "example": 17,
}
MESSAGE = (
    "Signed as Standard Webhooks says: `webhook-id` is the same whenever it is sent again, `webhook-timestamp` is when, "
    "`webhook-signature` is by the endpoint's secret."
)
TAKEN: dict[str, Any] = {
    "2XX": {"description": "It was taken"},
    "410": {"description": "It isn't wanted any more, nor is anything else"},
    "default": {"description": "It is sent again"},
}
Messages: TypeAlias = Mapping[str, tuple[type[Schema], str]]
_SCHEMAS = "#/components/schemas/"
_METHODS = frozenset({"get", "put", "post", "delete", "patch"})


def _is_fastapis_own(response: dict[str, Any]) -> bool:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return bool(schema.get("$ref", "").endswith("/HTTPValidationError"))


def _describe_errors(path: str, operation: dict[str, Any]) -> None:
    """Adds what any operation of its sort may answer, unless the route tells it more precisely."""
    kinds = list(_ALWAYS)
    if "{" in path and "404" not in operation["responses"]:
        # An id that is none is unknown too.
        kinds.append(NotFound)
    if any(parameter["in"] == "query" for parameter in operation.get("parameters", ())):
        kinds += _WITH_QUERY
    if "requestBody" in operation:
        kinds += _WITH_BODY
    if path.startswith("/api/"):
        kinds += _WITH_DATABASE
    if "x-scope" in operation:
        kinds += _WITH_SCOPE
    responses = operation["responses"]
    if "422" in responses and _is_fastapis_own(responses["422"]):
        del responses["422"]
    for status, response in problem_responses(*kinds).items():
        responses.setdefault(str(status), response)
    operation["responses"] = dict(sorted(responses.items()))


def _describe_key(operation: dict[str, Any]) -> None:
    """That a key is brought; `x-scope` says what it must allow. With `AUTH=off` or `proxy` none is, so `{}` is there too."""
    if "x-scope" in operation:
        operation["security"] = [{KEY: []}, {}]


def _describe_limits(operation: dict[str, Any]) -> None:
    """With a key it is told by each answer; of the errors only the one that it leads to says so here."""
    if "x-scope" not in operation:
        return
    for status, response in operation["responses"].items():
        if status < "400" or status == "429":
            named = {name: {"$ref": f"#/components/headers/{name}"} for name in LIMITS}
            response["headers"] = response.get("headers", {}) | named
    operation["responses"]["429"]["headers"]["Retry-After"] = RETRY_AFTER


def _never_null(parameter: dict[str, Any]) -> None:
    """Absent is absent: a `null` in a query or header would be the text "null"."""
    schema = parameter["schema"]
    kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
    if len(kinds) == 1:
        schema |= kinds[0] | schema
    elif kinds:
        schema["anyOf"] = kinds


def _without_item_schema(node: Any) -> Any:
    """FastAPI describes streams with a keyword of OpenAPI 3.2, though the document says 3.1."""
    if isinstance(node, dict):
        return {
            key: _without_item_schema(value) for key, value in node.items() if key != "itemSchema"
        }
    if isinstance(node, list):
        return [_without_item_schema(value) for value in node]
    return node


def _with_nulls(example: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """The example with `null` where it must have a member that it lacks.

    FastAPI leaves out of the document whatever is None, which an example's members are too.
    """
    schema = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if isinstance(example, list):
        return [_with_nulls(element, schema.get("items", {}), schemas) for element in example]
    for kind in schema.get("anyOf", ()):
        example = _with_nulls(example, kind, schemas)
    if not isinstance(example, dict) or "properties" not in schema:
        return example
    missing = dict.fromkeys(name for name in schema.get("required", ()) if name not in example)
    return missing | {
        name: _with_nulls(value, schema["properties"].get(name, {}), schemas)
        for name, value in example.items()
    }


def customise(document: dict[str, Any]) -> dict[str, Any]:
    document = _without_item_schema(document)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    for schema in schemas.values():
        if "examples" in schema:
            schema["examples"] = _with_nulls(schema["examples"], {"items": schema}, schemas)
    document["components"]["securitySchemes"] = {KEY: SCHEME}
    document["components"]["headers"] = LIMITS
    # Of what doesn't say otherwise: nobody is asked for a key.
    document["security"] = []
    for path, item in document["paths"].items():
        for method in _METHODS & item.keys():
            _describe_errors(path, item[method])
            _describe_key(item[method])
            _describe_limits(item[method])
            for parameter in item[method].get("parameters", ()):
                _never_null(parameter)
    return document


def _describe_messages(document: dict[str, Any], messages: Messages) -> None:
    """What is sent to others (`webhooks`), with the headers of Standard Webhooks."""
    schemas = document["components"]["schemas"]
    document["webhooks"] = {}
    for name, (message, summary) in messages.items():
        schema = message.model_json_schema(
            mode="serialization", ref_template=f"{_SCHEMAS}{{model}}"
        )
        schemas |= schema.pop("$defs", {}) | {message.__name__: schema}
        body = {"schema": {"$ref": _SCHEMAS + message.__name__}}
        document["webhooks"][name] = {
            "post": {
                "operationId": f"{name}Webhook",
                "summary": summary,
                "description": MESSAGE,
                "tags": ["webhooks"],
                "requestBody": {"required": True, "content": {"application/json": body}},
                "responses": TAKEN,
            }
        }


def register(app: FastAPI, messages: Messages | None = None) -> None:
    """`messages` are what is sent to others, by the name of their webhook, each with a summary."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = generate()
            _describe_messages(document, messages or {})
            app.openapi_schema = customise(document)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]
