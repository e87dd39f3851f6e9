"""The real Caddy with the real Caddyfile, as a process of its own with certificates of its own."""

import asyncio
import os
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from httpx import AsyncClient

from tests.server import PATIENCE_SECONDS, ROOT, free_port

CADDY = shutil.which("caddy", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
CADDYFILE = ROOT / "deploy" / "Caddyfile"
USER, PASSWORD = "kitchen", "a password"
# Of the password, made as cheaply as bcrypt can.
HASH = "$2a$04$NaWLoD5YlA3zszGEUqnl2uc5DXYIIoWcg.ByBXdY4JhBhuCJfmpWm"


class Caddy:
    """In front of whatever listens on the port `upstream`; the pictures are in `media` of `data`.

    With `auth` "proxy" it asks for a password, with "keys" whoever listens asks for keys.
    """

    def __init__(self, directory: Path, upstream: int, data: Path, auth: str = "proxy") -> None:
        self.port, self.plain_port = free_port(), free_port()
        self.url = f"https://localhost:{self.port}"
        self._log = directory / "caddy.log"
        self._root = directory / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        self._environment = os.environ | {
            "HOST_DOMAIN": "localhost",
            "HUUVA_BACKEND_AUTH": auth,
            "API_USER": USER,
            "API_PASSWORD_HASH": HASH,
            "API_UPSTREAM": f"127.0.0.1:{upstream}",
            "MEDIA_ROOT": str(data),
            "HTTPS_PORT": str(self.port),
            "HTTP_PORT": str(self.plain_port),
            "XDG_DATA_HOME": str(directory / "data"),
            "XDG_CONFIG_HOME": str(directory / "config"),
        }

    async def __aenter__(self) -> Self:
        self._start()
        try:
            await self._until_it_answers()
        except BaseException:
            self.process.kill()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """By itself, within our patience."""
        self.process.terminate()
        try:
            await asyncio.to_thread(self.process.wait, PATIENCE_SECONDS)
        finally:
            self.process.kill()

    @property
    def log(self) -> str:
        return self._log.read_text(errors="replace")

    @property
    def trust(self) -> ssl.SSLContext:
        """In the authority that it made for itself."""
        return ssl.create_default_context(cafile=self._root)

    def client(self, *, known: bool = True) -> AsyncClient:
        auth = (USER, PASSWORD) if known else None
        return AsyncClient(base_url=self.url, verify=self.trust, auth=auth, timeout=30)

    def _start(self) -> None:
        assert CADDY is not None
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [CADDY, "run", "--config", str(CADDYFILE)],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def _until_it_answers(self) -> None:
        began = time.monotonic()
        while not await self._answers():
            assert self.process.poll() is None, self.log
            assert time.monotonic() - began < PATIENCE_SECONDS, self.log
            await asyncio.sleep(0.02)

    async def _answers(self) -> bool:
        try:
            _, writer = await asyncio.open_connection("localhost", self.port, ssl=self.trust)
        except OSError:
            return False
        writer.close()
        return True
