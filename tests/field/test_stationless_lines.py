"""`stationless-lines.json`: a can that no station makes holds no pizza up, where somebody says that it isn't made."""

import json
from pathlib import Path
from typing import Any

from httpx import AsyncClient

from huuva_backend.platform.clock import utc_now

(CASE,) = json.loads((Path(__file__).parent / "stationless-lines.json").read_text())["cases"]


async def played(api: AsyncClient, **coke: Any) -> tuple[Any, Any]:
    """Where the order stands after the fourth step, and what is ready on the board."""
    placed: dict[str, Any] = {}
    told = []
    now = utc_now().isoformat()
    for step in CASE["request"]:
        written = json.dumps(step).replace("{{loc}}", "field").replace("{{uniq}}", "field-1")
        written = written.replace("{{now+20m}}", now).replace("{{step3:/id}}", placed.get("id", ""))
        asked = json.loads(written)
        body = asked.get("body")
        if "/COKE" in asked["path"]:
            body |= coke
        answer = await api.request(asked["method"], asked["path"], json=body)
        assert answer.status_code in (200, 201), answer.text
        told.append(answer.json())
        if asked["path"] == "/api/orders":
            placed = told[-1]
    return told[3]["orderStatus"], told[4]["ready"]


async def test_a_product_can_be_marked_as_not_made(api: AsyncClient) -> None:
    status, ready = await played(api, toMake=False)

    assert status == CASE["expected"]["at"]["step4 /orderStatus"]
    assert len(ready) == 1


async def test_where_lines_without_a_station_follow_nobody_need_mark_it(api: AsyncClient) -> None:
    said = await api.put("/api/locations/field", json={"unroutedLines": "follow"})
    assert said.status_code == 201

    status, ready = await played(api)

    assert status == CASE["expected"]["at"]["step4 /orderStatus"]
    assert len(ready) == 1


async def test_where_a_location_has_them_made_it_is_made_as_before(api: AsyncClient) -> None:
    said = await api.put("/api/locations/field", json={"unroutedLines": "make"})
    assert said.status_code == 201

    assert await played(api) == ("PREPARING", [])


async def test_else_it_is_made_as_before(api: AsyncClient) -> None:
    assert await played(api) == ("PREPARING", [])
