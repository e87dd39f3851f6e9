"""`nested-bundle.json`: parts of a menu are lines, each at its own station."""

import json
from pathlib import Path
from typing import Any

from httpx import AsyncClient

from huuva_backend.platform.clock import utc_now

(CASE,) = json.loads((Path(__file__).parent / "nested-bundle.json").read_text())["cases"]
STATIONS = {"BURG": "grill", "FRIES": "fryer"}


def translated(modifier: dict[str, Any]) -> dict[str, Any]:
    """A part, as the design's door takes it: `items` of a line."""
    return {"quantity": 1} | modifier


async def test_two_burger_menus(api: AsyncClient) -> None:
    (step,) = CASE["request"]
    body = step["body"] | {"channelOrderId": "field-1", "locationId": "field"}
    body["pickupTime"] = utc_now().isoformat()
    (menu,) = body["items"]
    parts = [translated(part) for part in menu["modifiers"]]
    body["items"] = [{key: menu[key] for key in menu.keys() - {"modifiers"}} | {"items": parts}]
    for plu, station in STATIONS.items():
        product = {"name": plu, "price": {"amount": 700, "currency": "EUR"}, "station": station}
        params = {"brandId": body["brandId"]}
        await api.put(f"/api/menu/products/{plu}", params=params, json=product)

    answer = await api.post(step["path"], json=body)

    expected = CASE["expected"]
    placed = answer.json()
    assert (answer.status_code, placed["total"]) == (expected["status"], expected["total"])
    (burger,) = await shown(api, "grill")
    extra = " + ".join(f"{each['quantity']} x {each['name']}" for each in burger["modifiers"])
    told = f"{burger['quantity']} x {burger['name']}, each + {extra}"
    assert told == expected["grillTicket"]
    (fries,) = await shown(api, "fryer")
    assert f"{fries['quantity']} x {fries['name']}" == expected["fryerTicket"]
    (read,) = (await api.get(f"/api/orders/{placed['id']}")).json()["items"]
    assert [(part["plu"], part["quantity"]) for part in read["items"]] == [
        (part["plu"], part["quantity"]) for part in parts
    ]
    assert (read["plu"], read["quantity"], read["unitPrice"]) == ("MENU", 2, menu["unitPrice"])


async def shown(api: AsyncClient, station: str) -> list[dict[str, Any]]:
    """What a station's one ticket has to make."""
    answer = await api.get(
        "/api/kitchen/tickets", params={"locationId": "field", "station": station}
    )
    (ticket,) = answer.json()["tickets"]
    lines: list[dict[str, Any]] = ticket["items"]
    return lines
