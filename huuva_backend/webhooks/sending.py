"""Sends one message and tells what became of it. Whatever the receiver does, it ends in time and in few bytes."""

import asyncio
import socket
from collections import Counter
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Final, NamedTuple

import httpcore2

from huuva_backend.webhooks.addresses import RefusedAddress, allows, below, reachable

CONNECT_SECONDS: Final = 5.0
TOTAL_SECONDS: Final = 12.0
"""From the look-up of the host to the last byte that is read of the answer."""
KEPT_BYTES: Final = 1024
"""How much of an answer is kept, and read."""
MOST_CONNECTIONS: Final = 16
"""To one URL."""
MOST_IDLE: Final = 8
IDLE_SECONDS: Final = 30
MOST_POOLS: Final = 500

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class Attempt(NamedTuple):
    """What became of sending. Without a `status` there was no answer, and `error` says why."""

    status: int | None
    answer: str | None
    error: str | None
    milliseconds: int
    retry_after: timedelta | None = None

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Sender:
    """`allowed` hosts may be anywhere. No redirect is followed and no proxy is asked."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        resolve: Resolve | None = None,
        backend: httpcore2.AsyncNetworkBackend | None = None,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._guarded = _Guarded(allowed, resolve or _resolve, backend or httpcore2.AnyIOBackend())
        self._total_seconds = total_seconds
        self._tls = httpcore2.default_ssl_context()
        # One for each URL: a pool looks through all of its connections for each request.
        self._pools: dict[str, httpcore2.AsyncConnectionPool] = {}
        self._under_way: Counter[str] = Counter()

    async def send(
        self, url: str, headers: Mapping[str, str], body: bytes, path: str | None = None
    ) -> Attempt:
        """To the URL, or to `path` below it."""
        began = monotonic()
        status: int | None = None
        answer, error, retry_after = b"", None, None
        try:
            async with asyncio.timeout(self._total_seconds), AsyncExitStack() as stack:
                pool = await stack.enter_async_context(self._pool_of(url))
                where = url if path is None else below(url, path)
                posting = pool.stream("POST", where, headers=list(headers.items()), content=body)
                response = await stack.enter_async_context(posting)
                retry_after = _retry_after(response.headers)
                async for chunk in response.aiter_stream():
                    answer += chunk
                    if len(answer) >= KEPT_BYTES:
                        break
                status = response.status
        except TimeoutError:
            error = f"no whole answer within {self._total_seconds:g} s"
        except RefusedAddress:
            error = "the host has an address that not everybody can reach"
        except (httpcore2.NetworkError, httpcore2.TimeoutException) as failure:
            error = f"{type(failure).__name__}: {failure}"[:200].rstrip(": ")
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError) as failure:
            error = type(failure).__name__
        return Attempt(
            status, _text(answer), error, round((monotonic() - began) * 1000), retry_after
        )

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()

    @asynccontextmanager
    async def _pool_of(self, url: str) -> AsyncIterator[httpcore2.AsyncConnectionPool]:
        """The one used last is the last."""
        pool = self._pools.pop(url, None) or httpcore2.AsyncConnectionPool(
            ssl_context=self._tls,
            max_connections=MOST_CONNECTIONS,
            max_keepalive_connections=MOST_IDLE,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=self._guarded,
        )
        self._pools[url] = pool
        self._under_way[url] += 1
        try:
            yield pool
        finally:
            self._under_way[url] -= 1
            await self._let_go()

    async def _let_go(self) -> None:
        """Of the pool that has been idle for longest, where there are too many."""
        if len(self._pools) > MOST_POOLS:
            idle = next((url for url in self._pools if not self._under_way[url]), None)
            if idle is not None:
                del self._under_way[idle]
                await self._pools.pop(idle).aclose()


class _Guarded(httpcore2.AsyncNetworkBackend):
    """Connects to the very address that was checked, so that a name which is looked up again can't lead elsewhere."""

    def __init__(
        self, allowed: Collection[str], resolve: Resolve, inner: httpcore2.AsyncNetworkBackend
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the interface's
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        addresses = await self._resolve(host, port)
        if not allows(self._allowed, host, port):
            addresses = reachable(addresses)
        failure: Exception = httpcore2.ConnectError("no address")
        for address in addresses:
            try:
                return await self._inner.connect_tcp(
                    address, port, CONNECT_SECONDS, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


async def _resolve(host: str, port: int) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpcore2.ConnectError("the host has no address") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _text(answer: bytes) -> str:
    """As far as it is kept, without what PostgreSQL can't."""
    return answer[:KEPT_BYTES].decode(errors="replace").replace("\0", "\ufffd")


def _retry_after(headers: Iterable[tuple[bytes, bytes]]) -> timedelta | None:
    """Seconds or a date; None where there is none or it is neither."""
    text = next(
        (value.decode("latin-1") for name, value in headers if name.lower() == b"retry-after"), ""
    )
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**9))
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(when - datetime.now(UTC), timedelta(0))
