"""Measures that are grouped by two: each row names both, and has the figures of what is of both."""

from collections import defaultdict
from datetime import datetime
from itertools import permutations
from random import Random
from typing import Any

import pytest

from huuva_backend.analytics import cells
from huuva_backend.analytics.groupings import OrderGrouping
from tests.analytics import recount
from tests.analytics.analyst import DAY, Analyst, Json, at
from tests.analytics.plainly import average, percentile
from tests.conftest import Connection

PAIRS = [*permutations(OrderGrouping, 2)]
OF_ORDERS = ("punctuality", "pickups", "cancellations", "amendments", "products")
NAMES = {"brand": "brandId", "channel": "channel", "location": "locationId"}
CHANCE = Random(7)
WEEK = {"from": "2026-01-26T00:00:00Z", "to": "2026-02-02T00:00:00Z"}
LIVES = [
    (
        {
            "brandId": CHANCE.choice(("burgers", "pizza")),
            "channel": CHANCE.choice(("direct", "wolt")),
            "locationId": CHANCE.choice(("kamppi", "kallio")),
            "orderType": CHANCE.choice(("DINE_IN", "PICKUP")),
        },
        f"2026-01-{CHANCE.randrange(29, 32)}T{CHANCE.randrange(2, 6):02}",
        sorted(CHANCE.sample(range(60), 3)),
    )
    for _ in range(24)
]


async def live(analyst: Analyst) -> None:
    for changes, hour, minutes in LIVES:
        steps = zip(("PREPARING", "READY", "PICKED_UP"), minutes, strict=True)
        told = (f"{status} {hour}:{minute:02}:00Z" for status, minute in steps)
        await analyst.order(
            f"RECEIVED {hour}:00:00Z", *told, **changes, pickupTime=f"{hour}:40:00Z"
        )


@pytest.mark.parametrize("of", [*range(0, len(PAIRS), 9)])
async def test_pickups_are_those_of_counting_history(
    analyst: Analyst, sql: Connection, of: int
) -> None:
    await live(analyst)
    history = await recount.History.read(sql)
    local = {"timezone": "Europe/Helsinki", "dayStart": "04:10"}
    start, end = (datetime.fromisoformat(moment) for moment in WEEK.values())
    question = recount.Question(start, end, {}, local["timezone"], local["dayStart"])
    for pair in PAIRS[of : of + 9]:
        waits = defaultdict[Any, list[float]](list)
        for row in history.orders:
            if row["from_status"] == "READY":
                of_both = (recount.group(row, row["occurred_at"], question, each) for each in pair)
                waits[tuple(of_both)].append(row["previous_seconds"])

        measured = await analyst.read(
            "pickups", groupBy=pair[0].value, thenBy=pair[1].value, **WEEK, **local
        )

        found = {tuple(_told(each)): _figures(each) for each in measured["items"]}
        assert found == {
            key: (
                len(of_both),
                pytest.approx(average(of_both)),
                pytest.approx(percentile(0.5, of_both)),
                max(of_both),
            )
            for key, of_both in waits.items()
        }
        assert measured["n"] == len(LIVES)


def _told(each: Json) -> list[object]:
    names = (each["group"], each["subgroup"])
    return [datetime.fromisoformat(name) if name[:2] == "20" else name for name in names]


def _figures(each: Json) -> tuple[object, ...]:
    return each["count"], each["averageSeconds"], each["p50Seconds"], each["maxSeconds"]


@pytest.mark.parametrize("measure", [*OF_ORDERS, "status-durations"])
async def test_rows_of_a_pair_are_those_of_the_narrower_question(
    analyst: Analyst, measure: str
) -> None:
    await live(analyst)
    for outer, inner in (("brand", "weekday"), ("channel", "brand"), ("location", "hour")):
        both = (await analyst.read(measure, groupBy=outer, thenBy=inner, **WEEK))["items"]
        narrow = []
        for each in sorted({str(changes[NAMES[outer]]) for changes, _, _ in LIVES}):
            query = {"groupBy": inner, NAMES[outer]: each}
            alone = (await analyst.read(measure, **query, **WEEK))["items"]
            narrow += [row | {"group": each, "subgroup": row["group"]} for row in alone]
        told = {(row["group"], row["subgroup"]) for row in both}
        assert both == [row for row in narrow if (row["group"], row["subgroup"]) in told]
        left = [row for row in narrow if (row["group"], row["subgroup"]) not in told]
        assert not any(row.get("count", row.get("orders")) for row in left)


async def test_the_days_of_a_week_come_as_they_do(analyst: Analyst) -> None:
    await live(analyst)

    measured = await analyst.read("pickups", groupBy="brand", thenBy="weekday", **WEEK)

    assert [(each["group"], each["subgroup"]) for each in measured["items"]] == [
        *(("burgers", day) for day in ("THURSDAY", "FRIDAY", "SATURDAY")),
        *(("pizza", day) for day in ("THURSDAY", "FRIDAY", "SATURDAY")),
    ]


@pytest.mark.parametrize("measure", [*OF_ORDERS, "status-durations"])
@pytest.mark.parametrize("query", [{"thenBy": "day"}, {"groupBy": "day", "thenBy": "day"}])
async def test_a_second_grouping_is_beside_another(
    analyst: Analyst, measure: str, query: Json
) -> None:
    answer = await analyst.ask(measure, **query)

    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert fault["pointer"] == "query/thenBy"


async def test_csv_has_the_second_column_where_it_is_asked_for(analyst: Analyst) -> None:
    await analyst.order("READY 12:00:00", "PICKED_UP 12:05:00", channel="wolt")
    both = {"groupBy": "channel", "thenBy": "hour"}

    async def csv(measure: str, query: Json) -> list[str]:
        address = f"/api/analytics/{measure}"
        answer = await analyst.api.get(address, params=DAY | query, headers={"Accept": "text/csv"})
        return answer.text.splitlines()

    one = await csv("pickups", {"groupBy": "channel"})
    assert one[0] == "group,count,averageSeconds,p50Seconds,p90Seconds,maxSeconds"
    assert await csv("pickups", both) == [
        "group,subgroup,count,averageSeconds,p50Seconds,p90Seconds,maxSeconds",
        f"wolt,{at('12:00:00')},1,300.0,300.0,300.0,300.0",
    ]
    flows = await csv("throughput", {"interval": "day", "groupBy": "channel"})
    assert flows == [
        "start,group,received,ready,pickedUp,cancelled",
        f"{at('00:00:00')},wolt,1,1,1,0",
    ]


async def test_more_cells_than_an_answer_may_have_are_refused(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cells, "MOST_CELLS", 1)
    both = {"groupBy": "brand", "thenBy": "channel"}
    await analyst.order("READY 12:00:00", "PICKED_UP 12:05:00", channel="wolt")
    allowed = await analyst.ask("pickups", **both)
    await analyst.order("READY 12:00:00", "PICKED_UP 12:05:00", channel="direct")

    answer = await analyst.ask("pickups", **both)

    assert allowed.status_code == 200
    assert answer.status_code == 422
    assert answer.json()["code"] == "too-many-cells"
    assert answer.json()["errors"][0]["pointer"] == "query/thenBy"


async def test_durations_are_compared_too(analyst: Analyst) -> None:
    await analyst.order(
        *("RECEIVED 2026-01-24T13:10:00Z", "PREPARING 2026-01-24T13:20:00Z"),
        pickupTime="2026-01-24T13:00:00Z",
    )
    await analyst.order("RECEIVED 12:10:00", "PREPARING 12:15:00")

    measured = await analyst.read("status-durations", compare="lastWeek", groupBy="weekday")

    before = measured["compared"]
    assert before["start"] == "2026-01-24T00:00:00Z"
    (told,) = [each for each in measured["items"] if each["count"]]
    (told_before,) = [each for each in before["items"] if each["count"]]
    assert (told["group"], told["averageSeconds"]) == ("SATURDAY", 300.0)
    assert (told_before["group"], told_before["averageSeconds"]) == ("SATURDAY", 600.0)
