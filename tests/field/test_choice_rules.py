"""`choice-rules.json`: a taco of exactly three meats. Its PUT knows modifiers only, and leaves the shape open."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient, Response

from huuva_backend.platform.clock import utc_now

CASES = json.loads((Path(__file__).parent / "choice-rules.json").read_text())["cases"]

_numbers = count(1)


async def taken(api: AsyncClient, step: dict[str, Any]) -> Response:
    written = (
        json.dumps(step)
        .replace("{{loc}}", "field")
        .replace("{{uniq}}", f"choice-{next(_numbers)}")
        .replace("{{now+20m}}", utc_now().isoformat())
    )
    asked = json.loads(written)
    return await api.request(asked["method"], asked["path"], json=asked.get("body"))


def as_groups(body: dict[str, Any]) -> dict[str, Any]:
    """The same product with its modifiers as a group of which exactly three must be chosen."""
    meats = {"id": "meats", "name": "Meats", "min": 3, "max": 3, "options": body["modifiers"]}
    return {name: value for name, value in body.items() if name != "modifiers"} | {
        "groups": [meats]
    }


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
async def test_as_many_as_the_group_says_must_be_chosen(
    api: AsyncClient, case: dict[str, Any]
) -> None:
    put, *orders = case["request"]
    created = await taken(api, put | {"body": as_groups(put["body"])})

    answers = [await taken(api, step) for step in orders]

    assert created.status_code == 201
    told = {f"step{number}": answer.status_code for number, answer in enumerate(answers, 2)}
    assert told == case["expected"]
    none, _, four = answers
    assert [(fault["pointer"], fault["code"]) for fault in none.json()["errors"]] == [
        ("/items/0/modifiers", "too-few-modifiers")
    ]
    assert [(fault["pointer"], fault["code"]) for fault in four.json()["errors"]] == [
        ("/items/0/modifiers/3/quantity", "too-many-modifiers")
    ]
