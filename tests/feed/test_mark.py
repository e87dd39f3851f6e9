"""An event names order and version, and by these two its history is found: each has the other, in one transaction."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.partners.caller import TRUSTED
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen

HISTORIES = ["item_status_history", "order_amendments", "order_status_history"]
OF_A_VERSION = """
    SELECT table_name::text
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name IN ('order_id', 'version')
    GROUP BY table_name HAVING count(*) = 2 ORDER BY table_name
"""
WRITTEN = " UNION ".join(
    f"SELECT location_id, order_id, version, xmin::text AS by FROM {table}" for table in HISTORIES
)
TOLD = """
    SELECT location_id, order_id, order_version AS version, xmin::text AS by FROM order_events
    WHERE type <> 'order.released'
"""
DUE_NOW = "UPDATE open_orders SET release_at = clock_timestamp() WHERE NOT released"
LOCATIONS = ("here", "there")


async def act(kitchen: Kitchen, random: Random, placed: list[dict[str, Any]]) -> int:
    """One of many; its status."""
    if len(placed) < 3 or random.random() < 0.1:
        later = {"pickupTime": "2099-12-31T12:00:00Z"} if random.random() < 0.3 else {}
        placed.append(await kitchen.place(locationId=random.choice(LOCATIONS), **later))
        return 201
    order, recall = random.choice(placed), random.random() < 0.5
    if random.random() < 0.2:
        amended = await kitchen.amend(order, table=str(random.randrange(9)))
        return amended.status_code
    if random.random() < 0.1:
        line = {"plu": "CAN", "name": "Can", "quantity": 1, "toMake": random.random() < 0.5}
        return (await kitchen.add(order, line)).status_code
    if random.random() < 0.5:
        moved = await kitchen.move(order, random.choice(list(OrderStatus)), recall=recall)
    else:
        plu = random.choice(("BURGER", "SUSHI"))
        moved = await kitchen.move_item(order, plu, random.choice(list(ItemStatus)), recall=recall)
    return moved.status_code


async def test_every_table_of_what_a_version_did_is_held_to_it(committed: Connection) -> None:
    """A new one is to be told of too: name it here."""
    found = [row["table_name"] for row in await committed.fetch(OF_A_VERSION)]

    assert found == HISTORIES


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_done_each_version_has_one_event_of_its_own_transaction(
    client: AsyncClient, connected: FastAPI, committed: Connection, seed: int
) -> None:
    random, placed = Random(seed), list[dict[str, Any]]()
    answers = Counter([await act(Kitchen(client), random, placed) for _ in range(80)])
    await committed.execute(DUE_NOW)
    while await connected.state.orders.release_due(TRUSTED, connected.state.database):
        pass

    written = Counter(tuple(row) for row in await committed.fetch(WRITTEN))
    told = Counter(tuple(row) for row in await committed.fetch(TOLD))

    assert answers[200] > 10
    assert answers.keys() >= {200, 201, 409}
    assert written == told
    assert set(told.values()) == {1}
