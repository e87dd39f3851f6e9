"""The one reader of bodies, and the route class that puts it before FastAPI's parameters."""

import json
import math
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from inspect import signature
from typing import Any, NoReturn, cast

from fastapi import Request, Response
from fastapi._compat import field_annotation_is_sequence
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params, get_validation_alias
from fastapi.exceptions import RequestValidationError

# `include_router` makes the handler anew with the dependencies of the inclusion, and FastAPI tells
# it only through this variable. The minor version is pinned and a test notices when this changes.
from fastapi.routing import APIRoute, _effective_route_context_var
from pydantic.alias_generators import to_camel

from huuva_backend.platform.errors import Fault, Invalid, Malformed, TooLarge, UnsupportedMedia
from huuva_backend.platform.http.problems import pointer
from huuva_backend.platform.text import is_garbled

MAX_BODY_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_DECLARED_DIGITS = 12


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("An object of the body has the same key twice.")
    return members


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise Malformed("A number of the body is too large.")
    return number


def _refuse_constant(_: str) -> NoReturn:
    raise Malformed("NaN and Infinity aren't JSON.")


_decoder = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_constant=_refuse_constant
)


def _is_deeper_than(document: object, depth: int) -> bool:
    level = [document]
    for _ in range(depth):
        level = [
            child
            for node in level
            for child in (node.values() if isinstance(node, dict) else cast(list[object], node))
            if isinstance(child, dict | list)
        ]
    return bool(level)


def parse_json(raw: bytes) -> object:
    """RFC 8259 without its freedoms: what two parsers could understand differently is refused."""
    try:
        document = _decoder.decode(raw.decode("utf-8"))
        if b"\\" in raw:
            json.dumps(document, ensure_ascii=False).encode()
    except UnicodeDecodeError as error:
        raise Malformed("The body isn't UTF-8.") from error
    except UnicodeEncodeError as error:
        raise Malformed("A text of the body has half a surrogate pair.") from error
    except RecursionError as error:
        raise Malformed(f"The body is nested deeper than {MAX_DEPTH}.") from error
    except ValueError as error:
        # Bad syntax, a byte order mark, or an integer of thousands of digits.
        raise Malformed("The body isn't valid JSON.") from error
    brackets = raw.count(b"[") + raw.count(b"{")
    if brackets > MAX_DEPTH and _is_deeper_than(document, MAX_DEPTH):
        raise Malformed(f"The body is nested deeper than {MAX_DEPTH}.")
    return document


def _is_json(content_type: str) -> bool:
    media = content_type.partition(";")[0].strip().lower()
    return media == "application/json" or (
        media.startswith("application/") and media.endswith("+json")
    )


async def read_body(request: Request, limit: int = MAX_BODY_BYTES) -> bytes:
    """The body as it is, for a route that takes something else than JSON; counted while it comes."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (len(declared) > MAX_DECLARED_DIGITS or int(declared) > limit):
        raise TooLarge
    body, more = bytearray(), True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise Malformed("The body ended early.")
        body += message.get("body", b"")
        if len(body) > limit:
            raise TooLarge
        more = message.get("more_body", False)
    return bytes(body)


class _ReadRequest(Request):
    """A request whose body has been read and parsed, so FastAPI doesn't do it its own way."""

    def __init__(self, request: Request, raw: bytes, document: object) -> None:
        super().__init__(request.scope, request.receive)
        self._raw = raw
        self.document = document

    async def body(self) -> bytes:
        return self._raw

    async def json(self) -> object:
        return self.document


async def _with_body(request: Request, limit: int) -> _ReadRequest:
    raw = await read_body(request, limit)
    if not raw:
        # FastAPI answers for an empty body: it knows whether one is required.
        return _ReadRequest(request, raw, None)
    if not _is_json(request.headers.get("content-type", "")):
        raise UnsupportedMedia
    return _ReadRequest(request, raw, parse_json(raw))


def _query_names(dependant: Dependant) -> dict[str, bool]:
    """The parameters that there are, and which of them may be repeated."""
    own = get_flat_params(Dependant(query_params=dependant.query_params))
    names = {
        get_validation_alias(field): field_annotation_is_sequence(field.field_info.annotation)
        for field in own
    }
    for child in dependant.dependencies:
        names |= _query_names(child)
    return names


def _refuse_parameters(request: Request, known: Mapping[str, bool]) -> None:
    """Those that don't exist or aren't text, and those given twice: which one counts is for nobody to guess."""
    faults = []
    items = request.query_params.multi_items()
    garbled = {name for name, value in items if is_garbled(value, request.scope["query_string"])}
    for name, times in Counter([name for name, _ in items]).items():
        if name not in known:
            code, message = "unknown-parameter", "There is no such parameter"
        elif times > 1 and not known[name]:
            code, message = "repeated-parameter", "Should be given once"
        elif name in garbled:
            code, message = "not-utf8", "Text should be UTF-8"
        else:
            continue
        faults.append(Fault(pointer(("query", name)), code, message))
    if faults:
        raise Invalid(faults)


Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def _direct(
    dependant: Dependant,
) -> Callable[[Request, object], Coroutine[Any, Any, Response]] | None:
    """Calls the endpoint with path and body alone, each validated by FastAPI's own field.

    None for an endpoint that needs more: a required option, a dependency, an answer to be serialised.
    """
    endpoint = cast(Callable[..., Coroutine[Any, Any, Response]], dependant.call)
    options = dependant.query_params + dependant.header_params
    if (
        signature(endpoint).return_annotation is not Response
        or dependant.dependencies
        or dependant.cookie_params
        or dependant.response_param_name
        or dependant.background_tasks_param_name
        or len(dependant.body_params) > 1
        or any(option.field_info.is_required() for option in options)
    ):
        return None
    paths = [(get_validation_alias(field), field) for field in dependant.path_params]

    async def call(request: Request, document: object) -> Response:
        values: dict[str, Any] = {}
        errors: list[Any] = []
        for alias, field in paths:
            given = request.path_params[alias]
            values[field.name], found = field.validate(given, loc=("path", alias))
            errors += found
        for field in dependant.body_params:
            values[field.name], found = field.validate(document, loc=("body",))
            errors += found
        if errors:
            raise RequestValidationError(errors)
        if dependant.request_param_name:
            values[dependant.request_param_name] = request
        return await endpoint(**values)

    return call


class StrictRoute(APIRoute):
    """Reads strictly, refuses unknown and repeated query parameters, names the operation after its function.

    Most requests have none of the optional parameters and want an answer that is written already: those
    are answered directly, since FastAPI's way there costs as much as everything else that it does.
    """

    max_body_bytes = MAX_BODY_BYTES

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        options["operation_id"] = options.get("operation_id") or to_camel(endpoint.__name__)
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        context = _effective_route_context_var.get()
        route = context if context and context.original_route is self else self
        known = _query_names(route.dependant)
        headers = {get_validation_alias(field).encode() for field in route.dependant.header_params}
        takes_body, limit = self.body_field is not None, self.max_body_bytes
        direct = _direct(route.dependant)

        async def handle_strictly(request: Request) -> Response:
            scope = request.scope
            if scope["query_string"]:
                _refuse_parameters(request, known)
            if (
                direct is None
                or scope["query_string"]
                or not headers.isdisjoint([name for name, _ in scope["headers"]])
            ):
                return await handle(await _with_body(request, limit) if takes_body else request)
            if not takes_body:
                return await direct(request, None)
            read = await _with_body(request, limit)
            # FastAPI answers for a body that isn't there.
            return await (handle(read) if read.document is None else direct(read, read.document))

        return handle_strictly
