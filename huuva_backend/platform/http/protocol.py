"""uvicorn's HTTP/1.1, in which an answer can also cut its connection, or have its head sent with its body.

Closing waits until all that was written has been read, which a client that has stopped reading never does. And what is
written by itself is a packet by itself: one for the head and one for the body cost both sides a tenth of a short answer.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

CUT = "huuva_backend.cut"
"""The extension of a request's scope: `{"now": function}`."""

HOLD = "huuva_backend.hold"
"""The extension of a request's scope: `{"next": function}`, after which what is written next waits for what follows."""


class HoldingTransport(asyncio.Transport):
    """Another one, that can be told to send a head together with the body that follows it at once."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._holds = False
        self._held: bytes | None = None

    def hold(self) -> None:
        self._holds = True

    def write(self, data: Any) -> None:
        if self._holds:
            self._holds, self._held = False, data
        elif self._held is None:
            self._transport.write(data)
        else:
            head, self._held = self._held, None
            self._transport.writelines((head, data))

    def close(self) -> None:
        self._transport.close()

    def abort(self) -> None:
        self._transport.abort()

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def pause_reading(self) -> None:
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        self._transport.resume_reading()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._transport.get_extra_info(name, default)


class CuttableProtocol(HttpToolsProtocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._holding = HoldingTransport(transport)
        super().connection_made(self._holding)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {
            CUT: {"now": self.transport.abort},
            HOLD: {"next": self._holding.hold},
        }
