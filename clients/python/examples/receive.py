"""Takes webhooks at port 9000: `HUUVA_SECRET=whsec_… python examples/receive.py`."""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer

from huuva_client import WebhookRefused, verify

SECRETS = os.environ["HUUVA_SECRET"].split(",")


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            message = verify(SECRETS, self.headers, body)
        except WebhookRefused:
            self.answer(401)
            return
        told = [message["type"], *map(message["data"].get, ("channelOrderId", "orderStatus"))]
        print(*filter(None, told), flush=True)
        self.answer(204)

    def answer(self, status: int) -> None:
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """What it takes is told above."""


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver)
    print("listening", flush=True)
    server.serve_forever()
