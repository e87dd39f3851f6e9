"""How each operation of the API is called about something, and what becomes of it where that is another's."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID

from huuva_backend.integrations import deliverect_schemas, uber_eats_schemas
from tests.factories import order
from tests.media.pictures import encoded
from tests.menu.pizzeria import product

ALIKE: Final = "alike"
"""200, and the same of another's as of what doesn't exist."""


@dataclass(frozen=True)
class Thing:
    """What a request is about."""

    brand: str
    location: str
    order_id: str

    def named(self, text: str) -> str:
        """The text of an answer, without what the request named: it may be repeated."""
        for name, value in vars(self).items():
            text = text.replace(value, f"<{name}>")
        return text


NOBODYS_ORDER: Final = str(UUID(int=7))


@dataclass(frozen=True)
class Way:
    """A request, with the names of a `Thing` in its path; `other` is what answers about another's.

    `by_location` where something else answers who is limited to locations, about another location.
    """

    path: str
    other: int | str
    by_location: int | str | None = None
    body: Callable[[Thing], Any] | None = None
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def request(self, thing: Thing) -> dict[str, Any]:
        told: dict[str, Any] = {"url": self.path.format(**vars(thing)), "headers": self.headers}
        if self.raw is not None:
            told["content"] = self.raw
        elif self.body is not None:
            told["json"] = self.body(thing)
        return told


ORDER = "/api/orders/{order_id}"
ITEM = f"{ORDER}/items/BURGER"
PRODUCT = "/api/menu/products/PIZZA"
PLACE = "locationId={location}"
BRAND = "brandId={brand}"
PERIOD = "from=2020-01-01T00:00:00Z&to=2020-06-01T00:00:00Z"
MEASURE = f"{PERIOD}&{BRAND}&{PLACE}"


def moved(_: Thing) -> Any:
    return {"status": "PREPARING"}


def of_both(**more: Any) -> Callable[[Thing], Any]:
    return lambda thing: {"brandId": thing.brand, "locationId": thing.location, **more}


WAYS: Final[dict[str, Way]] = {
    "placeOrder": Way(
        "/api/orders",
        403,
        body=lambda thing: order(brandId=thing.brand, locationId=thing.location),
    ),
    "takeDeliverectOrder": Way(
        f"/api/integrations/deliverect/orders?{BRAND}&{PLACE}&currency=EUR",
        403,
        body=lambda _: deliverect_schemas.EXAMPLE,
    ),
    "takeUberEatsOrder": Way(
        f"/api/integrations/uber-eats/orders?{BRAND}&{PLACE}",
        403,
        body=lambda _: uber_eats_schemas.EXAMPLE,
    ),
    "listOrders": Way(f"/api/orders?{BRAND}&{PLACE}", ALIKE),
    "getOrder": Way(ORDER, 404),
    "amendOrder": Way(ORDER, 404, body=lambda _: {"note": "No onions"}),
    "addItems": Way(
        f"{ORDER}/items",
        404,
        body=lambda _: {"items": [{"plu": "TEA", "name": "Tea", "quantity": 1}]},
    ),
    "amendItem": Way(ITEM, 404, body=lambda _: {"note": "Well done"}),
    "moveOrder": Way(f"{ORDER}/status", 404, body=moved),
    "moveItem": Way(f"{ITEM}/status", 404, body=moved),
    "fireCourse": Way(f"{ORDER}/fire", 404, body=lambda _: {"course": 1}),
    "acceptOrder": Way(f"{ORDER}/accept", 404),
    "denyOrder": Way(f"{ORDER}/deny", 404, body=lambda _: {"reason": "TOO_BUSY"}),
    "requestCancellation": Way(f"{ORDER}/cancellation-requests", 404, body=lambda _: {}),
    "confirmCancellation": Way(f"{ORDER}/cancellation-requests/confirm", 404),
    "refuseCancellation": Way(f"{ORDER}/cancellation-requests/refuse", 404, body=lambda _: {}),
    "delayOrder": Way(f"{ORDER}/delay", 404, body=lambda _: {"minutes": 10}),
    "listTickets": Way(f"/api/kitchen/tickets?{PLACE}", ALIKE),
    "getBoard": Way(f"/api/kitchen/board?{PLACE}", ALIKE),
    "getNow": Way(f"/api/kitchen/now?{PLACE}", 404),
    "listStations": Way(f"/api/kitchen/stations?{PLACE}", ALIKE),
    "putStation": Way(
        f"/api/kitchen/stations/grill?{PLACE}",
        403,
        body=lambda _: {"warnSeconds": 1, "lateSeconds": 1},
    ),
    "removeStation": Way(f"/api/kitchen/stations/grill?{PLACE}", 403),
    "getLocation": Way("/api/locations/{location}", 404),
    "getLoad": Way("/api/locations/{location}/load", 404),
    "getIntake": Way("/api/locations/{location}/intake", 404),
    "putIntake": Way("/api/locations/{location}/intake", 404, body=lambda _: {"mode": "OPEN"}),
    "quote": Way("/api/quotes", ALIKE, by_location=404, body=of_both(items=[{"plu": "PIZZA"}])),
    "listLocations": Way("/api/locations", ALIKE),
    "listEvents": Way(f"/api/events?{PLACE}", ALIKE),
    "exportMenu": Way("/api/menu/brands/{brand}", ALIKE),
    "importMenu": Way("/api/menu/brands/{brand}", 403, body=lambda _: {"products": []}),
    "listProducts": Way(f"/api/menu/products?{BRAND}&{PLACE}", ALIKE),
    "getProduct": Way(f"{PRODUCT}?{BRAND}&{PLACE}", 404, by_location=ALIKE),
    "putProduct": Way(f"{PRODUCT}?{BRAND}", 403, body=lambda _: product()),
    "deleteProduct": Way(f"{PRODUCT}?{BRAND}", 404, by_location=403),
    "listModifiers": Way(f"{PRODUCT}/modifiers?{BRAND}&{PLACE}", 404, by_location=ALIKE),
    "listProductStations": Way(f"/api/menu/stations?{BRAND}&{PLACE}", ALIKE),
    "assignStation": Way(
        f"{PRODUCT}/stations/{{location}}?{BRAND}", 403, body=lambda _: {"station": "grill"}
    ),
    "unassignStation": Way(f"{PRODUCT}/stations/{{location}}?{BRAND}", 403),
    "putProductImage": Way(
        f"{PRODUCT}/images/front?{BRAND}",
        404,
        by_location=403,
        raw=encoded("image/png"),
        headers={"Content-Type": "image/png"},
    ),
    "deleteProductImage": Way(f"{PRODUCT}/images/front?{BRAND}", 404, by_location=403),
    "snooze": Way("/api/menu/snoozes", 403, body=of_both(plus=["PIZZA"])),
    "listSnoozes": Way(f"/api/menu/snoozes?{BRAND}&{PLACE}", ALIKE),
    "wake": Way(f"/api/menu/snoozes?{BRAND}&{PLACE}&plu=PIZZA", 403),
    "setStock": Way("/api/menu/stocks", 403, body=of_both(items=[{"plu": "PIZZA", "stock": 3}])),
    "listStock": Way(f"/api/menu/stocks?{BRAND}&{PLACE}", ALIKE),
    "forgetStock": Way(f"/api/menu/stocks?{BRAND}&{PLACE}&plu=PIZZA", 403),
    "addWebhookEndpoint": Way(
        "/api/webhook-endpoints",
        403,
        body=lambda thing: {
            "url": "https://partner.example/hooks",
            "brandIds": [thing.brand],
            "locationIds": [thing.location],
        },
    ),
    "listWebhookEndpoints": Way("/api/webhook-endpoints", ALIKE),
    "getStatusDurations": Way(f"/api/analytics/status-durations?{MEASURE}", ALIKE),
    "getThroughput": Way(f"/api/analytics/throughput?{MEASURE}", ALIKE),
    "getPunctuality": Way(f"/api/analytics/punctuality?{MEASURE}", ALIKE),
    "getPickups": Way(f"/api/analytics/pickups?{MEASURE}", ALIKE),
    "getCancellations": Way(f"/api/analytics/cancellations?{MEASURE}", ALIKE),
    "getAmendments": Way(f"/api/analytics/amendments?{MEASURE}", ALIKE),
    "getPreparationTimes": Way(f"/api/analytics/products?{MEASURE}", ALIKE),
    "listCustomers": Way(f"/api/analytics/customers?{BRAND}&{PLACE}", ALIKE),
    "getCustomer": Way(f"/api/analytics/customers/account-1?{BRAND}&{PLACE}", 404),
    "exportOrderHistory": Way(f"/api/analytics/exports/order-history?{BRAND}&{PLACE}", ALIKE),
    "exportItemHistory": Way(f"/api/analytics/exports/item-history?{BRAND}&{PLACE}", ALIKE),
    "exportOrders": Way(f"/api/analytics/exports/orders?{BRAND}&{PLACE}", ALIKE),
    "exportAmendments": Way(f"/api/analytics/exports/amendments?{BRAND}&{PLACE}", ALIKE),
}

OTHERWISE: Final = {
    "streamEvents": "never ends: test_narrowed.py follows one",
    "putLocation": "of admins, who are never limited",
    "eraseCustomer": "the same",
    "exportCustomer": "the same",
    "addPartner": "the same",
    **dict.fromkeys(
        (
            *("getWebhookEndpoint", "changeWebhookEndpoint", "removeWebhookEndpoint"),
            *("rotateWebhookSecret", "testWebhookEndpoint", "listWebhookDeliveries"),
            *("redeliverWebhook", "replayWebhooks"),
        ),
        "of an endpoint: another's is 404 in tests/webhooks/test_routes.py",
    ),
    "listPartners": "the same",
    "createKey": "the same",
    "listKeys": "the same",
    "rotateKey": "the same; a key of another partner is 404 in test_routes.py",
    "revokeKey": "the same",
    **dict.fromkeys(
        ("addIntegration", "listIntegrations", "rotateIntegration", "revokeIntegration"),
        "the same; one of another partner is 404 in test_integrations.py",
    ),
    "confirmPairing": "the same: test_screen_routes.py",
    "listDisplays": "the same",
}
"""What isn't called here, and why."""

PLACES_ALONE: Final = {
    "listTickets",
    "getBoard",
    "getNow",
    "listStations",
    "putStation",
    "removeStation",
    "getLocation",
    "getLoad",
    "getIntake",
    "putIntake",
    "listLocations",
    "listEvents",
}
"""What names no brand: nothing of it is another brand's, but what it shows is in test_narrowed.py."""


WHOLE_BRANDS: Final = {
    "importMenu",
    "putProduct",
    "deleteProduct",
    "putProductImage",
    "deleteProductImage",
}
"""What is the same at all locations, so that who is limited to some can't change it."""

WHOLE_LOCATIONS: Final = {"putStation", "removeStation", "putIntake"}
"""What is the same for all brands, so that who is limited to some can't change it."""

OWN: Final = {
    "placeOrder": 201,
    "addWebhookEndpoint": 201,
    "putStation": 201,
    "unassignStation": 204,
    "wake": 204,
} | {
    "removeStation": 204,
    "deleteProduct": 204,
    "putProductImage": 201,
    "forgetStock": 204,
    "deleteProductImage": 404,  # there is none by this name
    "fireCourse": 404,  # nor a line of this course
    "takeDeliverectOrder": 201,
    "takeUberEatsOrder": 201,
    "acceptOrder": 409,  # nobody waits for it
    "denyOrder": 409,  # the same
    "confirmCancellation": 409,  # nobody has asked for it
    "refuseCancellation": 409,  # the same
}
"""What answers about one's own, where that isn't 200."""


def elsewhere(thing: Thing, **changes: str) -> Thing:
    return replace(thing, **changes)
