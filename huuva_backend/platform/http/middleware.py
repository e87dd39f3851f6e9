import asyncio
import re
from collections.abc import Awaitable, Iterable
from random import getrandbits
from time import perf_counter

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from huuva_backend.platform.errors import (
    DomainError,
    HeadersTooLarge,
    Malformed,
    NotFound,
    Unavailable,
    UriTooLong,
)
from huuva_backend.platform.http.problems import respond, respond_any
from huuva_backend.platform.http.protocol import HOLD
from huuva_backend.platform.logging import log_request, request_id
from huuva_backend.platform.metrics import observe_request
from huuva_backend.platform.text import is_garbled

MAX_URL_BYTES = 8 * 1024
MAX_HEADER_BYTES = 32 * 1024

LISTS = frozenset({b"accept", b"content-encoding", b"if-match", b"if-none-match"})
"""The headers that we read whose lines are one list (RFC 9110 §5.3), however many there are."""

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")
_NOSNIFF = (b"x-content-type-options", b"nosniff")
_NO_STORE = (b"cache-control", b"no-store")
_NO_HOLD = {"next": lambda: None}
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _new_request_id() -> str:
    return f"{getrandbits(128):032x}"


def _read_headers(scope: Scope) -> tuple[str, int, int]:
    """The request's id, ours unless the caller brought a sane one, the size of its headers, and how often it says `Host`."""
    current, size, hosts = None, 0, 0
    for name, value in scope["headers"]:
        size += len(name) + len(value)
        if name == b"host":
            hosts += 1
        elif name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            current = value.decode()
    return current or _new_request_id(), size, hosts


def _join_lists(scope: Scope) -> None:
    """Make one line of each list, so that nobody who looks for the first misses the others."""
    lines = scope["headers"]
    lists = [line for line in lines if line[0] in LISTS]
    joined: dict[bytes, bytes] = {}
    for name, value in lists:
        joined[name] = joined[name] + b", " + value if name in joined else value
    if len(joined) < len(lists):
        scope["headers"] = [*(line for line in lines if line[0] not in LISTS), *joined.items()]


def _refusal(scope: Scope, header_bytes: int, hosts: int) -> DomainError | None:
    raw_path = scope.get("raw_path") or b""
    if len(raw_path) + len(scope["query_string"]) > MAX_URL_BYTES:
        return UriTooLong()
    if header_bytes > MAX_HEADER_BYTES:
        return HeadersTooLarge()
    if hosts > 1:  # whoever stands in front may have gone by the other one (RFC 9112 §3.2)
        return Malformed("There is more than one Host header.")
    return NotFound() if is_garbled(scope["path"], raw_path) else None


def _declares_caching(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return b"cache-control" in [name for name, _ in headers]


def _declares_length(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    return b"content-length" in [name for name, _ in headers]


def _operation(scope: Scope) -> str:
    route = scope.get("route")
    return getattr(route, "operation_id", None) or getattr(route, "name", None) or "unmatched"


class RequestMiddleware:
    """All that happens to every request, in one layer because each costs some 5 % of throughput.

    It names the request, makes one line of each header that is a list, turns what a route raises into a
    problem, answers HEAD as GET without a body, adds the headers that every answer has, and counts and logs
    the request without its query and bodies.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = perf_counter()
        current, header_bytes, hosts = _read_headers(scope)
        scope.setdefault("state", {})["request_id"] = current
        token = request_id.set(current)
        _join_lists(scope)
        method = scope["method"]
        if method == "HEAD":
            scope = {**scope, "method": "GET"}
        answer = _Answer(scope, send, current, bodiless=method == "HEAD")
        try:
            if error := _refusal(scope, header_bytes, hosts):
                await respond(Request(scope), error)(scope, receive, answer.send)
            else:
                await self._answer(scope, receive, answer)
        finally:
            self._report(scope, method, current, answer.status, started)
            request_id.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        try:
            await self.app(scope, receive, answer.send)
        except Exception as error:
            response = respond_any(Request(scope), error)
            if answer.status:
                # The server must cut the connection, or the client takes the part for the whole.
                raise
            await response(scope, receive, answer.send)
        except asyncio.CancelledError:
            # The grace of the shutdown is over.
            if not answer.status:
                stopping = Unavailable("The server is stopping.", cause="stopping")
                await respond(Request(scope), stopping)(scope, receive, answer.send)
            raise

    def _report(self, scope: Scope, method: str, current: str, status: int, started: float) -> None:
        method = method if method in _METHODS else "other"
        operation = _operation(scope)
        ended = perf_counter()
        # A stream is answered when it begins, however long it then goes on.
        answered = scope["state"].get("answered_at", ended)
        observe_request(method, operation, status, answered - started)
        log_request(method, operation, status, ended - started, current)


class _Answer:
    """Sends an answer with the headers that all have, and remembers its status (0: none yet)."""

    def __init__(self, scope: Scope, send: Send, current: str, *, bodiless: bool) -> None:
        self._scope = scope
        self._send = send
        self._request_id = current
        self._bodiless = bodiless
        self._ended = False
        self._hold = scope.get("extensions", {}).get(HOLD, _NO_HOLD)["next"]
        self.status = 0

    def send(self, message: Message) -> Awaitable[None]:
        # Not a coroutine of its own: it would only wait for the next one.
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given = message.get("headers", ())
            if not self._bodiless and _declares_length(given):
                self._hold()
            own = [(b"x-request-id", self._request_id.encode()), _NOSNIFF]
            if self._scope["path"].startswith("/api") and not _declares_caching(given):
                own.append(_NO_STORE)
            own += self._scope["state"].get("rate_limit", ())
            message["headers"] = [*given, *own]
        elif self._bodiless:
            return self._end()
        return self._send(message)

    async def _end(self) -> None:
        """Whatever would follow the headers, even a stream without end: only that nothing does."""
        if not self._ended:
            self._ended = True
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
