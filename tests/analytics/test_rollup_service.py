"""Roll-ups are added to, made anew and compared with history."""

import pytest
from httpx import AsyncClient

from huuva_backend.analytics import rollup_repository
from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from tests.analytics.analyst import Analyst, at, excluded
from tests.analytics.folding import CALLER, everything, fold
from tests.conftest import Connection, NothingWritten
from tests.orders.kitchen import Kitchen

STEPS = ("RECEIVED 12:00:00", "PREPARING 12:05:00", "READY 12:20:00", "PICKED_UP 13:40:00")


async def differences(database: Database, days: int = 400) -> list[str]:
    found = await RollupService().differences(CALLER, database, utc_now(), days)
    return [f"{row['kind']} {row['status']} {row['level']}" for row in found]


@pytest.fixture
async def cooked(analyst: Analyst) -> None:
    for brand in ("burgers", "pizza", "pizza"):
        await analyst.order(*STEPS, brandId=brand)


@pytest.mark.usefixtures("cooked")
async def test_a_change_that_is_in_no_cell_yet_is_in_the_next_answer(
    analyst: Analyst, database: Database, sql: Connection
) -> None:
    await fold(database)
    await analyst.order(*STEPS[:2])

    measured = await analyst.read("status-durations")

    counts = {each["status"]: each["count"] for each in measured["items"]}
    assert counts == {"RECEIVED": 4, "PREPARING": 3, "READY": 3}
    assert (measured["exact"], measured["bound"]) == (False, 0.02)
    assert await sql.fetchval("SELECT seq FROM rollup_marks") == 3


@pytest.mark.usefixtures("cooked")
async def test_a_change_is_in_the_next_answer_also_while_all_is_made_anew(
    analyst: Analyst, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollup_repository, "ORDERS_AT_ONCE", 1)
    kept = rollup_repository.RollupRepository(database)
    counted = []
    for _ in range(5):
        folded = await kept.fold("main")
        await analyst.order(*STEPS[:2])
        measured = await analyst.read("status-durations")
        counted.append((folded and folded.more, measured["items"][0]["count"], measured["exact"]))

    rebuilding = [(True, 4, False), (True, 5, False), (True, 6, False), (True, 7, False)]
    assert counted == [*rebuilding, (True, 8, False)]


@pytest.mark.usefixtures("cooked")
async def test_claims_that_are_in_no_cell_yet_are_told_of(
    analyst: Analyst, database: Database
) -> None:
    await analyst.order("PICKED_UP 12:00:00", "RECEIVED 12:05:00", created=at("12:00:00"))
    await fold(database)
    await analyst.order("PICKED_UP 12:00:00", "RECEIVED 12:05:00", created=at("12:00:00"))

    for subject, claims in (("order", 4), ("item", 0)):
        measured = await analyst.read("status-durations", subject=subject)
        assert excluded(measured)["claim-not-counted"] == claims


@pytest.mark.usefixtures("cooked")
async def test_orders_that_arrive_an_hour_after_a_period_began_are_counted_once(
    analyst: Analyst, database: Database
) -> None:
    await fold(database)
    await analyst.order(*STEPS)
    periods = (("12:30", "14:00"), ("12:10", "14:00"), ("12:30", "13:40"), ("12:30", "13:41"))

    measured = [
        await analyst.read("throughput", **{"from": at(f"{start}:00"), "to": at(f"{end}:00")})
        for start, end in periods
    ]

    assert [each["n"] for each in measured] == [4, 4, 0, 4]


@pytest.mark.usefixtures("cooked")
async def test_one_location_and_two_days_are_exact(analyst: Analyst, database: Database) -> None:
    await fold(database)

    measured = await analyst.read("status-durations", locationId="main")

    assert (measured["exact"], measured["bound"]) == (True, None)


@pytest.mark.usefixtures("cooked")
async def test_nothing_is_added_twice(database: Database, nothing_written: NothingWritten) -> None:
    assert await fold(database) == 6  # three orders of before, and their events

    async with nothing_written():
        assert await fold(database) == 0


@pytest.mark.usefixtures("cooked")
async def test_a_rebuild_gives_the_same_bytes(
    api: AsyncClient, database: Database, sql: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rollup_repository, "ORDERS_AT_ONCE", 2)
    await fold(database)
    kitchen = Kitchen(api)
    placed = await kitchen.place(locationId="elsewhere")
    for step in ("PREPARING", "READY", "PICKED_UP"):
        await kitchen.move(placed, step)
        await fold(database)
    before, totals, told = await everything(sql), list[int](), list[int]()

    await RollupService().rebuild(CALLER, database, totals.append, told.append)

    assert await everything(sql) == before
    assert (totals, sum(told)) == ([4], 4)


@pytest.mark.usefixtures("cooked")
async def test_where_events_are_gone_history_answers_and_the_location_begins_anew(
    analyst: Analyst, database: Database, sql: Connection
) -> None:
    await fold(database)
    await analyst.order(*STEPS)
    await sql.execute("DELETE FROM order_events")

    untold = await analyst.read("status-durations")
    await fold(database)
    anew = await analyst.read("status-durations")

    assert (untold["n"], untold["exact"]) == (12, True)
    assert (anew["n"], anew["exact"]) == (12, False)


@pytest.mark.usefixtures("cooked")
async def test_a_location_that_cannot_be_added_keeps_no_other_waiting(
    analyst: Analyst, database: Database, sql: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    await analyst.order(*STEPS, locationId="zoo")
    fold_of = rollup_repository.RollupRepository.fold

    async def fails_at_main(kept: rollup_repository.RollupRepository, location_id: str) -> object:
        if location_id == "main":
            raise TimeoutError
        return await fold_of(kept, location_id)

    monkeypatch.setattr(rollup_repository.RollupRepository, "fold", fails_at_main)
    with pytest.raises(TimeoutError):
        await fold(database)

    added = await sql.fetch("SELECT DISTINCT location_id FROM rollups")
    assert [row["location_id"] for row in added] == ["zoo"]


@pytest.mark.usefixtures("cooked")
async def test_cells_are_as_history_has_them(analyst: Analyst, database: Database) -> None:
    assert await differences(database) == []
    await fold(database)
    await analyst.order(*STEPS)

    assert await differences(database) == []


@pytest.mark.usefixtures("cooked")
@pytest.mark.parametrize(
    ("spoiling", "found"),
    [
        (
            "UPDATE rollups SET count = count + 1 WHERE level = 4 AND status = 'READY' AND kind = 'arrival'",
            ["arrival READY 4"],
        ),
        (
            "UPDATE rollups SET histogram = histogram[2:] WHERE level = 2 AND kind = 'order-stay'"
            " AND status = 'PREPARING'",
            ["order-stay PREPARING 2"],
        ),
        (
            "DELETE FROM rollups WHERE level = 4 AND kind = 'order-stay' AND status = 'READY'",
            ["order-stay READY 4"],
        ),
        (
            "UPDATE rollups SET status = 'CANCELLED' WHERE level = 4 AND kind = 'arrival' AND status = 'READY'",
            ["arrival CANCELLED 4", "arrival READY 4"],
        ),
    ],
)
async def test_what_is_spoiled_is_found(
    database: Database, sql: Connection, spoiling: str, found: list[str]
) -> None:
    await fold(database)

    await sql.execute(spoiling)

    assert sorted(await differences(database)) == sorted(2 * found)  # of what is everywhere too


@pytest.mark.usefixtures("cooked")
async def test_what_is_spoiled_of_all_locations_together_is_found(
    database: Database, sql: Connection
) -> None:
    await fold(database)

    await sql.execute(
        "DELETE FROM everywhere_rollups WHERE level = 4 AND kind = 'arrival' AND status = 'READY'"
    )

    assert await differences(database) == ["arrival READY 4"]


@pytest.mark.usefixtures("cooked")
async def test_what_a_server_of_before_adds_is_in_the_next_answer_and_then_in_the_cells_of_all(
    analyst: Analyst, database: Database, sql: Connection
) -> None:
    await fold(database)
    kept = "everywhere_through, everywhere_seq FROM rollup_marks WHERE location_id = 'main'"
    (before,) = await sql.fetch(f"SELECT {kept}")
    await sql.execute("CREATE TEMPORARY TABLE former AS TABLE everywhere_rollups")
    await analyst.order(*STEPS)
    await fold(database)
    await sql.execute("TRUNCATE everywhere_rollups")  # that server knows of neither
    await sql.execute("INSERT INTO everywhere_rollups TABLE former")
    await sql.execute(
        "UPDATE rollup_marks SET everywhere_through = $1, everywhere_seq = $2", *before
    )

    added = await analyst.read("status-durations")
    await fold(database)
    summed = await analyst.read("status-durations")

    assert (added["n"], summed["n"]) == (12, 12)
    assert await sql.fetch(f"SELECT {kept}") == await sql.fetch(
        "SELECT through AS everywhere_through, seq AS everywhere_seq FROM rollup_marks"
    )
    assert await differences(database) == []


@pytest.mark.usefixtures("cooked")
async def test_all_locations_are_asked_of_cells_that_dont_tell_them_apart(
    analyst: Analyst, database: Database, sql: Connection
) -> None:
    await analyst.order(*STEPS, locationId="zoo")
    await fold(database)
    await sql.execute("DELETE FROM everywhere_rollups")

    everywhere = await analyst.read("status-durations")
    apart = await analyst.read("status-durations", groupBy="location")

    assert (everywhere["n"], apart["n"]) == (0, 12)


@pytest.mark.usefixtures("cooked")
async def test_an_erased_customer_stays_in_every_measure(
    api: AsyncClient, analyst: Analyst, database: Database, sql: Connection
) -> None:
    await fold(database)
    measures = ("status-durations", "throughput")
    before = [await analyst.read(measure) for measure in measures]
    cells = await everything(sql)

    erased = await api.post("/api/erasures", json={"account": "account-1"})
    await fold(database)

    assert erased.status_code == 200, erased.text
    after = [await analyst.read(measure) for measure in measures]
    assert [each | {"asOf": None} for each in after] == [each | {"asOf": None} for each in before]
    assert await everything(sql) == cells
