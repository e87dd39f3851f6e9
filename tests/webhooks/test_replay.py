"""From where an endpoint is told of events, and how it is told again."""

from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.orders.kitchen import Kitchen
from tests.webhooks.partners import ENDPOINTS, add, cursors, refused


async def test_it_is_told_of_what_happens_from_now_on(
    wolt: AsyncClient, operator: AsyncClient, sql: Connection
) -> None:
    kitchen = Kitchen(operator)
    for location in ("kamppi", "kamppi", "kallio"):
        await kitchen.place(locationId=location)

    made = await add(wolt, locationIds=["kamppi", "new"])
    at_first = await cursors(sql)
    await wolt.patch(f"{ENDPOINTS}/{made['id']}", json={"locationIds": None})

    assert (at_first, await cursors(sql)) == ({"kamppi": 2}, {"kamppi": 2, "kallio": 1})


async def test_a_replay_goes_back_to_a_time_or_cursor_and_never_forth(
    wolt: AsyncClient, operator: AsyncClient, sql: Connection
) -> None:
    kitchen = Kitchen(operator)
    for location in ("kamppi", "kamppi", "kamppi", "kallio"):
        await kitchen.place(locationId=location)
    path = f"{ENDPOINTS}/{(await add(wolt))['id']}"
    newest = (await operator.get("/api/events?locationId=kamppi")).json()["newest"]
    epoch = newest.partition(".")[0]

    async def replay(**told: Any) -> tuple[int, dict[str, int]]:
        answer = await wolt.post(f"{path}/replay", json=told)
        return answer.status_code, await cursors(sql)

    assert await replay(**{"from": f"{epoch}.2", "locationId": "kamppi"}) == (
        202,
        {"kamppi": 2, "kallio": 1},
    )
    assert (await replay(**{"from": newest, "locationId": "kamppi"}))[1]["kamppi"] == 2
    assert (await replay(**{"from": "2099-01-01T00:00:00Z"}))[1] == {"kamppi": 2, "kallio": 1}
    assert (await replay(**{"from": "0", "locationId": "kamppi"}))[1]["kamppi"] == 0
    assert (await replay(**{"from": "2020-01-01T00:00:00Z"}))[1] == {"kamppi": 0, "kallio": 0}


@pytest.mark.parametrize(
    ("told", "pointer"),
    [
        ({"from": "ffffffff.1", "locationId": "kamppi"}, "/from"),
        ({"from": "ffffffff.1"}, "/locationId"),
        ({"from": "0"}, "/locationId"),
        ({"from": "2026-01-01T00:00:00Z", "locationId": "kallio"}, "/locationId"),
    ],
)
async def test_a_replay_from_elsewhere_is_refused(
    wolt: AsyncClient,
    operator: AsyncClient,
    nothing_written: NothingWritten,
    told: dict[str, Any],
    pointer: str,
) -> None:
    await Kitchen(operator).place(locationId="kamppi")
    path = f"{ENDPOINTS}/{(await add(wolt, locationIds=['kamppi']))['id']}"

    async with nothing_written():
        answer = await wolt.post(f"{path}/replay", json=told)

    assert refused(answer) == (422, "invalid-replay", [pointer])
