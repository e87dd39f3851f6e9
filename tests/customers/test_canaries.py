"""Of who was erased nothing is left: not in a dump of the database, not in a log, not in what endpoints answered."""

import asyncio
import subprocess
from pathlib import Path

from httpx import AsyncClient

from huuva_backend.platform.db import embedded
from tests.customers.test_routes import CANARIES, NAME, NOTE, PHONE, told
from tests.server import Server
from tests.webhooks.receiver import Receiver, status

DUMP = embedded._programs() / "pg_dump"
ECHO = status(200, body=f"thanks for the order of {NAME}, {PHONE}".encode())


def found_in(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text.lower()]


async def dumped(url: str) -> str:
    command = [str(DUMP), "--inserts", url]
    done = await asyncio.to_thread(subprocess.run, command, capture_output=True, check=True)
    return done.stdout.decode()


async def answered(client: AsyncClient, endpoint_id: str, times: int) -> None:
    """Until so many messages were sent and answered."""
    path = f"/api/webhook-endpoints/{endpoint_id}/deliveries"
    async with asyncio.timeout(20):
        while True:
            items = (await client.get(path)).json()["items"]
            if sum(each["state"] == "delivered" for each in items) >= times:
                return
            await asyncio.sleep(0.05)


async def test_no_dump_no_log_and_no_file_tells_of_who_was_erased(
    tmp_path: Path, own_database: str
) -> None:
    data = tmp_path / "data"
    settings = {"DATABASE_URL": own_database, "DATA_DIR": str(data), "LOG_LEVEL": "debug"}
    settings["WEBHOOK_ALLOWED_HOSTS"] = "127.0.0.1"
    async with (
        Receiver(lambda _: ECHO) as receiver,
        Server(tmp_path, **settings) as server,
        AsyncClient(base_url=server.url, timeout=20) as client,
    ):
        endpoint = (await client.post("/api/webhook-endpoints", json={"url": receiver.url})).json()
        once = {"Idempotency-Key": "placed"}
        placed = (await client.post("/api/orders", json=told(), headers=once)).json()
        path = f"/api/orders/{placed['id']}"
        await client.patch(path, json={"note": "canary rings", "reason": NAME})
        await client.get("/api/orders", params={"locationId": "main", "phone": PHONE})
        await client.post("/api/orders", json=told(brandId="", note=NOTE))
        await client.patch(f"{path}/status", json={"status": "CANCELLED", "reason": NOTE})
        await answered(client, endpoint["id"], times=3)
        before = await dumped(own_database)

        erased = await client.post("/api/erasures", json={"account": "acc-canary"})

        log = (await client.get(f"/api/webhook-endpoints/{endpoint['id']}/deliveries")).text
    assert found_in(before) == list(CANARIES)
    assert erased.json() == {"orders": 1, "copies": 4, "accountsLeft": []}
    assert len(receiver.requests) == 3
    assert found_in(await dumped(own_database)) == []
    assert found_in(log) == []
    assert found_in(server.log) == []
    for file in data.rglob("*"):
        assert not file.is_file() or found_in(file.read_text(errors="replace")) == []
