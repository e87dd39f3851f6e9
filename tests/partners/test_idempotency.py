"""POSTs under an `Idempotency-Key`: one effect, and its answer as often as it is asked for."""

from typing import Any

import pytest
from httpx import AsyncClient, Response

from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

KEY = "7f2b0c1e"
KEPT = "SELECT caller, key, status FROM idempotency_keys ORDER BY key"


async def post(api: AsyncClient, path: str, body: Json, key: str = KEY, **more: Any) -> Response:
    return await api.post(path, json=body, headers={"Idempotency-Key": key}, **more)


def replayed(answer: Response) -> bool:
    return "Idempotent-Replayed" in answer.headers


async def test_added_lines_are_added_once(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place()
    path, more = f"/api/orders/{placed['id']}/items", {"items": [item("TEA")]}

    first, again = await post(api, path, more), await post(api, path, more)
    other = await post(api, path, more, key="another")

    assert (first.status_code, replayed(first)) == (200, False)
    assert (again.status_code, replayed(again)) == (200, True)
    assert (again.content, again.headers["ETag"]) == (first.content, first.headers["ETag"])
    assert again.headers["Content-Type"] == "application/json"
    assert (other.json()["version"], replayed(other)) == (3, False)
    assert [tuple(row) for row in await sql.fetch(KEPT)] == [
        ("trusted:", KEY, 200),
        ("trusted:", "another", 200),
    ]
    assert await violations(sql) == []


async def test_each_post_takes_a_key(api: AsyncClient, kitchen: Kitchen, sql: Connection) -> None:
    held = await kitchen.place(channelOrderId="held", items=[item("TIRA", held=True)])
    product = {"name": "Pizza", "price": {"amount": 900, "currency": "EUR"}}
    await api.put("/api/menu/products/PIZZA", params={"brandId": "brand-1"}, json=product)
    asked: list[tuple[str, Json]] = [
        ("/api/orders", order()),
        ("/api/orders?ifExists=amend", order(note="ring")),
        (f"/api/orders/{held['id']}/fire", {"lines": [1]}),
        ("/api/menu/snoozes", {"brandId": "brand-1", "plus": ["PIZZA"]}),
    ]

    for number, (path, body) in enumerate(asked):
        first = await post(api, path, body, key=f"key-{number}")
        again = await post(api, path, body, key=f"key-{number}")
        assert first.is_success, first.text
        assert (again.status_code, again.content) == (first.status_code, first.content)
        assert replayed(again)
        assert again.headers.get("Location") == first.headers.get("Location")
    assert await violations(sql) == []


async def test_something_else_under_a_key_is_refused(
    api: AsyncClient, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place()
    path = f"/api/orders/{placed['id']}/items"
    await post(api, path, {"items": [item("TEA")]})

    async with nothing_written():
        other_body = await post(api, path, {"items": [item("COFFEE")]})
        other_path = await post(api, "/api/orders", order(channelOrderId="another"))
        other_query = await post(api, f"{path}?locationId=main", {"items": [item("TEA")]})

    for refused in (other_body, other_path, other_query):
        (error,) = refused.json()["errors"]
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency-key-reused")
        assert error["pointer"] == "header/idempotency-key"


async def test_what_was_refused_is_asked_anew(
    api: AsyncClient, kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place_at("READY")
    path = f"/api/orders/{placed['id']}/items"
    await kitchen.move(placed, "PICKED_UP")
    more = {"items": [item("TEA")]}

    async with nothing_written():
        refused = [await post(api, path, more), await post(api, path, {"items": []})]
    await kitchen.move(placed, "READY", recall=True)
    taken = await post(api, path, more)

    assert [answer.status_code for answer in refused] == [409, 422]
    assert (taken.status_code, replayed(taken)) == (200, False)
    assert await violations(sql) == []


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 256, "a\tb"])
async def test_a_key_is_visible_ascii(
    api: AsyncClient, nothing_written: NothingWritten, key: str
) -> None:
    async with nothing_written():
        refused = await post(api, "/api/orders", order(), key=key)

    assert refused.status_code == 422, refused.text
    (error,) = refused.json()["errors"]
    assert (error["pointer"], error["code"]) == (
        "header/idempotency-key",
        "invalid-idempotency-key",
    )


async def test_an_expired_key_answers_nothing(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place()
    path, more = f"/api/orders/{placed['id']}/items", {"items": [item("TEA")]}
    await post(api, path, more)
    await sql.execute("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'")

    anew = await post(api, path, {"items": [item("COFFEE")]})

    assert (anew.status_code, anew.json()["version"], replayed(anew)) == (200, 3, False)


async def test_a_get_and_a_patch_know_no_key(api: AsyncClient, kitchen: Kitchen) -> None:
    placed = await kitchen.place()
    path, headers = f"/api/orders/{placed['id']}", {"Idempotency-Key": KEY}

    answers = [
        await api.patch(path, json={"table": "12"}, headers=headers),
        await api.patch(path, json={"table": "14"}, headers=headers),
        await api.get(path, headers=headers),
    ]

    assert [answer.json()["table"] for answer in answers] == ["12", "14", "14"]
