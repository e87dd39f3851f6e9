"""Who was away for longer than events are kept is told from histories what it missed, and then goes on."""

from datetime import timedelta

import pytest

from huuva_backend.webhooks.history_repository import HistoryRepository
from tests.orders.kitchen import Kitchen
from tests.webhooks.away import Away, moved, told
from tests.webhooks.receiver import OK, Receiver, status
from tests.webhooks.telling import Telling


async def test_each_status_that_was_missed_is_told_once_and_in_order_and_then_what_is_kept(
    telling: Telling, committing: Kitchen, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        orders = [await committing.place(locationId=location) for _ in range(3)]
        await telling.run()
        for placed in orders:
            await moved(committing, placed, "PREPARING", "READY")
        await committing.amend(orders[0], table="7")
        await away.let_go()
        await moved(committing, orders[0], "PICKED_UP")
        await moved(committing, orders[1], "CANCELLED")

        assert [await telling.run(), await telling.run()] == [9, 0]

    missed = [
        (1, "order.created", False),
        (2, "order.status_changed", True),
        (3, "order.status_changed", True),
    ]
    assert told(receiver, orders[0]) == [
        *missed,
        (4, "order.amended", True),
        (5, "order.status_changed", False),
    ]
    assert told(receiver, orders[1]) == [*missed, (4, "order.cancelled", False)]
    assert told(receiver, orders[2]) == missed
    restarted = await telling.get(endpoint)
    assert restarted.restarted_reason == "told-from-history"
    assert restarted.restarted_at is not None
    assert {each.state for each in await telling.log(endpoint)} == {"delivered"}


async def test_what_is_told_from_history_is_what_was_told_of_the_event(
    telling: Telling, committing: Kitchen, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver, location_ids=[location])
        placed = await committing.place(locationId=location, externalId="theirs")
        await committing.move_item(placed, "BURGER", "PREPARING")
        await committing.move_item(placed, "BURGER", "READY")
        await moved(committing, placed, "CANCELLED")
        await telling.run()
        events = [each.json for each in receiver.requests]
        receiver.requests.clear()
        await telling.replay(endpoint, **{"from": "0", "locationId": location})
        await away.let_go()
        await telling.run()

    assert len(events) == 4
    for event in events:
        event["data"] |= {"fromHistory": True, "cursor": events[-1]["data"]["cursor"]}
    assert [each.json for each in receiver.requests] == events


async def test_of_a_location_that_it_was_told_nothing_of_it_is_told_all(
    telling: Telling, committing: Kitchen, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await away.let_go()
        await telling.run()
        await moved(committing, placed, "PREPARING")
        await telling.run()

    assert told(receiver, placed) == [
        (1, "order.created", True),
        (2, "order.status_changed", False),
    ]


async def test_only_what_passes_the_filters_is_told_from_history(
    telling: Telling, committing: Kitchen, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        await telling.endpoint(
            receiver, events=["order.created"], brand_ids=["mine"], location_ids=[location]
        )
        mine = await committing.place(locationId=location, brandId="mine")
        await moved(committing, mine, "PREPARING")
        await committing.place(locationId=location, brandId="theirs")
        await away.let_go()
        await telling.run()

    assert [(each.order, each.json["type"]) for each in receiver.requests] == [
        (mine["id"], "order.created")
    ]


async def test_a_platform_is_told_it_in_its_own_words(
    telling: Telling, committing: Kitchen, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        await telling.endpoint(receiver, dialect="deliverect")
        placed = await committing.place(
            locationId=location, channel="deliverect", externalId="theirs"
        )
        await telling.run()
        receiver.requests.clear()
        await moved(committing, placed, "PREPARING", "READY")
        await away.let_go()
        await telling.run()

    assert [each.json["status"] for each in receiver.requests] == [50, 70]


async def test_what_fails_of_it_waits_and_is_overtaken_by_nothing_of_its_order(
    telling: Telling, committing: Kitchen, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        bad, good = [await committing.place(locationId=location) for _ in range(2)]
        await telling.run()
        for placed in (bad, good):
            await moved(committing, placed, "PREPARING", "READY")
        await away.let_go()
        await moved(committing, bad, "PICKED_UP")
        receiver.behave = lambda each: status(500) if each.order == bad["id"] else OK
        await telling.run()
        waiting = [each.attempts for each in await telling.log(endpoint) if each.state == "pending"]
        receiver.behave = lambda _: OK
        telling.dispatcher = telling.worker()
        await telling.run(after=timedelta(minutes=1))

    assert sorted(waiting) == [0, 0, 1]
    assert receiver.of_order(good["id"]) == [1, 2, 3]
    assert receiver.of_order(bad["id"]) == [1, 2, 2, 3, 4]


async def test_where_histories_cannot_be_read_others_are_told_all_the_same(
    telling: Telling,
    committing: Kitchen,
    away: Away,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with Receiver() as receiver, Receiver() as other:
        behind = await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await telling.run()
        await moved(committing, placed, "PREPARING")
        await away.let_go()
        await telling.endpoint(other)

        async def times_out(*_: object) -> None:
            raise TimeoutError

        with monkeypatch.context() as patch:
            patch.setattr(HistoryRepository, "missed", times_out)
            await moved(committing, placed, "READY")
            await telling.run()
            assert (3, "order.status_changed", False) in told(other, placed)
        await telling.run()

    assert told(receiver, placed)[1:] == [
        (2, "order.status_changed", True),
        (3, "order.status_changed", False),
    ]
    assert (await telling.get(behind)).restarted_reason == "told-from-history"
