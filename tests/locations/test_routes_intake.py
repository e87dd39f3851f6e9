"""A kitchen that pauses, is busy and opens again, and what that means to those who order."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.kitchen.screens import Screens
from tests.orders.kitchen import Json, Kitchen
from tests.orders.test_routes_times import ago
from tests.statements import counted

INTAKE = "/api/locations/main/intake"


class Intake:
    def __init__(self, api: AsyncClient) -> None:
        self._api = api

    async def ask(self, **said: Any) -> Response:
        return await self._api.put(INTAKE, json=said)

    async def say(self, mode: str, **said: Any) -> list[tuple[str | None, str, int]]:
        answer = await self.ask(mode=mode, **said)
        assert answer.status_code == 200, answer.text
        assert answer.json()["items"] == (await self.get())["items"]
        return [
            (each["channel"], each["mode"], each["extraMinutes"]) for each in answer.json()["items"]
        ]

    async def get(self) -> Json:
        found: Json = (await self._api.get(INTAKE)).json()
        return found


@pytest.fixture
def intake(api: AsyncClient) -> Intake:
    return Intake(api)


@pytest.fixture(autouse=True)
async def placed(kitchen: Kitchen) -> Json:
    """The order by which the location is known."""
    return await kitchen.place(channel="wolt")


async def test_before_anything_is_said_it_is_open(intake: Intake) -> None:
    found = await intake.get()

    assert found["items"] == [
        {
            "channel": None,
            "mode": "OPEN",
            "extraMinutes": 0,
            "until": None,
            "reason": None,
            "since": None,
        }
    ]


async def test_a_paused_channel_is_refused_and_others_are_not(
    intake: Intake, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    until = ago(minutes=-10)
    await intake.say("PAUSED", channels=["wolt"], until=until, reason="The oven is out")

    async with nothing_written():
        refused = await kitchen.post(order(channel="wolt"))
        rehearsed = await kitchen.post(order(channel="wolt"), validateOnly="true")

    for answer in (refused, rehearsed):
        assert (answer.status_code, answer.json()["code"]) == (409, "location-paused")
        assert answer.json()["reason"] == "The oven is out"
        assert 590 <= int(answer.headers["Retry-After"]) <= 600
    await kitchen.place(channel="foodora")
    await kitchen.place(channel="wolt", locationId="kallio")


async def test_what_was_placed_before_is_answered_amended_and_moved(
    intake: Intake, kitchen: Kitchen
) -> None:
    body = order(channel="wolt")
    first = (await kitchen.post(body)).json()
    await intake.say("PAUSED")

    again = await kitchen.post(body)
    more = body | {"items": [*body["items"], item("TEA")]}
    amended = await kitchen.post(more, ifExists="amend")
    moved = await kitchen.move(first, "PREPARING")
    other = await kitchen.post(body | {"note": "Another"})

    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert again.json()["id"] == first["id"]
    assert (amended.status_code, len(amended.json()["items"])) == (200, 3)
    assert moved.status_code == 200
    assert (other.status_code, other.json()["code"]) == (409, "order-exists")


async def test_the_last_one_asked_for_holds(intake: Intake) -> None:
    one = await intake.say("PAUSED", channels=["wolt", "foodora", "wolt"])
    two = await intake.say("OPEN", channels=["wolt"])
    three = await intake.say("BUSY", extraMinutes=10)

    assert one == [(None, "OPEN", 0), ("foodora", "PAUSED", 0), ("wolt", "PAUSED", 0)]
    assert two == [(None, "OPEN", 0), ("foodora", "PAUSED", 0), ("wolt", "OPEN", 0)]
    assert three == [(None, "BUSY", 10)]


async def test_a_switch_is_over_by_itself(
    intake: Intake, kitchen: Kitchen, sql: Connection
) -> None:
    await intake.say("PAUSED", until=ago(minutes=-1))
    await sql.execute("UPDATE location_intake SET until = now() - interval '1 second'")

    await kitchen.place()

    assert [each["mode"] for each in (await intake.get())["items"]] == ["OPEN"]


async def test_busy_makes_quotes_and_the_load_longer_and_moves_no_promise(
    api: AsyncClient, intake: Intake, kitchen: Kitchen, screens: Screens, placed: Json
) -> None:
    await kitchen.move(placed, "READY")
    body = {"items": [{"plu": "UNHEARD"}], "channel": "wolt"}
    quiet = await kitchen.place(pickupTime=None, locationId="kallio")
    await intake.say("BUSY", extraMinutes=20, channels=["wolt"])
    only_wolt = (await api.get("/api/locations/main/load")).json()
    await intake.say("BUSY", extraMinutes=10)

    quote = (await api.post("/api/quotes", json=body)).json()
    load = (await api.get("/api/locations/main/load")).json()
    busy = await kitchen.place(pickupTime=None)

    assert (quote["minutes"], quote["mode"], quote["extraMinutes"]) == (25, "BUSY", 10)
    assert (only_wolt["minutes"], load["minutes"], load["intake"][0]["mode"]) == (15, 25, "BUSY")
    assert busy["pickupTime"] is quiet["pickupTime"] is None
    assert busy["status"] == "RECEIVED"


async def test_a_quote_says_that_the_channel_is_paused(api: AsyncClient, intake: Intake) -> None:
    await intake.say("PAUSED", channels=["wolt"])
    body = {"items": [{"plu": "UNHEARD"}]}

    wolts = await api.post("/api/quotes", json=body | {"channel": "wolt"})
    others = await api.post("/api/quotes", json=body)

    assert [wolts.json()["mode"], others.json()["mode"]] == ["PAUSED", "OPEN"]


async def test_a_pause_is_no_event_and_placing_takes_no_look_up_more(
    api: AsyncClient, intake: Intake, kitchen: Kitchen, sql: Connection
) -> None:
    async with counted(sql) as before:
        await kitchen.place()
    events = len((await api.get("/api/events")).json()["items"])
    await intake.say("BUSY", extraMinutes=5)
    await intake.say("PAUSED", channels=["foodora"])

    assert len((await api.get("/api/events")).json()["items"]) == events
    async with counted(sql) as after:
        await kitchen.place()
    assert after == before


@pytest.mark.parametrize(
    ("said", "pointer", "code"),
    [
        ({"mode": "BUSY"}, "/extraMinutes", "busy-minutes"),
        ({"mode": "PAUSED", "extraMinutes": 5}, "/extraMinutes", "busy-minutes"),
        ({"mode": "PAUSED", "until": "2026-01-31T18:30:00Z"}, "/until", "intake-is-over"),
        ({"mode": "CLOSED"}, "/mode", "enum"),
        ({"mode": "PAUSED", "channels": []}, "/channels", "too-short"),
    ],
)
async def test_what_makes_no_sense_is_refused_where_it_stands(
    intake: Intake, nothing_written: NothingWritten, said: Json, pointer: str, code: str
) -> None:
    async with nothing_written():
        answer = await intake.ask(**said)

    assert answer.status_code == 422
    faults = [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]
    assert faults == [(pointer, code)]


async def test_nobody_has_heard_of_the_location(api: AsyncClient) -> None:
    path = "/api/locations/nowhere/intake"

    for answer in (await api.get(path), await api.put(path, json={"mode": "PAUSED"})):
        assert (answer.status_code, answer.json()["code"]) == (404, "location-not-found")
