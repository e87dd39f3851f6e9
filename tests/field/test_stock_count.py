"""`stock-count.json`: two portions are left, and the third order is refused."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.platform.clock import utc_now

CASES = json.loads((Path(__file__).parent / "stock-count.json").read_text())["cases"]

_numbers = count(1)


async def taken(api: AsyncClient, step: dict[str, Any]) -> Response:
    written = (
        json.dumps(step)
        .replace("{{loc}}", "field")
        .replace("{{uniq}}", f"stock-{next(_numbers)}")
        .replace("{{now+20m}}", utc_now().isoformat())
    )
    asked = json.loads(written)
    return await api.request(asked["method"], asked["path"], json=asked.get("body"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
async def test_as_many_are_sold_as_are_left(api: AsyncClient, case: dict[str, Any]) -> None:
    put, *orders = case["request"]
    assert (await taken(api, put)).json()["stock"] == 2

    answers = [await taken(api, step) for step in orders]

    told = {f"step{number}": answer.status_code for number, answer in enumerate(answers, 2)}
    assert told == case["expected"]
    assert [(fault["pointer"], fault["code"]) for fault in answers[-1].json()["errors"]] == [
        ("/items/0/plu", "sold-out")
    ]
