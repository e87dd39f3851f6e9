"""Whatever comes between while an endpoint is told from histories, nothing is left out."""

from typing import Any

import pytest

from huuva_backend.orders.cursor import Cursor
from huuva_backend.webhooks import gap, history_repository
from huuva_backend.webhooks.delivery_service import DeliveryService
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen
from tests.webhooks.away import LET_GO, Away, moved, told
from tests.webhooks.receiver import OK, Behaviour, Received, Receiver
from tests.webhooks.telling import Telling

OLD = "UPDATE order_events SET at = at - interval '3 days' WHERE location_id = $1"
CURSOR = "SELECT cursor FROM webhook_cursors WHERE location_id = $1"


class Killed(Exception):
    """As if the worker had died."""


class Death:
    """Once `comes`, nothing is noted any more."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.comes = False
        note = DeliveryService.note

        async def noted(service: DeliveryService, *asked: Any) -> None:
            if self.comes:
                raise Killed
            await note(service, *asked)

        monkeypatch.setattr(DeliveryService, "note", noted)


async def test_a_worker_that_dies_in_between_is_followed_by_one_that_tells_the_rest(
    telling: Telling,
    committing: Kitchen,
    committed: Connection,
    away: Away,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history_repository, "ORDERS_AT_ONCE", 1)
    death = Death(monkeypatch)

    def behave(received: Received) -> Behaviour:
        death.comes |= received.order == orders[1]["id"]
        return OK

    async with Receiver() as receiver:
        await telling.endpoint(receiver)
        orders = [await committing.place(locationId=location) for _ in range(3)]
        await telling.run()
        for placed in orders:
            await moved(committing, placed, "PREPARING")
        await away.let_go()
        receiver.requests.clear()
        receiver.behave = behave
        with pytest.raises(Killed):
            await telling.run()
        at_death = [each.order for each in receiver.requests]
        death.comes, receiver.behave = False, lambda _: OK
        telling.dispatcher = telling.worker()
        await telling.run()

    assert at_death == [orders[0]["id"], orders[1]["id"]]
    assert {receiver.of_order(each["id"])[-1] for each in orders} == {2}
    assert len({each.id for each in receiver.requests}) == 3
    assert Cursor(await committed.fetchval(CURSOR, location)).seq == 6


async def test_it_is_told_day_by_day_and_a_second_worker_begins_with_the_day_that_is_left(
    telling: Telling,
    committing: Kitchen,
    committed: Connection,
    away: Away,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps: list[Any] = []
    missed = DeliveryService.missed

    async def watched(self: DeliveryService, *asked: Any, **more: Any) -> Any:
        steps.append((asked[3].since, asked[3].step))
        return await missed(self, *asked, **more)

    monkeypatch.setattr(DeliveryService, "missed", watched)
    async with Receiver() as receiver:
        await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await telling.run()
        await moved(committing, placed, "PREPARING")
        await committed.execute(OLD, location)
        await away.let_go()
        await telling.run()

    assert [until - since for since, until in steps[:3]] == [gap.STEP] * 3
    assert [since for since, _ in steps[1:]] == [until for _, until in steps[:-1]]
    assert len(steps) == 4


async def test_what_is_let_go_of_while_it_is_told_is_told_from_history_as_well(
    telling: Telling, committing: Kitchen, committed: Connection, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await telling.run()
        await moved(committing, placed, "PREPARING")
        await away.let_go()
        await moved(committing, placed, "READY")

        def behave(received: Received) -> Behaviour:
            async def slow(*connection: Any) -> None:
                await committed.execute(LET_GO, location)
                await OK(*connection)

            return slow if received.json["data"]["fromHistory"] else OK

        receiver.behave = behave
        await telling.run()
        receiver.behave = lambda _: OK
        await moved(committing, placed, "PICKED_UP")
        await telling.run()

    assert told(receiver, placed)[1:] == [
        (2, "order.status_changed", True),
        (3, "order.status_changed", True),
        (4, "order.status_changed", False),
    ]


async def test_a_second_beginning_sends_the_same_ids(
    telling: Telling, committing: Kitchen, committed: Connection, away: Away, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await moved(committing, placed, "PREPARING")
        await away.let_go()
        await telling.run()
        await committed.execute("DELETE FROM webhook_cursors WHERE location_id = $1", location)
        telling.dispatcher = telling.worker()
        await telling.run()

    ids = [each.id for each in receiver.requests]
    assert ids[:2] == ids[2:]
    assert len(set(ids)) == 2
    assert len(await telling.log(endpoint)) == 2
