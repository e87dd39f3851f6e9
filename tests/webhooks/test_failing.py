"""Endpoints that fail for long, and what becomes of what they should have been told."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from huuva_backend.partners.caller import TRUSTED
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen
from tests.webhooks.receiver import OK, Behaviour, Received, Receiver, status
from tests.webhooks.telling import Telling

SOON = timedelta(minutes=1)


async def test_one_that_is_gone_is_sent_nothing_until_it_is_enabled(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver(lambda _: status(410)) as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = await committing.place(locationId=location)
        await telling.run()
        await committing.move(placed, "PREPARING")
        receiver.behave = lambda _: OK
        await telling.run(after=SOON)
        disabled = await telling.get(endpoint)

        assert receiver.of_order(placed["id"]) == [1]
        assert (disabled.enabled, disabled.disabled_reason) == (False, "gone")

        await telling.enable(endpoint)
        await telling.run()

    assert receiver.of_order(placed["id"]) == [1, 1, 2]


async def test_one_at_which_nothing_succeeds_for_three_days_is_disabled(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver(lambda _: status(500)) as receiver:
        endpoint = await telling.endpoint(receiver)
        await committing.place(locationId=location)
        await telling.run()
        failing = await telling.get(endpoint)
        while (await telling.get(endpoint)).enabled:
            await telling.run(after=timedelta(hours=1))
        disabled = await telling.get(endpoint)

    assert failing.failing_since is not None
    assert disabled.disabled_at is not None
    failed_for = disabled.disabled_at - failing.failing_since
    assert timedelta(hours=72) <= failed_for < timedelta(hours=78)
    assert disabled.disabled_reason == "failing"
    assert len(receiver.requests) == 13


async def test_an_order_that_is_never_taken_is_given_up_and_its_events_go_on(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    def behave(received: Received) -> Behaviour:
        return status(422) if received.order == bad["id"] and received.version == 1 else OK

    async with Receiver(behave) as receiver:
        endpoint = await telling.endpoint(receiver)
        bad = await committing.place(locationId=location)
        await committing.move(bad, "PREPARING")
        for _ in range(80):
            await committing.place(locationId=location)
            await telling.run(after=timedelta(hours=1))

    assert receiver.of_order(bad["id"]) == [1] * 13 + [2]
    assert (await telling.get(endpoint)).enabled
    (given_up,) = [each for each in await telling.log(endpoint) if each.state == "failed"]
    assert (given_up.attempts, given_up.answer_status) == (13, 422)


async def test_a_dead_endpoint_leaves_the_events_in_the_feed(
    telling: Telling, committing: Kitchen, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huuva_backend.webhooks.outlet.MOST_PENDING", 3)
    async with Receiver(lambda _: status(503)) as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = [await committing.place(locationId=location) for _ in range(12)]
        await telling.run()
        await committing.place(locationId=location)
        await telling.run()
        kept = len(await telling.log(endpoint))
        receiver.behave = lambda _: OK
        while await telling.run(after=SOON):
            pass

    assert kept <= 12
    assert {each["id"] for each in placed} < {each.order for each in receiver.requests}
    assert {each.state for each in await telling.log(endpoint)} == {"delivered"}
    assert len(await telling.log(endpoint)) == 13


async def test_who_was_down_for_long_is_sent_all_that_waits_as_soon_as_it_is_back(
    telling: Telling, committing: Kitchen, location: str
) -> None:
    async with Receiver(lambda _: status(502)) as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = [await committing.place(locationId=location) for _ in range(5)]
        for _ in range(10):
            await telling.run(after=timedelta(minutes=30))
        receiver.behave = lambda _: OK
        receiver.requests.clear()
        await committing.place(locationId=location)

        assert await telling.run() == 6

    assert {each["id"] for each in placed} < {each.order for each in receiver.requests}
    assert {each.state for each in await telling.log(endpoint)} == {"delivered"}


EXPIRED = "DELETE FROM order_events WHERE location_id = $1 AND seq <= $2"


async def test_where_nobody_noted_since_when_it_is_behind_it_goes_on_with_what_is_kept(
    telling: Telling, committing: Kitchen, committed: Connection, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        placed = [await committing.place(locationId=location)]
        await telling.run()
        placed += [await committing.place(locationId=location) for _ in range(2)]
        await committed.execute(EXPIRED, location, 2)
        telling.dispatcher = telling.worker()
        await telling.run()
        restarted = await telling.get(endpoint)
        await committed.execute(EXPIRED, location, 3)
        await telling.run()

    assert [each.order for each in receiver.requests] == [placed[0]["id"], placed[2]["id"]]
    assert restarted.restarted_reason == "events-expired"
    assert restarted.restarted_at is not None


async def test_in_another_epoch_it_goes_on_at_its_number_and_is_told(
    telling: Telling, committing: Kitchen, connected: FastAPI, location: str
) -> None:
    async with Receiver() as receiver:
        endpoint = await telling.endpoint(receiver)
        first = await committing.place(locationId=location)
        await telling.run()
        feed = connected.state.feed
        assert await feed.renew(TRUSTED, connected.state.database, location) == 1
        second = await committing.place(locationId=location)
        await telling.run()

    assert [each.order for each in receiver.requests] == [first["id"], second["id"]]
    assert (await telling.get(endpoint)).restarted_reason == "other-epoch"


async def test_the_log_is_bounded_and_keeps_what_is_pending(
    telling: Telling, committing: Kitchen, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huuva_backend.webhooks.delivery_service.MOST_KEPT", 3)

    def behave(received: Received) -> Behaviour:
        return status(500) if received.order == bad["id"] else OK

    async with Receiver(behave) as receiver:
        endpoint = await telling.endpoint(receiver)
        bad = await committing.place(locationId=location)
        await telling.run()
        for _ in range(6):
            await committing.place(locationId=location)
            await telling.run(after=timedelta(minutes=2))
        await telling.run(after=timedelta(minutes=2))
        full = [each.state for each in await telling.log(endpoint)]
        await committing.place(locationId=location)
        await telling.run(after=timedelta(days=8))
        late = [each.state for each in await telling.log(endpoint)]

    assert full == ["delivered"] * 3 + ["pending"]
    assert late == ["delivered", "pending"]
