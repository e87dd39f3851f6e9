"""Sends one message and tells what became of it. Whatever the receiver does, it ends in time and in few bytes."""

import asyncio
import socket
import ssl
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from huuva_backend.webhooks.addresses import (
    DEFAULT_PORTS,
    RefusedAddress,
    allows,
    below,
    reachable,
)
from huuva_backend.webhooks.connection import (
    KEPT_BYTES,
    NoAnswer,
    ReceiverAnswer,
    ReceiverConnection,
)

CONNECT_SECONDS: Final = 5.0
"""For each address of a host."""
TOTAL_SECONDS: Final = 12.0
"""From the look-up of the host to the last byte that is read of the answer."""
MOST_IDLE: Final = 8
"""To one receiver."""
IDLE_SECONDS: Final = 30
MOST_RECEIVERS: Final = 500
"""With idle connections; of others than those used last they are closed."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
Connect = Callable[[str, int, ssl.SSLContext | None, str], Awaitable[ReceiverConnection]]


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


class Receiver(NamedTuple):
    """Whom connections lead to. Endpoints at one host share none: an answer too many is never another's."""

    url: str
    host: str
    port: int
    encrypted: bool


class Sender:
    """`allowed` hosts may be anywhere. No redirect is followed and no proxy is asked.

    `connect` is given an address that was checked, so that a name which is looked up again can't lead elsewhere.
    """

    def __init__(
        self,
        allowed: Collection[str] = (),
        resolve: Resolve | None = None,
        connect: Connect | None = None,
        total_seconds: float = TOTAL_SECONDS,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve or _resolve
        self._connect = connect or _connect
        self._total_seconds = total_seconds
        self._tls = ssl.create_default_context()
        self._idle: OrderedDict[Receiver, deque[_Idle]] = OrderedDict()

    async def send(
        self, url: str, headers: Mapping[str, str], body: bytes, path: str | None = None
    ) -> Attempt:
        """To the URL, or to `path` below it."""
        began = monotonic()
        answer, error = None, None
        try:
            where = url if path is None else below(url, path)
            receiver, request = _request(url, where, headers, body)
            async with asyncio.timeout(self._total_seconds):
                answer = await self._post(receiver, request)
        except TimeoutError:
            error = f"no whole answer within {self._total_seconds:g} s"
        except RefusedAddress:
            error = "the host has an address that not everybody can reach"
        except (NoAnswer, OSError, ValueError) as failure:  # ssl's are among the second
            error = f"{failure}"[:200] or type(failure).__name__
        milliseconds = round((monotonic() - began) * 1000)
        if answer is None:
            return Attempt(None, "", error, milliseconds)
        return Attempt(
            answer.status,
            _text(answer.body),
            None,
            milliseconds,
            _retry_after(answer.retry_after) if answer.retry_after else None,
        )

    async def aclose(self) -> None:
        for idle in self._idle.values():
            for each in idle:
                each.close()
        self._idle.clear()

    async def _post(self, receiver: Receiver, request: bytes) -> ReceiverAnswer:
        while (connection := self._take(receiver)) is not None:
            try:
                return await self._on(connection, receiver, request)
            except NoAnswer as failure:
                # It was closed while it was idle, most likely: what we sent nobody has read.
                if failure.begun:
                    raise
        return await self._on(await self._open(receiver), receiver, request)

    async def _on(
        self, connection: ReceiverConnection, receiver: Receiver, request: bytes
    ) -> ReceiverAnswer:
        answer = await connection.post(request)
        if connection.reusable:
            self._keep(connection, receiver)
        return answer

    async def _open(self, receiver: Receiver) -> ReceiverConnection:
        addresses = await self._resolve(receiver.host, receiver.port)
        if not allows(self._allowed, receiver.host, receiver.port):
            addresses = reachable(addresses)
        tls = self._tls if receiver.encrypted else None
        failure: Exception = OSError("the host has no address")
        for address in addresses:
            try:
                async with asyncio.timeout(CONNECT_SECONDS):
                    return await self._connect(address, receiver.port, tls, receiver.host)
            except TimeoutError:
                failure = OSError(f"no connection within {CONNECT_SECONDS:g} s")
            except OSError as error:
                failure = error
        raise failure

    def _take(self, receiver: Receiver) -> ReceiverConnection | None:
        idle = self._idle.get(receiver)
        while idle:
            kept = idle.pop()
            kept.expiry.cancel()
            if kept.connection.reusable:
                return kept.connection
        return None

    def _keep(self, connection: ReceiverConnection, receiver: Receiver) -> None:
        expiry = asyncio.get_running_loop().call_later(IDLE_SECONDS, connection.close)
        idle = self._idle.setdefault(receiver, deque())
        idle.append(_Idle(connection, expiry))
        if len(idle) > MOST_IDLE:
            idle.popleft().close()
        self._idle.move_to_end(receiver)
        if len(self._idle) > MOST_RECEIVERS:
            for each in self._idle.popitem(last=False)[1]:
                each.close()


class _Idle(NamedTuple):
    connection: ReceiverConnection
    expiry: asyncio.TimerHandle

    def close(self) -> None:
        self.expiry.cancel()
        self.connection.close()


def _request(
    url: str, where: str, headers: Mapping[str, str], body: bytes
) -> tuple[Receiver, bytes]:
    """To `where`, which is of the endpoint at `url`. Raises `ValueError` where it is no URL."""
    parts = urlsplit(where)
    host, port = parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme]
    target = parts.path or "/"
    if parts.query:
        target += f"?{parts.query}"
    lines = [f"POST {target} HTTP/1.1", f"host: {parts.netloc}", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join((*lines, "", ""))
    return Receiver(url, host, port, parts.scheme == "https"), head.encode("ascii") + body


async def _connect(
    address: str, port: int, tls: ssl.SSLContext | None, host: str
) -> ReceiverConnection:
    loop = asyncio.get_running_loop()
    named = host.rstrip(".") if tls else None
    _, connection = await loop.create_connection(
        ReceiverConnection, address, port, ssl=tls, server_hostname=named
    )
    return connection


async def _resolve(host: str, port: int) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise OSError("the host has no address") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _text(answer: bytes) -> str:
    """As far as it is kept, without what PostgreSQL can't."""
    return answer[:KEPT_BYTES].decode(errors="replace").replace("\0", "\ufffd")


def _retry_after(text: str) -> timedelta | None:
    """Seconds or a date; None where it is neither."""
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**9))
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # the second for numbers that no C integer holds
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(when - datetime.now(UTC), timedelta(0))
