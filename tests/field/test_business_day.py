"""`business-day.json`: a night belongs to the day on which it began."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient, Response

from tests.locations.places import Places

CASES = json.loads((Path(__file__).parent / "business-day.json").read_text())["cases"]

_numbers = count(1)


async def taken(api: AsyncClient, step: dict[str, Any]) -> Response:
    written = json.dumps(step).replace("{{loc}}", "field").replace("{{uniq}}", str(next(_numbers)))
    asked = json.loads(written)
    return await api.request(asked["method"], asked["path"], json=asked.get("body"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
async def test_days_are_as_the_kitchen_has_them(api: AsyncClient, case: dict[str, Any]) -> None:
    *orders, measure = case["request"]
    for step in orders:
        assert (await taken(api, step)).status_code == 201

    told = (await taken(api, measure)).json()

    assert [flow["received"] for flow in told["items"]] == case["expected"]["received"]


async def test_where_the_location_says_so_nobody_need_tell(api: AsyncClient) -> None:
    (case,) = CASES
    await Places(api).say("field", timezone="Europe/Helsinki", dayStartsAt="04:00")
    *orders, measure = case["request"]
    for step in orders:
        await taken(api, step)
    untold = measure["path"].replace("&dayStart=04:00&timezone=Europe/Helsinki", "")

    told = (await taken(api, measure | {"path": untold})).json()

    assert [flow["received"] for flow in told["items"]] == case["expected"]["received"]
