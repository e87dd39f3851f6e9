"""uvicorn's HTTP/1.1, in which an answer can also cut its connection.

Closing waits until all that was written has been read, which a client that has stopped reading never does.
"""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

CUT = "huuva_backend.cut"
"""The extension of a request's scope: `{"now": function}`."""


class CuttableProtocol(HttpToolsProtocol):
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {CUT: {"now": self.transport.abort}}
