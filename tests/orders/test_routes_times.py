"""When something happened and when we recorded it: both kept, and durations never negative."""

from datetime import datetime, timedelta

import pytest

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection, NothingWritten
from tests.factories import SAMPLE
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

HISTORY = """
    SELECT
        coalesce(extract(epoch FROM recorded_at - lag(recorded_at) OVER by_seq), 0)::float8 AS recorded,
        extract(epoch FROM occurred_at - lag(occurred_at) OVER by_seq)::float8 AS occurred,
        previous_seconds, occurred_at, recorded_at, late
    FROM order_status_history WHERE order_id = $1
    WINDOW by_seq AS (ORDER BY seq)
    ORDER BY seq
"""


def ago(**length: float) -> str:
    return (utc_now() - timedelta(**length)).isoformat()


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def an_hour_old(kitchen: Kitchen) -> Json:
    return await kitchen.place(created=ago(hours=1))


async def test_how_long_each_status_lasted_is_exact(kitchen: Kitchen, sql: Connection) -> None:
    order = await kitchen.place()
    for status in ("PREPARING", "READY", "PICKED_UP"):
        order = (await kitchen.move(order, status)).json()

    rows = await sql.fetch(HISTORY, order["id"])
    lasted = [entry["previousSeconds"] for entry in order["statusHistory"]]
    assert lasted == [row["previous_seconds"] for row in rows]
    assert lasted[0] is None
    assert lasted[1:] == [row["recorded"] for row in rows[1:]]
    assert min(lasted[1:]) > 0


async def test_when_it_happened_is_kept_beside_when_it_was_recorded(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await an_hour_old(kitchen)
    started, ready = ago(minutes=30), ago(minutes=10)

    await kitchen.move(order, "PREPARING", occurredAt=started)
    moved = (await kitchen.move(order, "READY", occurredAt=ready)).json()

    _, first, second = moved["statusHistory"]
    assert instant(first["timestamp"]) == instant(started)
    assert instant(second["timestamp"]) == instant(ready)
    assert instant(first["recordedAt"]) > instant(first["timestamp"])
    assert instant(first["recordedAt"]) < instant(second["recordedAt"])
    assert (first["late"], second["late"]) == (False, False)
    rows = await sql.fetch(HISTORY, order["id"])
    assert second["previousSeconds"] == rows[2]["occurred"] == pytest.approx(1200, abs=1)
    assert moved["updatedAt"] == second["recordedAt"]


async def test_what_is_reported_late_is_marked_and_counts_from_when_the_status_before_began(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await an_hour_old(kitchen)
    reported = ago(minutes=20)
    await kitchen.move(order, "PREPARING")

    late = (await kitchen.move(order, "READY", occurredAt=reported)).json()
    last = (await kitchen.move(order, "PICKED_UP")).json()

    begun, entry = late["statusHistory"][1:]
    assert (entry["late"], instant(entry["reportedAt"])) == (True, instant(reported))
    assert (entry["timestamp"], entry["previousSeconds"]) == (begun["timestamp"], 0)
    rows = await sql.fetch(HISTORY, order["id"])
    assert last["statusHistory"][3]["previousSeconds"] == rows[3]["occurred"]
    assert [row["late"] for row in rows] == [False, False, True, False]


async def test_a_clock_that_is_a_little_ahead_does_not_carry_time_ahead(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place()
    ahead = ago(seconds=-100)

    await kitchen.move(order, "PREPARING", occurredAt=ahead)
    moved = (await kitchen.move(order, "READY")).json()

    first, second = moved["statusHistory"][1:]
    assert instant(first["reportedAt"]) == instant(ahead)
    assert first["timestamp"] == first["recordedAt"]
    assert instant(first["timestamp"]) < instant(second["timestamp"])
    assert all(0 <= entry["previousSeconds"] < 60 for entry in moved["statusHistory"][1:])
    assert [entry["late"] for entry in moved["statusHistory"]] == [False, False, False]


async def test_an_order_from_the_near_future_makes_no_negative_durations(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place(created=ago(seconds=-60))

    moved = (await kitchen.move(order, "PREPARING")).json()

    assert 0 < moved["statusHistory"][1]["previousSeconds"] < 60
    assert 0 < moved["items"][0]["statusHistory"][1]["previousSeconds"] < 60


async def test_recorded_times_rise_even_where_the_clock_was_set_back(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place()
    ahead = utc_now() + timedelta(hours=1)
    await sql.execute("UPDATE orders SET changed_at = $1", ahead)

    moved = (await kitchen.move(order, "PREPARING")).json()

    assert instant(moved["updatedAt"]) == ahead + timedelta(microseconds=1)
    assert moved["items"][0]["statusHistory"][1]["recordedAt"] == moved["updatedAt"]


async def test_items_of_one_command_are_late_each_by_their_own_last_change(
    kitchen: Kitchen,
) -> None:
    order = await an_hour_old(kitchen)
    await kitchen.move_item(order, "BURGER", "PREPARING", occurredAt=ago(minutes=40))
    await kitchen.move_item(order, "SUSHI", "PREPARING", occurredAt=ago(minutes=10))

    moved = (await kitchen.move(order, "READY", occurredAt=ago(minutes=20))).json()

    burger, sushi = (line["statusHistory"][-1] for line in moved["items"])
    assert (burger["late"], sushi["late"]) == (False, True)
    assert burger["previousSeconds"] == pytest.approx(1200, abs=1)
    assert sushi["previousSeconds"] == 0
    assert moved["statusHistory"][-1]["late"] is False


async def test_the_first_change_may_have_happened_a_little_before_the_order(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place()

    moved = (await kitchen.move(order, "PREPARING", occurredAt=ago(minutes=4))).json()

    assert moved["statusHistory"][1]["late"] is True
    assert moved["statusHistory"][1]["previousSeconds"] == 0


OUT_OF_RANGE = {
    "long before the order": {"minutes": 66},
    "too far ahead": {"minutes": -3},
    "next year": {"days": -365},
}


@pytest.mark.parametrize("length", OUT_OF_RANGE.values(), ids=OUT_OF_RANGE)
async def test_what_can_not_have_happened_then_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, length: dict[str, float]
) -> None:
    order = await an_hour_old(kitchen)

    async with nothing_written():
        moved = await kitchen.move(order, "READY", occurredAt=ago(**length))
        item = await kitchen.move_item(order, "SUSHI", "READY", occurredAt=ago(**length))

    for answer in (moved, item):
        assert (answer.status_code, answer.json()["code"]) == (422, "occurred-at-out-of-range")
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/occurredAt"]


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "2026-01-31T18:30:00",
        "2026-02-30T18:30:00Z",
        1769884200,
        "now",
    ],
)
async def test_no_moment_is_too_odd_to_be_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, moment: object
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        answer = await kitchen.move(order, "READY", occurredAt=moment)

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/occurredAt"]


async def test_the_sample_that_began_years_ago_counts_from_when_we_knew_it(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = (await kitchen.post(SAMPLE)).json()

    moved = (await kitchen.move(order, "PREPARING")).json()

    began = instant(order["createdAt"])
    for subject in (moved, *moved["items"]):
        first, second = (entry for entry in subject["statusHistory"] if entry["counted"])
        assert (instant(first["timestamp"]), first["begunBeforeRecorded"]) == (began, False)
        assert (second["begunBeforeRecorded"], second["heldSeconds"]) == (True, 0)
        assert 0 <= second["previousSeconds"] < 60
    assert await violations(sql) == []


async def test_what_is_said_to_have_happened_before_we_knew_the_order_lasts_no_time(
    kitchen: Kitchen,
) -> None:
    order = (await kitchen.post(SAMPLE)).json()
    await kitchen.move(order, "PREPARING", occurredAt="2021-07-22T20:10:00Z")

    moved = (await kitchen.move(order, "READY")).json()

    preparing, ready = moved["statusHistory"][-2:]
    assert (preparing["timestamp"], preparing["previousSeconds"]) == ("2021-07-22T20:10:00Z", 0)
    assert (preparing["begunBeforeRecorded"], ready["begunBeforeRecorded"]) == (True, True)
    assert ready["previousSeconds"] < 60


async def test_a_pick_up_reported_before_the_order_was_ready_leaves_no_stay(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place(created=ago(hours=3))
    ready, gone = ago(minutes=170), ago(minutes=172)
    await kitchen.move(order, "READY", occurredAt=ready)

    moved = (await kitchen.move(order, "PICKED_UP", occurredAt=gone)).json()

    for subject in (moved, *moved["items"]):
        newest = subject["statusHistory"][-1]
        assert (newest["late"], newest["previousSeconds"]) == (True, 0)
        assert instant(newest["timestamp"]) == instant(ready)
        assert instant(newest["reportedAt"]) == instant(gone)
    assert await violations(sql) == []
