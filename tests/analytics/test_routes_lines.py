"""Work is counted once: a bundle's parts and not the bundle, and of a course only what came after it was fired."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.platform.clock import utc_now
from tests.analytics.analyst import Analyst
from tests.conftest import Connection
from tests.factories import item
from tests.orders.bundles import menu
from tests.orders.kitchen import Kitchen


async def stays(api: AsyncClient, **query: Any) -> dict[str, tuple[int, Any]]:
    """Of items, by status: how many, and how long on average."""
    now = utc_now()
    period = {
        "from": (now - timedelta(hours=3)).isoformat(),
        "to": (now + timedelta(hours=1)).isoformat(),
    }
    measured = await Analyst(api).durations(subject="item", **period, **query)
    return {status: (each["count"], each["averageSeconds"]) for status, each in measured.items()}


async def test_a_bundle_is_no_work_of_its_own(api: AsyncClient) -> None:
    kitchen = Kitchen(api)
    order = await kitchen.place(items=[menu(2)])
    await kitchen.move_item(order, "BURGER", "PREPARING")
    await kitchen.move(order, "READY")

    ended = await stays(api)
    spent = await stays(api, basis="spent")

    assert (ended["ORDERED"][0], ended["PREPARING"][0]) == (3, 1)
    assert (spent["ORDERED"][0], spent["READY"][0]) == (3, 3)


async def test_what_is_held_is_in_no_measure_and_what_was_fired_since_then(
    api: AsyncClient, sql: Connection
) -> None:
    kitchen = Kitchen(api)
    order = await kitchen.place(
        items=[item("STEAK", held=True, course=2), item("CAKE", held=True, course=3)]
    )
    await sql.execute("UPDATE order_items SET status_since = status_since - interval '1 hour'")
    assert (await stays(api, basis="spent"))["ORDERED"] == (0, None)

    await kitchen.fire(order, course=2)
    await sql.execute("UPDATE order_items SET fired_at = fired_at - interval '1 minute'")

    count, average = (await stays(api, basis="spent"))["ORDERED"]
    assert count == 1
    assert average == pytest.approx(60, abs=5)
    await kitchen.move_item(order, "STEAK", "PREPARING")
    count, average = (await stays(api))["ORDERED"]
    assert count == 1
    assert average == pytest.approx(60, abs=5)
