"""The API as analysts use it, and orders whose history happened at exact times."""

from typing import Any

from httpx import AsyncClient, Response

from tests.factories import item, order

Json = dict[str, Any]

DAY = {"from": "2026-01-31T00:00:00Z", "to": "2026-02-01T00:00:00Z"}


def at(clock: str) -> str:
    """A time of day on the day that `DAY` measures."""
    return f"2026-01-31T{clock}Z"


def history(*steps: str) -> list[Json]:
    """`"READY 18:00:00"`, or with a whole instant in place of the time of day."""
    entries = []
    for step in steps:
        status, moment = step.split()
        entries.append({"status": status, "timestamp": moment if "T" in moment else at(moment)})
    return entries


class Analyst:
    def __init__(self, api: AsyncClient) -> None:
        self.api = api

    async def order(self, *steps: str, **changes: Any) -> Json:
        """An order that went these steps, for a pickup so early that it was never held back."""
        changes = {"pickupTime": at("00:00:00"), **changes}
        told = {"statusHistory": history(*steps)} if steps else {"created": at("12:00:00")}
        items = [item("BURGER", status=changes.pop("item_status", None))]
        answer = await self.api.post("/api/orders", json=order(**{"items": items} | told | changes))
        assert answer.status_code == 201, answer.text
        placed: Json = answer.json()
        return placed

    async def ask(self, measure: str, **query: Any) -> Response:
        return await self.api.get(f"/api/analytics/{measure}", params={**DAY, **query})

    async def read(self, measure: str, **query: Any) -> Json:
        answer = await self.ask(measure, **query)
        assert answer.status_code == 200, answer.text
        measured: Json = answer.json()
        return measured

    async def durations(self, **query: Any) -> dict[str, Json]:
        """By status."""
        measured = await self.read("status-durations", **query)
        return {duration["status"]: duration for duration in measured["items"]}

    async def busy_buckets(self, **query: Any) -> list[tuple[str, int, int, int, int]]:
        """Those in which something happened: start, received, ready, picked up, cancelled."""
        measured = await self.read("throughput", **query)
        flows = [
            tuple(flow[name] for name in ("start", "received", "ready", "pickedUp", "cancelled"))
            for flow in measured["items"]
        ]
        return [flow for flow in flows if any(flow[1:])]


def excluded(measured: Json) -> dict[str, int]:
    return {left_out["cause"]: left_out["count"] for left_out in measured["excluded"]}
