"""A file system of a few megabytes, which can be filled and emptied."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from huuva_backend.platform.db import system_user

PIECE = bytes(64 * 1024)


@contextmanager
def mounted(directory: Path, megabytes: int) -> Iterator[Path]:
    """Skips the test where nothing may be mounted."""
    directory.mkdir()
    mount = shutil.which("mount")
    arguments = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "tmpfs", str(directory)]
    if mount is None or subprocess.call([mount, *arguments], stderr=subprocess.DEVNULL):
        pytest.skip("no small file system can be mounted: that takes root")
    try:
        system_user.give(directory)
        yield directory
    finally:
        # Lazily: a PostgreSQL that crashed on it may still be leaving.
        subprocess.run(["umount", "--lazy", str(directory)], check=True)


@contextmanager
def filled(directory: Path) -> Iterator[None]:
    """Nothing is free on it meanwhile."""
    filler = directory / "filler"
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        _write_for_ever(filler)
    try:
        yield
    finally:
        filler.unlink()


def _write_for_ever(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        while True:
            file.write(PIECE)
