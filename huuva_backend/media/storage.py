"""Where files are kept under names that tell their content."""

import asyncio
import os
import re
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol

NAME = re.compile(r"[0-9a-f]{64}\.(png|jpg|webp)")
ABANDONED_SECONDS = 3600
"""Nobody is still about to finish or to name a file that is this old."""


class Storage(Protocol):
    """What a name stands for never changes, so nothing here replaces anything.

    Whoever removes has to see to it that nobody puts the same meanwhile.
    """

    async def put(self, name: str, content: bytes) -> None:
        """Kept for good when this returns. Raises `OSError` where that can't be."""

    async def find(self, name: str) -> bytes | None: ...

    async def settled(self) -> Sequence[str]:
        """The names of all files that were put at least `ABANDONED_SECONDS` ago."""

    async def remove(self, names: Iterable[str]) -> int:
        """How many of them were there."""


class Directory:
    """A directory, made when it is first needed; several processes and a web server may share it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._swept = False

    async def put(self, name: str, content: bytes) -> None:
        await asyncio.to_thread(self._put, name, content)

    async def find(self, name: str) -> bytes | None:
        return await asyncio.to_thread(self._find, name)

    async def settled(self) -> Sequence[str]:
        return await asyncio.to_thread(self._settled)

    async def remove(self, names: Iterable[str]) -> int:
        return await asyncio.to_thread(self._remove, names)

    def _file(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("no name that anything is kept under")
        return self._path / name

    def _find(self, name: str) -> bytes | None:
        with suppress(FileNotFoundError):
            return self._file(name).read_bytes()
        return None

    def _settled(self) -> list[str]:
        with suppress(FileNotFoundError), os.scandir(self._path) as files:
            return [file.name for file in files if NAME.fullmatch(file.name) and _is_old(file)]
        return []

    def _remove(self, names: Iterable[str]) -> int:
        removed = 0
        for file in map(self._file, names):
            with suppress(FileNotFoundError):
                file.unlink()
                removed += 1
        return removed

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
            if _is_old(part):
                part.unlink(missing_ok=True)


def _is_old(file: Path | os.DirEntry[str]) -> bool:
    """Not if it is gone by now."""
    with suppress(FileNotFoundError):
        return file.stat().st_mtime < time.time() - ABANDONED_SECONDS
    return False
