"""What no export takes, and which formats there are."""

from base64 import urlsafe_b64encode

import pytest
from fastapi import FastAPI

from huuva_backend.analytics import export_routes, export_service
from huuva_backend.analytics.export_formats import CSV, FORMATS, NDJSON, PARQUET
from tests.analytics.analyst import Analyst, at
from tests.analytics.exporting import EXPORTS, ask, rows
from tests.orders.kitchen import Json


@pytest.mark.parametrize("accept", ["", "*/*", "application/*", "application/x-ndjson, text/csv"])
async def test_ndjson_is_for_who_likes_all_alike(analyst: Analyst, accept: str) -> None:
    answer = await ask(analyst, "orders", accept or "*/*;q=0.1")

    assert answer.headers["content-type"] == "application/x-ndjson"
    assert (answer.headers["vary"], answer.headers["cache-control"]) == ("Accept", "no-store")


@pytest.mark.parametrize(
    "accept",
    ["application/json", "text/html", "text/csv;q=0, image/*"],
)
async def test_what_there_is_not_is_said(analyst: Analyst, accept: str) -> None:
    answer = await ask(analyst, "orders", accept)

    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
    assert answer.json()["detail"] == f"An export is {' or '.join(FORMATS)}."


async def test_a_server_without_arrow_gives_no_parquet(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {each.media_type: each for each in (NDJSON, CSV)}
    monkeypatch.setattr(export_routes, "FORMATS", lines)

    answer = await ask(analyst, "orders", PARQUET.media_type)

    assert (answer.status_code, answer.json()["code"]) == (406, "not-acceptable")
    assert answer.json()["detail"] == "An export is application/x-ndjson or text/csv."


def forged(document: str) -> str:
    return urlsafe_b64encode(document.encode()).rstrip(b"=").decode()


ID = "00000000-0000-0000-0000-000000000007"
NOON = "2026-01-31T12:00:00Z"


@pytest.mark.parametrize("export", EXPORTS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("from", "yesterday"),
        ("to", "9999-12-31T23:59:59Z"),
        ("brandId", ""),
        ("locationId", "x" * 65),
        ("channel", "a\x00b"),
        ("limit", "10"),
        ("timezone", "UTC"),
        ("cursor", ""),
        ("cursor", "nonsense"),
        ("cursor", "x" * 513),
        ("cursor", forged('["customers",[1,"a"]]')),
        ("cursor", forged(f'["order-history",["a","{NOON}","{ID}",-1]]')),
        ("cursor", forged(f'["item-history",["a","{NOON}","{ID}",{2**31},1]]')),
        ("cursor", forged(f'["orders-export",["\\u0000","{NOON}","{ID}"]]')),
        ("cursor", forged(f'["amendments",["a","{ID}",1,1]]')),
    ],
)
async def test_a_bad_value_is_refused(
    analyst: Analyst, app: FastAPI, export: str, name: str, value: str
) -> None:
    answer = await ask(analyst, export, **{name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"query/{name}"
    assert app.state.exports.under_way == 0


async def test_a_period_that_ends_before_it_begins_is_refused(analyst: Analyst) -> None:
    answer = await ask(analyst, "orders", **{"from": at("12:00:00"), "to": at("12:00:00")})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-period")


async def test_a_cursor_is_of_one_export(analyst: Analyst, busy: list[Json]) -> None:
    first, *_ = await rows(analyst, "orders")

    answer = await ask(analyst, "order-history", cursor=first["cursor"])

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-cursor")


async def test_a_process_writes_so_many_at_once(
    analyst: Analyst, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_service, "AT_ONCE", 0)

    answer = await ask(analyst, "orders")

    assert (answer.status_code, answer.json()["code"]) == (503, "too-many-exports")
    assert answer.headers["retry-after"] == "2"
