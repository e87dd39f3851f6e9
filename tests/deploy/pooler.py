"""Debian's PgBouncer as a process of its own, in front of a PostgreSQL of the test's own."""

import asyncio
import re
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from huuva_backend.platform.db import system_user
from tests.server import ROOT, free_port

PROGRAM = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
needed = pytest.mark.skipif(PROGRAM is None, reason="no PgBouncer is installed: apt install it")
SMALL_POOL = 3
"""Far fewer than clients, so that each is lent one connection after the other."""


def _ours(directory: Path, database: str, port: int) -> str:
    """The file that is shipped, but for where things are."""
    (socket,) = parse_qs(urlsplit(database).query)["host"]
    text = (ROOT / "deploy" / "pgbouncer.ini").read_text()
    text = text.replace("host=postgres port=5432 dbname=huuva", f"host={socket} dbname=postgres")
    for name, value in {
        "listen_addr": "127.0.0.1",
        "listen_port": str(port),
        "auth_type": "trust",
        "auth_file": str(directory / "users"),
        "default_pool_size": str(SMALL_POOL),
    }.items():
        text, changed = re.subn(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
        assert changed == 1, name
    return text + "unix_socket_dir =\n"


@asynccontextmanager
async def pooling(directory: Path, database: str) -> AsyncIterator[int]:
    """The port on which it listens."""
    assert PROGRAM is not None
    port = free_port()
    where = directory / "pooler"
    where.mkdir()
    where.chmod(0o755)
    (where / "users").write_text('"huuva_app" ""\n"huuva_measures" ""\n"postgres" ""\n')
    (where / "pgbouncer.ini").write_text(_ours(where, database, port))
    with (directory / "pooler.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: ASYNC220 - returns at once
            [PROGRAM, str(where / "pgbouncer.ini")],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            **system_user.identity(),  # it won't be root's either
        )
    try:
        await _until_it_listens(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(10)


async def _until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    async with asyncio.timeout(10):
        while process.poll() is None:
            try:
                connection = await asyncpg.connect(
                    f"postgresql://huuva_app@127.0.0.1:{port}/huuva", statement_cache_size=0
                )
            except OSError:
                await asyncio.sleep(0.02)
            else:
                await connection.close()
                return
    raise AssertionError("it has left")
