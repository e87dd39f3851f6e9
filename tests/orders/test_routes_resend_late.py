"""Each content that a partner sends is taken once, in whatever order its messages arrive."""

from itertools import permutations

import pytest
from httpx import AsyncClient, Response

from tests.conftest import Connection, NothingWritten
from tests.orders.invariants import violations
from tests.orders.kitchen import Kitchen
from tests.orders.messages import BEER, PIZZA, TIRA, lines, message, replayed, send

MESSAGES = [message(), message(PIZZA, BEER | {"quantity": 2}), message(PIZZA, BEER, TIRA)]


@pytest.mark.parametrize("turns", [*permutations(range(3))])
async def test_a_late_repeat_changes_nothing_in_any_order_of_arrival(
    kitchen: Kitchen, sql: Connection, turns: tuple[int, ...]
) -> None:
    answers = [await send(kitchen, MESSAGES[turn]) for turn in turns]

    repeats = [await send(kitchen, MESSAGES[turn]) for turn in turns]

    assert [answer.json()["version"] for answer in answers] == [1, 2, 3]
    assert all(map(replayed, repeats))
    assert {answer.json()["version"] for answer in repeats} == {3}
    live = [(plu, count) for plu, count, status in lines(repeats[0]) if status != "CANCELLED"]
    wanted = [(each["plu"], each["quantity"]) for each in MESSAGES[turns[-1]]["items"]]
    assert sorted(live) == sorted(wanted)
    assert await violations(sql) == []


async def test_a_content_that_changed_nothing_never_does(kitchen: Kitchen, sql: Connection) -> None:
    await send(kitchen, message())
    nothing = message(status="PREPARING")

    same = await send(kitchen, nothing)
    await send(kitchen, message(PIZZA))
    late = await send(kitchen, nothing)

    assert (same.status_code, same.json()["version"], replayed(same)) == (200, 1, False)
    assert (late.json()["version"], replayed(late)) == (2, True)
    assert await violations(sql) == []


async def test_without_it_another_content_is_refused_and_a_taken_one_is_a_retry(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    await send(kitchen, message())
    await send(kitchen, message(TIRA))

    async with nothing_written():
        taken = await kitchen.post(message(TIRA))
        other = await kitchen.post(message(BEER))
        rehearsed = await send(kitchen, message(PIZZA, BEER, TIRA), validateOnly="true")
        unknown = await kitchen.post(message(), ifExists="replace")

    assert (taken.status_code, replayed(taken)) == (200, True)
    assert (other.status_code, other.json()["code"]) == (409, "order-exists")
    assert (rehearsed.status_code, rehearsed.json()["version"]) == (200, 3)
    assert unknown.status_code == 422


async def test_a_refused_message_is_not_taken(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    await send(kitchen, message())
    dollars = message(PIZZA, TIRA | {"unitPrice": {"amount": 1, "currency": "USD"}})
    nameless = message(PIZZA, {"plu": "GHOST", "quantity": 1})

    async with nothing_written():
        refused = [await send(kitchen, body) for body in (dollars, nameless, dollars)]

    assert [
        [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]
        for answer in refused
    ] == [
        [("/items/1/unitPrice/currency", "currency-mismatch")],
        [("/items/1/plu", "unknown-plu")],
        [("/items/1/unitPrice/currency", "currency-mismatch")],
    ]


async def test_a_later_pick_up_keeps_the_key_for_longer(kitchen: Kitchen, sql: Connection) -> None:
    key = "SELECT expires_at, later_digests::text FROM order_dedupe"
    order = (await send(kitchen, message())).json()
    first = await sql.fetchrow(key)

    await send(kitchen, message(pickupTime="2126-01-31T18:00:00Z"))
    second = await sql.fetchrow(key)
    await kitchen.amend(order, pickupTime="2126-02-28T18:00:00Z")
    third = await sql.fetchrow(key)

    assert first is not None
    assert second is not None
    assert third is not None
    assert [row[0].isoformat() for row in (second, third)] == [
        "2126-02-02T18:00:00+00:00",
        "2126-03-02T18:00:00+00:00",
    ]
    assert (first[1], second[1]) == (None, third[1])
    assert await violations(sql) == []


async def test_an_earlier_content_is_meant_where_its_sender_knows_the_version(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    await send(kitchen, message())
    await send(kitchen, message(PIZZA, BEER, TIRA))

    async def send_knowing(version: int) -> Response:
        headers = {"If-Match": f'"{version}"'}
        return await api.post("/api/orders?ifExists=amend", json=message(), headers=headers)

    stale, meant, again = [await send_knowing(version) for version in (1, 2, 2)]

    assert stale.status_code == 412
    assert (meant.status_code, replayed(meant), meant.json()["version"]) == (200, False, 3)
    assert lines(meant)[2:] == [("TIRA", 1, "CANCELLED")]
    assert (again.status_code, replayed(again), again.json()["version"]) == (200, True, 3)
    assert await violations(sql) == []
