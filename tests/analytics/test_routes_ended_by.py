"""Which stays count by how they ended, and that all others are told in number, each by one cause."""

from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded, history
from tests.conftest import Connection
from tests.factories import item

NOON = {"from": at("12:00:00"), "to": at("13:00:00")}
BEGUN_BEFORE = """
    INSERT INTO order_status_history (location_id, order_id, seq, version, from_status, to_status, occurred_at,
        recorded_at, late, previous_seconds, begun_before_recorded, recall, cause, actor_kind)
    SELECT location_id, id, 2, 2, 'RECEIVED', 'PREPARING', created_at + interval '15 minutes', now(), false, 900,
        true, false, 'request', 'display'
    FROM orders WHERE id::text = $1
"""
BEGUN = """
    UPDATE orders SET status = 'PREPARING', status_seq = 2, status_since = created_at + interval '15 minutes'
    WHERE id::text = $1
"""
KNOWN_FROM_THE_BEGINNING = "UPDATE orders SET recorded_at = created_at"


async def begun_before_recorded(analyst: Analyst, sql: Connection) -> None:
    """An order whose stay in RECEIVED ended at 12:15 and had begun long before we knew of it."""
    placed = await analyst.order("RECEIVED 12:00:00")
    await sql.execute(BEGUN_BEFORE, placed["id"])
    await sql.execute(BEGUN, placed["id"])


def counted(measured: Json) -> dict[str, tuple[int, float | None]]:
    return {found["status"]: (found["count"], found["maxSeconds"]) for found in measured["items"]}


def touching(measured: Json) -> int:
    """Stays that are counted or left out; claims are no stays."""
    left_out = excluded(measured)
    del left_out["claim-not-counted"]
    return int(measured["n"]) + sum(left_out.values())


async def test_stays_that_a_move_forward_ended_count_unless_others_are_asked_for(
    analyst: Analyst,
) -> None:
    await analyst.order(
        "RECEIVED 12:00:00", "READY 12:10:00", "PREPARING 12:11:00", "CANCELLED 12:14:00"
    )

    default = await analyst.read("status-durations")
    forward = await analyst.read("status-durations", endedBy="forward")
    cancel = await analyst.read("status-durations", endedBy="cancel")
    recall = await analyst.read("status-durations", endedBy="recall")

    nothing = (0, None)
    assert counted(default) == {"RECEIVED": (1, 600.0), "PREPARING": nothing, "READY": nothing}
    assert counted(cancel) == {"RECEIVED": nothing, "PREPARING": (1, 180.0), "READY": nothing}
    assert counted(recall) == {"RECEIVED": nothing, "PREPARING": nothing, "READY": (1, 60.0)}
    assert {**default, "asOf": ""} == {**forward, "asOf": ""}
    assert [answer["n"] for answer in (default, cancel, recall)] == [1, 1, 1]


async def test_those_that_ended_otherwise_are_left_out_by_a_cause_each(analyst: Analyst) -> None:
    await analyst.order(
        "RECEIVED 12:00:00", "READY 12:10:00", "PREPARING 12:11:00", "CANCELLED 12:14:00"
    )
    nothing = {
        "claim-not-counted": 0,
        "still-open": 0,
        "length-not-known": 0,
        "begun-before-recorded": 0,
        "closed-by-day": 0,
    }
    others = {"ended-by-forward": 1, "ended-by-cancel": 1, "ended-by-recall": 1}

    for ended_by in ("forward", "cancel", "recall"):
        for basis in ("ended", "spent"):
            measured = await analyst.read("status-durations", endedBy=ended_by, basis=basis)
            expected = others | nothing
            del expected[f"ended-by-{ended_by}"]
            assert excluded(measured) == expected


async def test_items_are_told_apart_by_how_their_stays_ended_too(analyst: Analyst) -> None:
    chain = history(
        "ORDERED 12:00:00", "READY 12:04:00", "PREPARING 12:05:00", "CANCELLED 12:07:00"
    )
    await analyst.order("RECEIVED 12:00:00", items=[item("A", statusHistory=chain), item("B")])

    recall = await analyst.read("status-durations", subject="item", endedBy="recall")
    cancel = await analyst.read("status-durations", subject="item", endedBy="cancel")

    assert counted(recall)["READY"] == (1, 60.0)
    assert counted(cancel)["PREPARING"] == (1, 120.0)


async def test_a_stay_that_began_long_before_we_knew_of_it_is_left_out_however_it_ended(
    analyst: Analyst, sql: Connection
) -> None:
    await begun_before_recorded(analyst, sql)

    for query in ({}, {"endedBy": "cancel"}, {"basis": "spent"}):
        measured = await analyst.read("status-durations", **NOON, **query)
        assert measured["items"][0]["count"] == 0
        assert excluded(measured)["begun-before-recorded"] == 1


async def test_a_stay_in_picked_up_has_no_length_that_means_anything(analyst: Analyst) -> None:
    await analyst.order("PICKED_UP 12:10:00", "READY 12:20:00")
    await analyst.order("PICKED_UP 12:10:00", "READY 13:20:00")

    for query in ({}, {"endedBy": "recall"}, {"basis": "spent"}):
        measured = await analyst.read("status-durations", **NOON, **query)
        assert [found["status"] for found in measured["items"]] == [
            "RECEIVED",
            "PREPARING",
            "READY",
        ]
        assert excluded(measured)["length-not-known"] == 1


@pytest.mark.parametrize("basis", ["ended", "spent"])
@pytest.mark.parametrize("ended_by", [None, "forward", "cancel", "recall"])
async def test_every_stay_that_touches_the_period_is_counted_or_left_out_by_one_cause(
    analyst: Analyst, sql: Connection, basis: str, ended_by: str | None
) -> None:
    await analyst.order(
        *("RECEIVED 11:00:00", "PREPARING 12:00:00", "READY 12:20:00", "PICKED_UP 12:30:00"),
        *("READY 12:40:00", "PICKED_UP 13:30:00"),
    )
    await analyst.order("RECEIVED 11:50:00", "CANCELLED 12:10:00")
    back = ("RECEIVED 12:00:00", "PREPARING 12:05:00", "RECEIVED 12:10:00")
    await analyst.order(*back, pickupTime=at("12:30:00"))
    await analyst.order("RECEIVED 10:00:00", "PREPARING 14:00:00")
    await analyst.order("RECEIVED 13:00:00", "PREPARING 14:00:00")
    await begun_before_recorded(analyst, sql)
    await sql.execute(KNOWN_FROM_THE_BEGINNING)
    asked: dict[str, Any] = {} if ended_by is None else {"endedBy": ended_by}

    measured = await analyst.read("status-durations", basis=basis, **NOON, **asked)

    # One of the first order ended as the period began: whole it counts, but of it nothing lies in the period.
    assert touching(measured) == (12 if basis == "ended" else 11)
    texts = measured["definition"].partition("Left out: ")[2]
    assert [cause for cause in excluded(measured) if f"{cause} (" not in texts] == []


async def test_an_open_stay_is_told_in_each_period_that_it_touches(
    analyst: Analyst, sql: Connection
) -> None:
    await analyst.order("RECEIVED 12:00:00", "PREPARING 12:10:00")
    await analyst.order("RECEIVED 12:00:00", "PREPARING 13:10:00")
    await sql.execute(KNOWN_FROM_THE_BEGINNING)

    async def still_open(start: str, end: str) -> int:
        period = {"from": at(start), "to": at(end)}
        return excluded(await analyst.read("status-durations", **period))["still-open"]

    assert await still_open("11:00:00", "12:00:00") == 0
    assert await still_open("12:00:00", "12:05:00") == 2
    assert await still_open("12:00:00", "13:00:00") == 2
    assert await still_open("13:30:00", "14:00:00") == 2
