"""Where files are kept under names that tell their content."""

import asyncio
import os
import re
import time
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{64}\.(png|jpg|webp)")
ABANDONED_SECONDS = 3600


class Storage(Protocol):
    """What a name stands for never changes, so nothing here replaces or locks anything."""

    async def put(self, name: str, content: bytes) -> None:
        """Kept for good when this returns. Raises `OSError` where that can't be."""

    async def find(self, name: str) -> bytes | None: ...


class Directory:
    """A directory, made when it is first needed; several processes and a web server may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._swept = False

    async def put(self, name: str, content: bytes) -> None:
        await asyncio.to_thread(self._put, name, content)

    async def find(self, name: str) -> bytes | None:
        return await asyncio.to_thread(self._find, name)

    def _file(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("no name that anything is kept under")
        return self._path / name

    def _find(self, name: str) -> bytes | None:
        with suppress(FileNotFoundError):
            return self._file(name).read_bytes()
        return None

    def _put(self, name: str, content: bytes) -> None:
        file = self._file(name)
        self._path.mkdir(parents=True, exist_ok=True)
        self._sweep()
        if file.exists():
            return
        with NamedTemporaryFile(dir=self._path, prefix=".", suffix=".part", delete=False) as part:
            try:
                part.write(content)
                part.flush()
                os.fchmod(part.fileno(), 0o644)  # for the web server, which is somebody else
                os.fsync(part.fileno())
                Path(part.name).replace(file)
            except BaseException:
                Path(part.name).unlink()
                raise
        self._keep_name()

    def _keep_name(self) -> None:
        directory = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def _sweep(self) -> None:
        """Remove what processes that were killed had begun to write."""
        if self._swept:
            return
        self._swept = True
        for part in self._path.glob(".*.part"):
            with suppress(FileNotFoundError):
                if part.stat().st_mtime < time.time() - ABANDONED_SECONDS:
                    part.unlink()
