"""Clients that are cut off all the time and servers that are killed: nobody misses anything or sees it twice."""

import pytest

from benchmarks.soak import Plan, soak
from tests.server import Server


@pytest.mark.timeout(120)  # servers are started four times
async def test_every_client_sees_every_event_once_and_in_order(
    servers: tuple[Server, Server],
) -> None:
    plan = Plan(clients=10, seconds=2, changes_per_second=60, locations=3, cut_after=(0.2, 1.0))
    result = await soak(servers, plan)
    latencies = result.latencies
    print(f"{result.changes} changes, {sum(c.connections for c in result.clients)} connections,")
    print(f"commit to client p50 {latencies[len(latencies) // 2] * 1e3:.0f} ms")

    assert result.wrong == []
    assert [client.resets for client in result.clients] == [0] * plan.clients
    assert min(client.connections for client in result.clients) >= 3
    assert sum(result.newest.values()) >= result.changes >= 120
