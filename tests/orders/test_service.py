"""Several at once: whoever loses a race reads again, and nobody waits for long."""

import asyncio

from tests.conftest import Connection
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.orders.kitchen import Kitchen, statuses

PLUS = [f"PLU-{number}" for number in range(12)]


async def test_items_that_are_moved_at_once_all_move(
    committing: Kitchen, watcher: Connection
) -> None:
    placed = await committing.place(items=[item(plu) for plu in PLUS])

    answers = await asyncio.gather(*(committing.move_item(placed, plu, "READY") for plu in PLUS))

    after = await committing.get(placed)
    assert [answer.status_code for answer in answers] == [200] * len(PLUS)
    assert statuses(after) == ["READY"] * (1 + len(PLUS))
    assert sorted(answer.json()["orderVersion"] for answer in answers) == list(range(2, 14))
    assert await violations(watcher) == []


async def test_parts_of_one_line_that_are_moved_at_once_are_moved_each(
    committing: Kitchen, watcher: Connection
) -> None:
    placed = await committing.place(items=[item("WINGS", quantity=12)])
    line = {"line": "1"}

    answers = await asyncio.gather(
        *(
            committing.move_item(placed, "WINGS", "READY", params=line, quantity=1)
            for _ in range(11)
        )
    )

    after = await committing.get(placed)
    assert [answer.status_code for answer in answers] == [200] * 11
    assert sorted(answer.json()["line"] for answer in answers) == list(range(2, 13))
    assert [line["quantity"] for line in after["items"]] == [1] * 12
    assert statuses(after) == ["PREPARING", "ORDERED", *["READY"] * 11]
    assert await violations(watcher) == []


async def test_one_status_that_many_ask_for_at_once_is_taken_once(
    committing: Kitchen, watcher: Connection
) -> None:
    placed = await committing.place()

    answers = await asyncio.gather(*(committing.move(placed, "READY") for _ in range(12)))

    assert [answer.status_code for answer in answers] == [200] * 12
    assert {answer.json()["version"] for answer in answers} == {2}
    assert await violations(watcher) == []


async def test_one_order_that_is_posted_many_times_at_once_is_placed_once(
    committing: Kitchen, watcher: Connection
) -> None:
    body = order()

    answers = await asyncio.gather(*(committing.post(body) for _ in range(12)))

    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await watcher.fetchval("SELECT count(*) FROM orders") == 1


async def test_an_order_that_somebody_holds_is_busy(
    committing: Kitchen, watcher: Connection
) -> None:
    placed = await committing.place()
    async with watcher.transaction():
        await watcher.execute("SELECT FROM orders FOR NO KEY UPDATE")

        held = await committing.move(placed, "READY")
        looked_at = await committing.get(placed)

    assert (held.status_code, held.json()["code"]) == (409, "busy")
    assert held.headers["Retry-After"] == "1"
    assert looked_at == placed
    assert (await committing.move(placed, "READY")).status_code == 200


async def test_a_rehearsal_waits_for_nobody(committing: Kitchen, watcher: Connection) -> None:
    placed = order()
    await committing.post(placed)
    async with watcher.transaction():
        await watcher.execute("SELECT FROM orders FOR UPDATE")
        await watcher.execute("SELECT FROM location_feeds FOR UPDATE")
        await watcher.execute("LOCK order_dedupe IN EXCLUSIVE MODE")

        new = await committing.post(order(), validateOnly="true")
        again = await committing.post(placed, validateOnly="true")

    assert (new.status_code, again.status_code) == (200, 200)
    assert again.headers["Idempotent-Replayed"] == "true"
