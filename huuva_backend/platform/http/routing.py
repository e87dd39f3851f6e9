"""The one kind of route: says who may call it, and reads strictly what it is sent."""

from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from inspect import signature
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel
from starlette.convertors import PathConvertor
from starlette.routing import Match
from starlette.types import Receive, Scope, Send

from huuva_backend.platform.errors import Forbidden, UnsupportedMedia
from huuva_backend.platform.http.addresses import by_segment, has_slash_in_name, named
from huuva_backend.platform.http.body import (
    MAX_BODY_BYTES,
    is_json,
    parse_json,
    read_body,
    read_signed,
)
from huuva_backend.platform.http.parameters import Parameters

PUBLIC: Final = None
"""The scope of what everybody may call, whoever they are."""

_KEY: Final = "idempotency-key"
IDEMPOTENCY_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true`",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    "example": "7f2b0c1e-order-4711",
}
"""A parameter of every POST."""

INTEGRATION: Final = "integration"


class SignedBy(NamedTuple):
    """How what comes without a key may be signed: by which kind of sender, in which header."""

    sender: str
    header: str

    @property
    def parameters(self) -> list[dict[str, Any]]:
        return [
            {
                "name": INTEGRATION,
                "in": "query",
                "required": False,
                "description": "Instead of a key: whose secret signs the body",
                "schema": {"type": "string"},
                "example": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
            },
            {
                "name": self.header,
                "in": "header",
                "required": False,
                "description": "With `integration`: HMAC-SHA256 of the body by its secret, in hexadecimal digits",
                "schema": {"type": "string"},
                "example": "5d41402abc4b2a76b9719d911017c592" * 2,
            },
        ]


Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]


class StrictRoute(APIRoute):
    """Refuses who may not call it, then parameters that don't exist or are given twice, then bad bodies.

    An endpoint that asks for no dependencies and returns a `Response` is called with what one validator makes
    of the request. FastAPI's own way to it costs more than everything else here; it remains for the others,
    which take no bodies.
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        scope: str | None,
        max_body_bytes: int = MAX_BODY_BYTES,
        tells_secrets: bool = False,
        limited: bool = True,
        signed_by: SignedBy | None = None,
        **options: Any,
    ) -> None:
        self.scope = scope
        self.limited = limited
        self.signed_by = signed_by
        self._read = read_body if signed_by is None else read_signed
        self.max_body_bytes = max_body_bytes
        # What is secret is kept nowhere, so its answer can't be given a second time.
        self._keyed = "POST" in options["methods"] and not tells_secrets
        options["operation_id"] = options.get("operation_id") or to_camel(endpoint.__name__)
        options["openapi_extra"] = (options.get("openapi_extra") or {}) | self._described()
        super().__init__(path, endpoint, **options)
        self._names_have_slashes = any(
            isinstance(convertor, PathConvertor) for convertor in self.param_convertors.values()
        )
        self._parameters = Parameters(
            self.dependant,
            [_KEY] if self._keyed else [],
            [INTEGRATION] if signed_by else [],
        )
        self.is_straight = self._is_straight()
        if self.is_straight:
            # Neither FastAPI's, which opens two exit stacks for dependencies, nor Starlette's, which would handle
            # errors a second time.
            self.app = self._serve
        elif self.body_field is not None:
            raise TypeError(f"{self.operation_id} takes a body, so it must return a Response")

    def _described(self) -> dict[str, Any]:
        """What the API document says of it that FastAPI doesn't know."""
        parameters = [IDEMPOTENCY_KEY] if self._keyed else []
        if self.signed_by is not None:
            parameters = [*parameters, *self.signed_by.parameters]
        described: dict[str, Any] = {"parameters": parameters} if parameters else {}
        return described if self.scope is None else described | {"x-scope": self.scope}

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """A slash that came percent-encoded is part of a name; others may be, where nothing else fits."""
        if not self._names_have_slashes or not has_slash_in_name(scope.get("raw_path") or b""):
            return super().matches(scope)
        match, told = super().matches({**scope, "path": by_segment(scope["raw_path"])})
        if given := told.get("path_params"):
            told["path_params"] = {name: named(text) for name, text in given.items()}
        return match, told

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            await self._admit(request)
            self._parameters.given(request.scope)
            return await handle(request)

        return handle_strictly

    def _is_straight(self) -> bool:
        called = signature(self.endpoint)
        served = self._parameters.names | {self.dependant.request_param_name}
        return called.return_annotation is Response and called.parameters.keys() <= served

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        await self._admit(request)
        given = self._parameters.given(request.scope)
        raw = b""
        if self.body_field and (raw := await self._read(request, self.max_body_bytes)):
            if not is_json(given["header"].get("content-type", "")):
                raise UnsupportedMedia
            given["body"] = parse_json(raw)
        arguments = self._parameters.arguments(given)
        if name := self.dependant.request_param_name:
            arguments[name] = request
        answer = partial(self.endpoint, **arguments)
        key = given["header"].get(_KEY) if self._keyed else None
        response: Response = await (
            answer() if key is None else request.app.state.once(request, key, raw, answer)
        )
        return response

    async def _admit(self, request: Request) -> None:
        """Whose request it is stands in its `state.caller` from here on, unless everybody may make it."""
        if self.scope is None:
            return
        caller = await request.app.state["identify"](request)
        # As `request.state.caller`, which costs three times as much.
        request.scope["state"]["caller"] = caller
        if self.scope not in caller.scopes:
            raise Forbidden(f"This needs the scope {self.scope}.")


class Router:
    """Routes under one prefix. Each names the scope that its callers need, or says that it is `PUBLIC`."""

    def __init__(self, prefix: str = "", tags: Sequence[str] = ()) -> None:
        self._prefix = prefix
        self._tags = tags
        self.routes: list[StrictRoute] = []

    def get(
        self, path: str, *, scope: str | None, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        return self._route("GET", path, scope=scope, **options)

    def post(
        self, path: str, *, scope: str | None, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        return self._route("POST", path, scope=scope, **options)

    def put(
        self, path: str, *, scope: str | None, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        return self._route("PUT", path, scope=scope, **options)

    def patch(
        self, path: str, *, scope: str | None, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        return self._route("PATCH", path, scope=scope, **options)

    def delete(
        self, path: str, *, scope: str | None, **options: Any
    ) -> Callable[[Endpoint], Endpoint]:
        return self._route("DELETE", path, scope=scope, **options)

    def _route(self, method: str, path: str, **options: Any) -> Callable[[Endpoint], Endpoint]:
        def add(endpoint: Endpoint) -> Endpoint:
            route = StrictRoute(
                self._prefix + path, endpoint, methods=[method], tags=[*self._tags], **options
            )
            self.routes.append(route)
            return endpoint

        return add
