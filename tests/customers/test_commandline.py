"""The same by the command line; neither it nor the server tells of anybody in what it logs."""

import json
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from httpx import AsyncClient

from tests.conftest import contents
from tests.customers.test_routes import CANARIES, NAME, PHONE, told
from tests.server import Server
from tests.test_main import environment


def run(tmp_path: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "huuva_backend", "customers", *arguments],
        cwd=tmp_path,
        env=environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


async def test_a_customer_is_exported_and_erased(tmp_path: Path, own_database: str) -> None:
    directory = tmp_path / "server"
    directory.mkdir()
    served = Server(directory, DATABASE_URL=own_database, LOG_LEVEL="debug", WORKER="none")
    async with served as server, AsyncClient(base_url=server.url) as client:
        first = (await client.post("/api/orders", json=told())).json()
        second = (await client.post("/api/orders", json=told())).json()
        open_still = run(tmp_path, own_database, "erase", "--phone", PHONE)
        for placed in (first, second):
            path = f"/api/orders/{placed['id']}/status"
            await client.patch(path, json={"status": "CANCELLED", "reason": NAME})
        by_api = await client.post("/api/erasures", json={"orderIds": [first["id"]]})
        assert by_api.json() == {"orders": 1, "copies": 0, "accountsLeft": ["acc-canary"]}

    assert (open_still.returncode, open_still.stdout) == (2, "")
    assert f"neither picked up nor cancelled: {first['id']}, {second['id']}" in open_still.stderr
    exported = run(tmp_path, own_database, "export", "--phone", PHONE)
    assert exported.returncode == 0, exported.stderr
    (order,) = json.loads(exported.stdout)["orders"]
    assert (order["id"], order["customer"]["name"]) == (second["id"], NAME)

    erased = run(tmp_path, own_database, "erase", "--phone", PHONE, "--account", "acc-canary")
    assert erased.returncode == 0, erased.stderr
    assert json.loads(erased.stdout) == {"orders": 2, "copies": 0, "accountsLeft": []}

    connection = await asyncpg.connect(own_database)
    told_still = str(await contents(connection)) + served.log + erased.stderr
    await connection.close()
    assert [canary for canary in CANARIES if canary in told_still.lower()] == []


@pytest.mark.parametrize("act", ["erase", "export"])
def test_nobody_named_is_refused(tmp_path: Path, act: str) -> None:
    refused = run(tmp_path, "postgresql://nobody@127.0.0.1:1/none", act)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "should have an account, a phone or orderIds" in refused.stderr
