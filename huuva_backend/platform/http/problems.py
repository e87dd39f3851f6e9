"""Every answer from 400 up, as RFC 9457 problems: the only place that knows their statuses.

A `pointer` in `errors` is a JSON pointer (RFC 6901) into the body, such as `/items/0/plu` (empty for
the body itself), or the place and the name, such as `query/limit` or `header/if-match`.
"""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from itertools import groupby
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import JsonValue
from starlette.exceptions import HTTPException
from structlog import get_logger

from huuva_backend.platform.errors import (
    Busy,
    Conflict,
    DomainError,
    EncodedBody,
    Fault,
    Forbidden,
    Gone,
    HeadersTooLarge,
    Invalid,
    Malformed,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    PreconditionFailed,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
    Unexpected,
    UnsupportedMedia,
    UriTooLong,
)
from huuva_backend.platform.http.unavailability import tell
from huuva_backend.platform.schemas import Schema

STATUSES: dict[type[DomainError], int] = {
    Malformed: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    NotAcceptable: 406,
    Conflict: 409,
    Busy: 409,
    Gone: 410,
    PreconditionFailed: 412,
    TooLarge: 413,
    UriTooLong: 414,
    UnsupportedMedia: 415,
    Invalid: 422,
    TooManyRequests: 429,
    HeadersTooLarge: 431,
    Unexpected: 500,
    Unavailable: 503,
}

MEDIA_TYPE = "application/problem+json"
MAX_FAULTS = 100
MAX_SEGMENT_LENGTH = 64
MAX_MESSAGE_LENGTH = 300

# What Pydantic puts into these it takes from the input.
_ECHOING = frozenset({"error", "tag", "encoding_error"})

log = get_logger(__name__)


class ProblemFault(Schema):
    pointer: str
    code: str
    message: str


class Problem(Schema, extra="allow"):
    """RFC 9457 problem. Some codes carry further members that help to act on them."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str | None = None
    errors: list[ProblemFault] | None = None


def status_of(kind: type[DomainError]) -> int:
    return next(STATUSES[ancestor] for ancestor in kind.__mro__ if ancestor in STATUSES)


def _respond(
    request: Request,
    status: int,
    members: Mapping[str, JsonValue],
    headers: Mapping[str, str] | None = None,
) -> Response:
    standard = {
        "type": f"urn:huuva:problem:{members['code']}",
        "status": status,
        "requestId": getattr(request.state, "request_id", None),
    }
    return Response(json.dumps(standard | dict(members)), status, headers, MEDIA_TYPE)


def respond(request: Request, error: DomainError) -> Response:
    headers: dict[str, str] = {}
    if isinstance(error, Unavailable):
        tell(error.code, error.cause or error.code)
    if error.retry_after_seconds is not None:
        headers["Retry-After"] = str(error.retry_after_seconds)
    if error.etag is not None:
        headers["ETag"] = error.etag
    if isinstance(error, Unauthenticated):
        headers["WWW-Authenticate"] = _challenge(error)
    if isinstance(error, EncodedBody):
        headers["Accept-Encoding"] = "identity"
    members = {"title": error.title, "detail": error.detail, "code": error.code}
    return _respond(request, status_of(type(error)), members | error.members(), headers)


def _challenge(error: Unauthenticated) -> str:
    """Who brought no key is told how to bring one, who brought one that it isn't taken (RFC 6750 §3)."""
    if type(error) is Unauthenticated:
        return 'Bearer realm="huuva_backend"'
    return 'Bearer realm="huuva_backend", error="invalid_token"'


def _segment(part: object) -> str:
    """A name that the client chose: made harmless, because a pointer has to repeat it."""
    text = "".join(char if char.isprintable() else "\ufffd" for char in str(part))
    return text[:MAX_SEGMENT_LENGTH]


def pointer(location: Sequence[object]) -> str:
    place, *path = location
    segments = [_segment(part) for part in path]
    if place != "body":
        return "/".join([str(place), *segments])
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in segments)


def _message(error: Mapping[str, Any]) -> str:
    message: str = error["msg"]
    if _ECHOING.isdisjoint(error.get("ctx") or ()):
        return message[:MAX_MESSAGE_LENGTH]
    # "Input should be a valid UUID, found `z` at 1"
    return message.partition(",")[0] if error["type"].endswith("_parsing") else "Input is not valid"


def _fault(error: Mapping[str, Any]) -> Fault:
    if error["type"] == "model_type":
        # The code by which clients have always known it; Pydantic's text names our class.
        return Fault(pointer(error["loc"]), "model-attributes-type", "Input should be an object")
    code = error["type"].replace("_", "-")
    return Fault(pointer(error["loc"]), code, _message(error))


def _respond_invalid(request: Request, error: RequestValidationError) -> Response:
    errors = error.errors()
    if any(item["loc"][0] == "path" for item in errors):
        # An id that can't exist is as unknown as one that doesn't.
        return respond(request, NotFound())
    return respond(request, Invalid([_fault(item) for item in errors[:MAX_FAULTS]]))


def _allowed_methods(request: Request) -> str:
    """The router names those of one route only, though several may share the path."""
    template = getattr(request.scope.get("route"), "path_format", "")
    methods = set(request.app.openapi()["paths"].get(template, ()))
    # The middleware answers HEAD wherever there is GET.
    return ", ".join(sorted(methods | {"head"} if "get" in methods else methods)).upper()


def _respond_refused(request: Request, error: HTTPException) -> Response:
    """The framework's own refusals: its headers (Allow) are kept, its words aren't."""
    status = error.status_code
    kind = next((kind for kind in STATUSES if STATUSES[kind] == status), None)
    title = kind.title if kind else HTTPStatus(status).phrase
    code = kind.code if kind else title.lower().replace(" ", "-")
    headers = dict(error.headers or {})
    if "Allow" in headers:
        headers["Allow"] = _allowed_methods(request) or headers["Allow"]
    return _respond(request, status, {"title": title, "detail": title, "code": code}, headers)


def respond_any(request: Request, error: Exception) -> Response:
    """Whatever a route raised."""
    if isinstance(error, DomainError):
        return respond(request, error)
    if isinstance(error, RequestValidationError):
        return _respond_invalid(request, error)
    if isinstance(error, HTTPException):
        return _respond_refused(request, error)
    log.error("unexpected failure", exc_info=error)
    return respond(request, Unexpected())


def _example(kind: type[DomainError], status: int) -> dict[str, Any]:
    problem = Problem(
        type=f"urn:huuva:problem:{kind.code}",
        title=kind.title,
        status=status,
        detail=kind.title,
        code=kind.code,
        request_id="6f2c1f0c3f0f4a5e9d0b7f5f0a1c2d3e",
    )
    if issubclass(kind, Invalid):
        message = "Input should be greater than or equal to 1"
        fault = ProblemFault(
            pointer="/items/0/quantity", code="greater-than-equal", message=message
        )
        problem.errors = [fault]
    return problem.model_dump(by_alias=True, exclude_none=True)


def problem_responses(*kinds: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may fail in these ways."""
    responses: dict[int | str, dict[str, Any]] = {}
    for status, group in groupby(sorted(kinds, key=status_of), key=status_of):
        named = {kind.code: kind for kind in group}
        examples = {
            code: {"summary": kind.title, "value": _example(kind, status)}
            for code, kind in named.items()
        }
        schema = {"$ref": "#/components/schemas/Problem"}
        responses[status] = {
            "description": "; ".join(kind.title for kind in named.values()),
            "content": {MEDIA_TYPE: {"schema": schema, "examples": examples}},
        }
    return responses
