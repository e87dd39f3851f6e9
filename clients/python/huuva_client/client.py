"""The client itself: asynchronous, on httpx."""

import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, Final, Generic, ParamSpec, Self, TypedDict, TypeVar
from urllib.parse import quote

import httpx

from huuva_client.following import Event, Reset, following
from huuva_client.operations import Operations
from huuva_client.problem import Problem
from huuva_client.retrying import Patience, persisting

Item = TypeVar("Item")
Asked = ParamSpec("Asked")
SAFE: Final = frozenset({"GET", "PUT", "DELETE"})


class Page(TypedDict, Generic[Item]):
    items: list[Item]
    nextCursor: str | None


class HuuvaClient(Operations):
    """Each operation of the API is a method, such as `place_order`; bodies and answers are the JSON of `models`.

    A request is sent again where the network fails and where the answer is 429, 502, 503 or 504, as long as that does
    no more than once: a POST goes under one `Idempotency-Key` for all its attempts, a PATCH needs `if_match`.
    """

    def __init__(
        self,
        base_url: str,
        key: str | None = None,
        *,
        patience: Patience = Patience(),  # noqa: B008 - it is frozen
        timeout_seconds: float = 30,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`key` is left out where the server asks nobody."""
        headers = {"Accept": "application/json"}
        if key is not None:
            headers["Authorization"] = f"Bearer {key}"
        self._patience, self._timeout_seconds = patience, timeout_seconds
        self._http = httpx.AsyncClient(
            base_url=base_url, headers=headers, timeout=timeout_seconds, transport=transport
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        await self._http.aclose()

    def follow(
        self,
        *,
        location_id: str | None = None,
        station: str | None = None,
        after: str | None = None,
    ) -> AsyncIterator[Event | Reset]:
        """A location's events as they are committed, from `after` on or from now: none is missed, none comes twice.

        Raises the `Problem` that waiting doesn't mend, such as a revoked key.
        """

        def connect(cursor: str | None) -> Any:
            asked = {"locationId": location_id, "station": station, "after": cursor}
            return self._http.stream(
                "GET",
                "api/events/stream",
                params=_given(asked),
                headers={"Accept": "text/event-stream"},
                timeout=httpx.Timeout(self._timeout_seconds, read=self._patience.silence_seconds),
            )

        return following(connect, after)

    async def _call(
        self,
        method: str,
        path_template: str,
        *,
        path: Mapping[str, object] = {},
        query: Mapping[str, object] = {},
        header: Mapping[str, str | None] = {},
        body: object = None,
        content_type: str = "application/json",
        keyed: bool = False,
    ) -> Any:
        headers = _given(header)
        if keyed:
            headers.setdefault("Idempotency-Key", secrets.token_hex(16))
        if body is not None:
            headers["Content-Type"] = content_type
        request = self._http.build_request(
            method,
            path_template.format_map(
                {name: quote(str(each), safe="") for name, each in path.items()}
            ),
            params=_given(query),
            headers=headers,
            content=body if body is None or isinstance(body, bytes) else json.dumps(body).encode(),
        )
        safe = keyed or method in SAFE or "if-match" in headers
        response = await persisting(lambda: self._http.send(request), self._patience, safe=safe)
        if not response.is_success:
            raise Problem.of(response.status_code, response.content)
        return response.json() if response.content else None


async def each(
    listing: Callable[Asked, Awaitable[Page[Item]]], *args: Asked.args, **kwargs: Asked.kwargs
) -> AsyncIterator[Item]:
    """All that a listing has, page by page as it is needed: `each(client.list_orders, location_id="kamppi")`."""
    more = True
    while more:
        page = await listing(*args, **kwargs)
        for item in page["items"]:
            yield item
        kwargs["cursor"] = page["nextCursor"]
        more = page["nextCursor"] is not None


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
