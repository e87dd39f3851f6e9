"""HTTP/1.1 spoken by hand: light enough to load a server, and nothing tidies up what is sent."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str | None:
        """Which problem it is, None where it is none."""
        return str(self.json()["code"]) if self.status >= 400 else None


class Wire:
    """One keep-alive connection, opened by the first request and after each loss."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.connections = 0
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def get(self, target: str) -> Answer:
        return await self.request("GET", target)

    async def post(self, target: str, document: object) -> Answer:
        return await self.request("POST", target, document)

    async def patch(self, target: str, document: object, **headers: str) -> Answer:
        return await self.request("PATCH", target, document, **headers)

    async def request(
        self, method: str, target: str, document: object = None, **headers: str
    ) -> Answer:
        """`headers` by their names with underscores. Raises `OSError` where the connection is lost."""
        body = b"" if document is None else json.dumps(document).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.exchange(message(method, target, JSON | named, body))

    async def exchange(self, request: bytes) -> Answer:
        """Whatever the bytes are, one answer to them."""
        try:
            if self._writer is None:
                self.connections += 1
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
            assert self._reader is not None
            self._writer.write(request)
            return await _answer(self._reader)
        except (asyncio.IncompleteReadError, OSError) as error:
            self.close()
            raise ConnectionError("closed before it answered") from error
        except BaseException:
            self.close()
            raise


def message(method: str, target: str, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: kitchen"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    pairs = (line.partition(":") for line in head[1:] if line)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Answer(int(head[0].split()[1]), headers, body)
