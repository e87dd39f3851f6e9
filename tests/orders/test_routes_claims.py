"""What a partner claims of an order's past: what counts becomes history, the rest is only shown."""

import pytest

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection
from tests.factories import item
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses

CREATED = "2026-01-31T17:00:00Z"
Claims = list[tuple[object, str]]


def at(clock: str) -> str:
    return f"2026-01-31T{clock}Z"


def claims(*pairs: tuple[object, str]) -> list[Json]:
    return [{"status": status, "timestamp": at(clock)} for status, clock in pairs]


def told(subject: Json) -> list[tuple[object, ...]]:
    return [
        (entry["status"], entry["counted"], entry["cause"], entry["previousSeconds"])
        for entry in subject["statusHistory"]
    ]


async def test_a_legal_chain_is_the_history_with_its_durations(
    kitchen: Kitchen, sql: Connection
) -> None:
    chain = claims((1, "17:00:00"), ("PREPARING", "17:05:00"), (3, "17:12:30"), (4, "17:30:00"))

    placed = await kitchen.place(
        status="PICKED_UP", statusHistory=chain, pickupTime="2026-01-31T17:20:00Z"
    )

    assert told(placed) == [
        ("RECEIVED", True, "import", None),
        ("PREPARING", True, "import", 300.0),
        ("READY", True, "import", 450.0),
        ("PICKED_UP", True, "import", 1050.0),
    ]
    assert placed["createdAt"] == at("17:00:00")
    assert [entry["timestamp"] for entry in placed["statusHistory"]] == [
        claim["timestamp"] for claim in chain
    ]
    assert {entry["version"] for entry in placed["statusHistory"]} == {1}
    assert statuses(placed) == ["PICKED_UP"] * 3
    assert await kitchen.get(placed) == placed
    assert await violations(sql) == []


async def test_a_recall_in_a_chain_is_marked_as_one(kitchen: Kitchen) -> None:
    chain = claims((1, "17:00:00"), (3, "17:05:00"), (2, "17:06:00"))

    placed = await kitchen.place(statusHistory=chain)

    assert placed["status"] == "PREPARING"
    assert [entry["recall"] for entry in placed["statusHistory"]] == [False, False, True]


@pytest.mark.parametrize(
    ("status", "chain"),
    [
        (1, [(4, "17:00:00"), (1, "17:02:00")]),
        (2, [(1, "17:00:00"), (3, "17:02:00")]),
        (3, [(1, "17:02:00"), (3, "17:00:00")]),
        (2, [(2, "17:00:00"), (2, "17:02:00")]),
        (1, [(5, "17:00:00"), (1, "17:02:00")]),
        (None, [(1, "17:00:00"), (4, "17:02:00")]),
    ],
    ids=["illegal", "other end", "backwards in time", "twice", "reopened", "no status"],
)
async def test_what_is_no_legal_chain_is_shown_and_not_counted(
    kitchen: Kitchen, sql: Connection, status: int | None, chain: Claims
) -> None:
    stated = {} if status is None else {"status": status}

    placed = await kitchen.place(created=CREATED, statusHistory=claims(*chain), **stated)

    *claimed, counted = placed["statusHistory"]
    assert [(entry["counted"], entry["timestamp"]) for entry in claimed] == [
        (False, at(clock)) for _, clock in chain
    ]
    assert {entry["previousSeconds"] for entry in claimed} == {None}
    assert (counted["status"], counted["timestamp"]) == (placed["status"], CREATED)
    assert counted["fromStatus"] is None
    rows = await sql.fetch("SELECT to_status FROM order_status_history")
    assert [row["to_status"] for row in rows] == [placed["status"]]
    assert await kitchen.get(placed) == placed
    assert await violations(sql) == []


async def test_what_lies_in_the_future_does_not_count(kitchen: Kitchen) -> None:
    tomorrow = utc_now().replace(year=utc_now().year + 1).isoformat()
    chain = [*claims((1, "17:00:00")), {"status": 2, "timestamp": tomorrow}]

    placed = await kitchen.place(status=2, statusHistory=chain)

    assert [entry["counted"] for entry in placed["statusHistory"]] == [False, False, True]


async def test_a_status_without_history_stands_since_the_order_was_created(
    kitchen: Kitchen,
) -> None:
    placed = await kitchen.place(created=CREATED, status="READY")

    assert told(placed) == [("READY", True, "import", None)]
    assert placed["statusHistory"][0]["timestamp"] == CREATED
    assert statuses(placed) == ["READY", "READY", "READY"]


async def test_a_history_without_status_ends_where_the_order_stands(kitchen: Kitchen) -> None:
    placed = await kitchen.place(statusHistory=claims((1, "17:00:00"), (2, "17:05:00")))

    assert statuses(placed) == ["PREPARING", "PREPARING", "PREPARING"]


async def test_without_either_an_order_is_received_when_created(kitchen: Kitchen) -> None:
    placed = await kitchen.place(created=CREATED)

    assert told(placed) == [("RECEIVED", True, "request", None)]
    assert placed["statusHistory"][0]["timestamp"] == CREATED


async def test_a_claimed_history_goes_on_with_moves(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place(statusHistory=claims((1, "17:00:00"), (2, "17:05:00")))

    moved = (await kitchen.move(placed, "READY")).json()

    assert moved["version"] == 2
    assert [entry["version"] for entry in moved["statusHistory"]] == [1, 1, 2]
    seconds = await sql.fetchval(
        "SELECT extract(epoch FROM changed_at - recorded_at)::float8 FROM orders WHERE id = $1",
        placed["id"],
    )
    newest = moved["statusHistory"][2]
    assert (newest["previousSeconds"], newest["begunBeforeRecorded"]) == (seconds, True)
    assert await violations(sql) == []


async def test_the_history_of_an_item_counts_as_an_order_s_does(
    kitchen: Kitchen, sql: Connection
) -> None:
    legal = claims((1, "17:00:00"), (2, "17:05:00"), (3, "17:10:00"))
    illegal = claims((5, "17:00:00"), (2, "17:05:00"))
    items = [item("A", statusHistory=legal), item("B", status="PREPARING", statusHistory=illegal)]

    placed = await kitchen.place(created=CREATED, status="PREPARING", items=items)

    assert told(placed["items"][0]) == [
        ("ORDERED", True, "import", None),
        ("PREPARING", True, "import", 300.0),
        ("READY", True, "import", 300.0),
    ]
    assert told(placed["items"][1]) == [
        ("CANCELLED", False, "import", None),
        ("PREPARING", False, "import", None),
        ("PREPARING", True, "import", None),
    ]
    assert await kitchen.get(placed) == placed
    assert await sql.fetchval("SELECT count(*) FROM item_status_history") == 4
    assert await violations(sql) == []


@pytest.mark.parametrize(
    ("order", "items", "settled"),
    [
        ("RECEIVED", ["PREPARING", "ORDERED"], ["PREPARING", "PREPARING", "ORDERED"]),
        ("RECEIVED", ["READY", "READY"], ["READY", "READY", "READY"]),
        ("RECEIVED", ["CANCELLED", "CANCELLED"], ["CANCELLED", "CANCELLED", "CANCELLED"]),
        ("PREPARING", ["READY", "CANCELLED"], ["READY", "READY", "CANCELLED"]),
        ("PREPARING", ["ORDERED", "READY"], ["PREPARING", "PREPARING", "READY"]),
        ("READY", ["ORDERED", "CANCELLED"], ["READY", "READY", "CANCELLED"]),
        ("READY", ["CANCELLED", "CANCELLED"], ["CANCELLED", "CANCELLED", "CANCELLED"]),
        ("PICKED_UP", ["PREPARING", "CANCELLED"], ["PICKED_UP", "PICKED_UP", "CANCELLED"]),
        ("CANCELLED", ["READY", "ORDERED"], ["CANCELLED", "CANCELLED", "CANCELLED"]),
        (None, ["READY", None], ["PREPARING", "READY", "ORDERED"]),
    ],
)
async def test_what_contradicts_itself_settles(
    kitchen: Kitchen,
    sql: Connection,
    order: str | None,
    items: list[str | None],
    settled: list[str],
) -> None:
    lines = [item(f"PLU-{number}", status=status) for number, status in enumerate(items)]

    placed = await kitchen.place(created=CREATED, status=order, items=lines)

    assert statuses(placed) == settled
    assert await kitchen.get(placed) == placed
    assert await violations(sql) == []
