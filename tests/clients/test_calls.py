"""What a call does on a bad network, in either client."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count
from typing import Any

import pytest

from tests.clients.network import Asked, Network, answered, done_but_reset
from tests.clients.programs import Program
from tests.conftest import Connection
from tests.factories import item, order

pytestmark = pytest.mark.timeout(180)  # npm may have to fetch what builds a client

ORDERS = "/api/orders"
BUSY = answered(503, "Retry-After: 1")
LIMITED = answered(429, "Retry-After: 1")
numbers = count(1)


def new_order(**changes: Any) -> dict[str, Any]:
    return order(channelOrderId=f"client-{next(numbers)}") | changes


async def test_what_was_done_unheard_is_done_once(
    program: Program, network: Network, committed: Connection
) -> None:
    [placed] = await program.act("place", network.url, new_order())
    network.asked.clear()
    network.fates.extend([done_but_reset, done_but_reset])
    added = await program.act("add_items", network.url, placed, {"items": [item("MINT")]})

    assert added == [
        await committed.fetchval("SELECT count(*) FROM order_items WHERE order_id = $1", placed)
    ]
    keys = [asked.headers["idempotency-key"] for asked in network.asked]
    assert (len(keys), len(set(keys))) == (3, 1)
    lines = "SELECT count(*) FROM order_items WHERE order_id = $1 AND plu = 'MINT'"
    assert await committed.fetchval(lines, placed) == 1


async def test_each_call_has_a_key_of_its_own_and_brings_the_callers(
    program: Program, network: Network
) -> None:
    await program.act("place", network.url, new_order())
    await program.act("place", network.url, new_order())

    keys = {asked.headers["idempotency-key"] for asked in network.asked}
    assert len(keys) == len(network.asked) == 2
    assert {asked.headers["authorization"] for asked in network.asked} == {"Bearer hvk_live_any"}


@pytest.mark.parametrize("fate", [BUSY, LIMITED, answered(502), answered(504)])
async def test_what_passes_is_waited_for(program: Program, network: Network, fate: Any) -> None:
    network.fates.append(fate)
    [placed] = await program.act("place", network.url, new_order())

    assert placed
    first, second = network.asked
    assert (second.at - first.at >= 1) is (fate in (BUSY, LIMITED))


async def in_a_second(network: Network, asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Says so by a date, which has no fractions."""
    at = datetime.now(UTC) + timedelta(seconds=1.999)
    busy = answered(503, f"Retry-After: {format_datetime(at, usegmt=True)}")
    await busy(network, asked, writer)


async def test_a_date_to_come_back_at_is_kept(program: Program, network: Network) -> None:
    network.fates.append(in_a_second)
    await program.act("place", network.url, new_order())

    first, second = network.asked
    assert second.at - first.at >= 0.9


async def test_who_is_to_wait_for_long_is_told_so(program: Program, network: Network) -> None:
    network.fates.append(answered(503, "Retry-After: 3600"))
    [told] = await program.act("place", network.url, new_order())

    assert told == {"problem": [503, "http-503", []]}
    assert len(network.asked) == 1


async def test_five_attempts_are_made(program: Program, network: Network) -> None:
    network.fates.extend([answered(502)] * 6)
    [told] = await program.act("place", network.url, new_order())

    assert told == {"problem": [502, "http-502", []]}
    assert len(network.asked) == 5


async def test_a_refusal_is_a_problem_and_not_sent_again(
    program: Program, network: Network
) -> None:
    [told] = await program.act("place", network.url, new_order(items=[item("A", quantity=0)]))

    assert told == {"problem": [422, "invalid-request", ["/items/0/quantity"]]}
    assert len(network.asked) == 1


async def test_a_move_is_sent_again_where_its_version_makes_that_safe(
    program: Program, network: Network
) -> None:
    [placed] = await program.act("place", network.url, new_order())
    network.asked.clear()
    network.fates.append(done_but_reset)
    assert await program.act("move", network.url, placed, "PREPARING", 1) == ["PREPARING"]
    assert [asked.headers["if-match"] for asked in network.asked] == ['"1"', '"1"']


@pytest.mark.parametrize("fate", [done_but_reset, BUSY])
async def test_a_move_without_a_version_is_not(
    program: Program, network: Network, fate: Any
) -> None:
    [placed] = await program.act("place", network.url, new_order())
    network.asked.clear()
    network.fates.append(fate)
    [told] = await program.act("move", network.url, placed, "PREPARING", None)

    assert told == ({"problem": [503, "http-503", []]} if fate is BUSY else {"lost": True})
    assert len(network.asked) == 1


async def test_what_tells_a_secret_is_sent_again_only_where_nothing_was_done(
    program: Program, network: Network
) -> None:
    endpoint = {"url": "https://partner.example/hooks"}
    network.fates.append(done_but_reset)
    assert await program.act("add_endpoint", network.url, endpoint) == [{"lost": True}]
    assert len(network.asked) == 1
    network.fates.append(LIMITED)
    assert await program.act("add_endpoint", network.url, endpoint) == [endpoint["url"]]
    assert ["idempotency-key" in asked.headers for asked in network.asked] == [False] * 3


async def test_an_answer_without_a_body_is_none(program: Program, network: Network) -> None:
    network.fates.append(answered(204))
    assert await program.act("remove_endpoint", network.url, "any") == ["removed"]


async def test_a_listing_is_read_page_by_page(program: Program, network: Network) -> None:
    orders = [new_order(locationId=f"paged-{id(program)}") for _ in range(5)]
    for each in orders:
        await program.act("place", network.url, each)
    network.asked.clear()
    told = await program.act("listed", network.url, f"paged-{id(program)}", 2)

    assert sorted(told) == sorted(each["channelOrderId"] for each in orders)
    assert len(network.of(ORDERS)) == 3
