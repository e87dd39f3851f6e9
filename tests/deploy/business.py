"""What a kitchen's backend is asked for, through the API of a real server, and all that it then answers."""

from typing import Any

from httpx import AsyncClient, Response

from tests.factories import item, order
from tests.media.pictures import PNG, encoded
from tests.menu.pizzeria import BRAND, Pizzeria, address

Json = dict[str, Any]

SINCE = {"from": "2026-06-01T00:00:00Z", "to": "2027-06-01T00:00:00Z"}
MEASURES = (
    *("status-durations", "throughput", "customers", "products", "pickups", "punctuality"),
    *("cancellations", "amendments", "retention"),
)
ANSWERED = {
    "/api/orders": {"limit": "200"},
    "/api/kitchen/tickets": {},
    "/api/kitchen/board": {},
    "/api/events": {"after": "0", "limit": "500"},
    "/api/locations": {},
    "/api/webhook-endpoints": {},
    "/api/menu/products": {},
    f"/api/menu/brands/{BRAND}": {},
    "/api/menu/stocks": {"brandId": BRAND, "locationId": "main"},
    "/api/menu/snoozes": {"brandId": BRAND},
}


def done(answer: Response) -> Json:
    assert answer.is_success, f"{answer.request.method} {answer.request.url}: {answer.text}"
    found: Json = answer.json() if answer.content else {}
    return found


async def put_menu(api: AsyncClient) -> None:
    pizzeria = Pizzeria(api)
    for plu in ("PIZZA", "CALZONE"):
        done(await pizzeria.put(plu))
    params, typed = {"brandId": BRAND}, {"Content-Type": PNG}
    picture = address("PIZZA", "images", "front")
    done(await api.put(picture, content=encoded(PNG), params=params, headers=typed))
    done(await pizzeria.snooze("CALZONE", until="2099-01-01T00:00:00Z"))
    stocks = {"brandId": BRAND, "locationId": "main", "items": [{"plu": "PIZZA", "stock": 90}]}
    done(await api.put("/api/menu/stocks", json=stocks))


def _of(guest: int) -> Json:
    """The same each time that one is asked for."""
    body = order(account=f"guest-{guest % 3}", channelOrderId=f"guest-{guest}") | {
        "pickupTime": None
    }
    if guest % 2:
        body |= {"brandId": BRAND, "items": [item("PIZZA", name="Pizza")]}
    return body


async def place(api: AsyncClient, guest: int) -> str:
    """Again: the same order."""
    once = {"Idempotency-Key": f"guest-{guest}"}
    return f"/api/orders/{done(await api.post('/api/orders', json=_of(guest), headers=once))['id']}"


async def serve_guests(api: AsyncClient, guests: int) -> list[str]:
    """Their orders, each further along than the last: received, amended, ready, picked up, recalled, cancelled."""
    paths = []
    for guest in range(guests):
        path = await place(api, guest)
        steps = [
            ("PATCH", path, {"note": "ring twice", "reason": "they called"}),
            ("POST", f"{path}/items", {"items": [item("CAKE")]}),
            ("PATCH", f"{path}/items/CAKE/status", {"status": "PREPARING"}),
            ("PATCH", f"{path}/items/CAKE", {"quantity": 3}),
            ("PATCH", f"{path}/status", {"status": "READY"}),
            ("PATCH", f"{path}/status", {"status": "PICKED_UP"}),
            ("PATCH", f"{path}/status", {"status": "READY", "recall": True}),
            ("PATCH", f"{path}/status", {"status": "CANCELLED"}),
        ]
        for method, target, document in steps[: guest % (len(steps) + 1)]:
            done(await api.request(method, target, json=document))
        paths.append(path)
    return paths


async def keep_the_rest(api: AsyncClient) -> None:
    """What operators and partners set, and who is erased again."""
    endpoint = {"url": "https://partner.example/hooks"}
    done(await api.post("/api/webhook-endpoints", json=endpoint))
    done(await api.post("/api/partners", json={"id": "courier"}))
    keys = "/api/partners/courier/keys"
    done(await api.post(keys, json={"scopes": ["orders:read"]}))
    location = {"name": "Main", "timezone": "Europe/Helsinki", "closeAfterMinutes": 60}
    done(await api.put("/api/locations/main", json=location))
    gone = done(await api.post("/api/orders", json=order(account="gone")))
    done(await api.patch(f"/api/orders/{gone['id']}/status", json={"status": "CANCELLED"}))
    done(await api.post("/api/erasures", json={"account": "gone"}))


async def answers(api: AsyncClient, orders: list[str]) -> dict[str, Any]:
    """Of every resource, by its address."""
    found: dict[str, Any] = {path: done(await api.get(path)) for path in orders}
    for path, params in ANSWERED.items():
        found[path] = done(await api.get(path, params=params))
    for measure in MEASURES:
        path = f"/api/analytics/{measure}"
        found[path] = done(await api.get(path, params=SINCE))
    images = found["/api/menu/products"]["items"]
    for url in (image["url"] for product in images for image in product["images"]):
        found[url] = (await api.get(url)).content
    return found
