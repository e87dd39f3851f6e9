"""The one reader of JSON bodies, and the route class that puts it before FastAPI's parameters."""

import json
import math
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from copy import copy
from typing import Any, NoReturn, cast

from fastapi import Request, Response
from fastapi._compat import field_annotation_is_sequence
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params, get_validation_alias

# `include_router` makes the handler anew with the dependencies of the inclusion, and FastAPI tells
# it only through this variable. The minor version is pinned and a test notices when this changes.
from fastapi.routing import APIRoute, _effective_route_context_var
from pydantic.alias_generators import to_camel

from huuva_backend.platform.errors import Fault, Invalid, Malformed, TooLarge, UnsupportedMedia
from huuva_backend.platform.http.problems import pointer

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


async def _read(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and (
        len(declared) > MAX_DECLARED_DIGITS or int(declared) > MAX_BODY_BYTES
    ):
        raise TooLarge
    body, more = bytearray(), True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise Malformed("The body ended early.")
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            raise TooLarge
        more = message.get("more_body", False)
    return bytes(body)


class _ReadRequest(Request):
    """A request whose body has been read and parsed, so FastAPI doesn't do it its own way."""

    def __init__(self, request: Request, raw: bytes, document: object) -> None:
        super().__init__(request.scope, request.receive)
        self._raw = raw
        self._document = document

    async def body(self) -> bytes:
        return self._raw

    async def json(self) -> object:
        return self._document


async def _with_body(request: Request) -> Request:
    raw = await _read(request)
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
    """Those that don't exist, and those given twice: which one counts is for nobody to guess."""
    faults = []
    given = Counter([name for name, _ in request.query_params.multi_items()])
    for name, times in given.items():
        if name not in known:
            code, message = "unknown-parameter", "There is no such parameter"
        elif times > 1 and not known[name]:
            code, message = "repeated-parameter", "Should be given once"
        else:
            continue
        faults.append(Fault(pointer(("query", name)), code, message))
    if faults:
        raise Invalid(faults)


def _without_options(dependant: Dependant) -> Dependant | None:
    """The same parameters but for those of query and header; None where one of these is needed."""
    options = dependant.query_params + dependant.header_params
    if dependant.dependencies or any(option.field_info.is_required() for option in options):
        return None
    plain = copy(dependant)
    plain.query_params, plain.header_params = [], []
    return plain


class StrictRoute(APIRoute):
    """Reads strictly, refuses unknown and repeated query parameters, names the operation after its function.

    Most requests have none of the optional parameters, and FastAPI spends 15 µs on each that isn't there:
    those requests go to a handler that leaves them to the function's own defaults.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        options["operation_id"] = options.get("operation_id") or to_camel(endpoint.__name__)
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = handle_plain = super().get_route_handler()
        context = _effective_route_context_var.get()
        route = context if context and context.original_route is self else self
        known = _query_names(route.dependant)
        headers = {get_validation_alias(field).encode() for field in route.dependant.header_params}
        takes_body = self.body_field is not None
        whole = self.dependant
        if route is self and (plain := _without_options(whole)):
            self.dependant = plain
            handle_plain = super().get_route_handler()
            self.dependant = whole

        async def handle_strictly(request: Request) -> Response:
            chosen = handle_plain
            if request.scope["query_string"]:
                _refuse_parameters(request, known)
                chosen = handle
            elif not headers.isdisjoint([name for name, _ in request.scope["headers"]]):
                chosen = handle
            return await chosen(await _with_body(request) if takes_body else request)

        return handle_strictly
