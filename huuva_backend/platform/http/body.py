"""The one reader of bodies: how many bytes, in which coding, and which JSON."""

import json
import math
from typing import Any, NoReturn, cast

from fastapi import Request

from huuva_backend.platform.errors import EncodedBody, Malformed, TooLarge
from huuva_backend.platform.quantity import Inexact

MAX_BODY_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_DECLARED_DIGITS = 12
EXACT_DIGITS = 15
"""A float keeps so many of a decimal, whichever they are."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("An object of the body has the same key twice.")
    return members


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise Malformed("A number of the body is too large.")
    return number if len(digits) <= EXACT_DIGITS else Inexact(number)


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


def is_json(content_type: str) -> bool:
    media = content_type.partition(";")[0].strip().lower()
    return media == "application/json" or (
        media.startswith("application/") and media.endswith("+json")
    )


def _is_encoded(content_encoding: str) -> bool:
    if not content_encoding:
        return False
    codings = {coding.strip().lower() for coding in content_encoding.split(",")}
    return not codings <= {"", "identity"}


async def read_signed(request: Request, limit: int = MAX_BODY_BYTES) -> bytes:
    """As `read_body`, any number of times: whoever checks a signature reads it before the route does."""
    if "body" not in request.state:
        request.state["body"] = await read_body(request, limit)
    body: bytes = request.state["body"]
    return body


async def read_body(request: Request, limit: int = MAX_BODY_BYTES) -> bytes:
    """The bytes as they came, counted while they come.

    FastAPI's own `max_body_size` would count them too, but where the declared length is too large it
    replaces whatever we answer by plain text, and every refusal is a problem.
    """
    headers = dict(request.scope["headers"])
    if _is_encoded(headers.get(b"content-encoding", b"").decode("latin-1")):
        raise EncodedBody
    declared = headers.get(b"content-length", b"").decode("latin-1")
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
