"""Whatever happened, and however much of it is added up: answers are what plain counting over all of history gives."""

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from hypothesis import HealthCheck, Phase, given, settings, strategies

from huuva_backend.analytics import rollup_repository
from huuva_backend.analytics.groupings import BY_CLOCK, OrderGrouping
from huuva_backend.analytics.histogram import BOUND
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.platform.db.database import Database
from tests.analytics import recount
from tests.analytics.folding import everything, fold
from tests.analytics.life import Life
from tests.conftest import Connection

Json = dict[str, Any]
Act = tuple[Any, ...]

LOCATIONS = ("kamppi", "main", "sörnäinen")
BRANDS = ("burgers", "pizza")
CHANNELS = ("direct", "wolt")
ZONES = ("UTC", "Europe/Helsinki", "Asia/Kathmandu", "Australia/Lord_Howe")

one_of_few = strategies.integers(0, 9)
minutes = strategies.sampled_from((0, 1, 7, 20, 50, 59, 61, 90, 180, 700, 3000))
told = strategies.tuples(
    *(strategies.integers(1, 4), strategies.lists(minutes, min_size=4, max_size=4)),
    *(strategies.sampled_from((True, True, False)), strategies.booleans()),
)
places = strategies.tuples(
    *(
        strategies.just("place"),
        strategies.sampled_from(LOCATIONS),
        strategies.sampled_from(BRANDS),
    ),
    *(strategies.sampled_from(CHANNELS), strategies.one_of(strategies.none(), told, told, told)),
    strategies.sampled_from(("", "", "held", "for later")),
)
moves = strategies.tuples(
    *(
        strategies.just("move"),
        one_of_few,
        strategies.sampled_from(list(OrderStatus)),
        strategies.booleans(),
    ),
    strategies.one_of(strategies.none(), strategies.integers(0, 200)),
)
item_moves = strategies.tuples(
    *(strategies.just("move_item"), one_of_few, strategies.sampled_from(("BURGER", "SUSHI"))),
    *(
        strategies.sampled_from(("PREPARING", "READY", "CANCELLED", "ORDERED")),
        strategies.booleans(),
    ),
)
amendments = strategies.tuples(
    strategies.just("amend"), one_of_few, strategies.sampled_from(("more", "fewer", "fire"))
)
closes = strategies.tuples(strategies.just("close"), one_of_few)
folds = strategies.tuples(
    strategies.just("fold"), strategies.sampled_from(LOCATIONS), strategies.sampled_from((1, 2, 20))
)
releases = strategies.tuples(strategies.just("release"))
beginnings = strategies.tuples(strategies.just("begin_anew"), strategies.sampled_from(LOCATIONS))
sums = strategies.tuples(strategies.just("sum_up"))
acts = strategies.lists(
    strategies.one_of(
        *(places, places, places, moves, moves, item_moves, amendments, closes, folds, folds),
        *(releases, beginnings, sums),
    ),
    min_size=12,
    max_size=30,
)
questions = strategies.fixed_dictionaries(
    {
        "subject": strategies.sampled_from(("order", "item")),
        "grouped": strategies.sampled_from(
            [(), *((each,) for each in OrderGrouping), *permutations(OrderGrouping, 2)]
        ),
        "endedBy": strategies.sampled_from((None, "forward", "cancel", "recall", "closed-by-day")),
        "interval": strategies.sampled_from(("hour", "day", "week", "month", "period")),
        "timezone": strategies.sampled_from(ZONES),
        "dayStart": strategies.sampled_from(("00:00", "04:00", "04:10")),
    },
    optional={
        "brandId": strategies.sampled_from(BRANDS),
        "locationId": strategies.sampled_from(LOCATIONS),
        "channel": strategies.sampled_from(CHANNELS),
    },
)
edges = strategies.tuples(
    strategies.sampled_from((0, 0, 0, 3, 30, 60, 200, 1000, 4000)),
    strategies.sampled_from((5, 60, 90, 130, 300, 600, 3000, 9000, 40_000)),
    strategies.sampled_from((1, 15, 60, 1440)),
)


def _as_told(name: str, grouping: str) -> object:
    return (
        datetime.fromisoformat(name)
        if grouping in BY_CLOCK - {OrderGrouping.WEEKDAY} or grouping == "period"
        else name
    )


class Asked:
    """A question over a period, by the API and by counting anew."""

    def __init__(self, api: AsyncClient, history: recount.History, about: Json) -> None:
        self._api = api
        self._history = history
        self._groupings: tuple[OrderGrouping, ...] = about["grouped"]
        names = dict(zip(("groupBy", "thenBy"), self._groupings, strict=False))
        self._about = {
            name: value
            for name, value in (about | names).items()
            if value is not None and name != "grouped"
        }

    async def _answer(self, measure: str, query: Json) -> tuple[Json, recount.Question]:
        answer = await self._api.get(f"/api/analytics/{measure}", params=query)
        assert answer.status_code == 200, answer.text
        measured: Json = answer.json()
        columns = {"brandId": "brand_id", "locationId": "location_id", "channel": "channel"}
        return measured, recount.Question(
            datetime.fromisoformat(query["from"]),
            datetime.fromisoformat(query["to"]),
            {columns[name]: value for name, value in self._about.items() if name in columns},
            self._about["timezone"],
            self._about["dayStart"],
        )

    async def durations(self, period: Json) -> None:
        about = {name: value for name, value in self._about.items() if name != "interval"}
        measured, question = await self._answer("status-durations", about | period)
        groupings = [str(each) for each in self._groupings]
        subject, ended_by = self._about["subject"], self._about.get("endedBy", "forward")
        lengths, left_out = recount.durations(self._history, question, subject, groupings, ended_by)
        told = {each["cause"]: each["count"] for each in measured["excluded"]}
        told.pop("still-open")
        assert told == {cause: left_out[cause] for cause in told}
        assert measured["n"] == sum(map(len, lengths.values()))
        found: dict[tuple[tuple[object, ...], str], Json] = {}
        for each in measured["items"]:
            names = (each["group"], each["subgroup"])
            assert names[len(groupings) :] == (None,) * (2 - len(groupings))
            if each["count"]:
                group = tuple(map(_as_told, names[: len(groupings)], groupings))
                found[group, each["status"]] = each
        assert found.keys() == lengths.keys()
        for key, of_key in lengths.items():
            self._check(found[key], of_key, measured["bound"])

    def _check(self, found: Json, lengths: list[int], bound: float | None) -> None:
        average = float(Decimal(sum(lengths)) / (len(lengths) * 1_000_000))
        assert found["count"] == len(lengths)
        assert found["averageSeconds"] == average
        assert found["maxSeconds"] == max(lengths) / 1_000_000
        for name, share in (("p50Seconds", 0.5), ("p90Seconds", 0.9), ("p95Seconds", 0.95)):
            exact = recount.percentile(lengths, share)
            assert bound in (None, BOUND)
            assert found[name] == pytest.approx(exact, rel=bound or 1e-9, abs=1e-6)

    async def throughput(self, period: Json) -> None:
        of_stays = ("subject", "groupBy", "thenBy", "endedBy")
        about = {name: value for name, value in self._about.items() if name not in of_stays}
        groupings = [self._about["interval"], *map(str, self._groupings[:1])]
        if groupings[1:]:
            about["groupBy"] = groupings[1]
        measured, question = await self._answer("throughput", about | period)
        flows, n, left_out = recount.throughput(self._history, question, groupings)
        found = {}
        for each in measured["items"]:
            names = (each.pop("start"), each.pop("group"))
            group = tuple(map(_as_told, names[: len(groupings)], groupings))
            found[group] = Counter({name: count for name, count in each.items() if count})
        assert {start: flow for start, flow in found.items() if flow} == {
            start: flow for start, flow in flows.items() if flow
        }
        assert measured["n"] == n
        assert {each["cause"]: each["count"] for each in measured["excluded"]} == {
            cause: left_out[cause]
            for cause in ("claim-not-counted", "reached-again", "closed-by-day")
        }


def _period(began: datetime, edge: tuple[int, int, int]) -> Json:
    ago, length, grid = edge
    end = (began + timedelta(minutes=5 - ago)).replace(second=0 if grid > 1 else 7)
    if grid > 1:
        end += timedelta(minutes=grid - (end.hour * 60 + end.minute) % grid)
    end = end.replace(microsecond=0 if grid > 1 else 123_456)
    start = end - timedelta(minutes=max(length - length % grid, grid))
    return {"from": start.isoformat(), "to": end.isoformat()}


@settings(
    deadline=None,
    max_examples=60,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each step of shrinking is a life
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts=acts, asked=strategies.lists(strategies.tuples(questions, edges), min_size=2, max_size=4)
)
async def test_answers_are_those_of_counting_all_of_history(
    api: AsyncClient,
    app: FastAPI,
    database: Database,
    sql: Connection,
    monkeypatch: pytest.MonkeyPatch,
    acts: list[Act],
    asked: list[tuple[Json, tuple[int, int, int]]],
) -> None:
    monkeypatch.setattr(rollup_repository, "EVENTS_AT_ONCE", 2)
    monkeypatch.setattr(rollup_repository, "ORDERS_AT_ONCE", 2)
    example = sql.transaction()
    await example.start()
    try:
        life = Life(api, app, database, sql)
        for act in acts:
            await life.act(*act)
        history = await recount.History.read(sql)
        for about, edge in asked:
            period = _period(life.began, edge)
            await Asked(api, history, about).durations(period)
            await Asked(api, history, about).throughput(period)
        await fold(database)
        for about, edge in asked:
            period = _period(life.began, edge)
            await Asked(api, history, about).durations(period)
            await Asked(api, history, about).throughput(period)
        added = await everything(sql)
        await sql.execute("TRUNCATE rollups, everywhere_rollups, rollup_spans, rollup_marks")
        await fold(database)
        assert await everything(sql) == added
    finally:
        await example.rollback()
