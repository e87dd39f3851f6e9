"""What schemathesis can't know from the description, because JSON Schema can't say it."""

import os
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import schemathesis
from hypothesis import strategies
from pydantic import TypeAdapter, ValidationError

import huuva_backend.analytics.service
import huuva_backend.locations.service
import huuva_backend.menu.page_service
import huuva_backend.orders.search
import huuva_backend.orders.service
import huuva_backend.partners.service
import huuva_backend.webhooks.service
from huuva_backend.menu.group_schemas import OptionPrice
from huuva_backend.menu.stock_schemas import MAX_STOCK
from huuva_backend.orders.line_schemas import MAX_LINES
from huuva_backend.orders.order import OrderSort
from huuva_backend.platform.quantity import MAX_QUANTITY
from huuva_backend.platform.schemas import Instant, Schema
from huuva_backend.platform.text import Plu, Text64
from tests.input.schemathesis_queries import suit_query
from tests.media.pictures import MEDIA_TYPES, encoded

PLACED = "PLACED_ORDERS"
"""The environment variable with the ids of orders that there are."""


class BesideAnother(Schema):
    plu: Plu
    price: OptionPrice


NOW = datetime.now(UTC)
SUITING_TEXTS = {"url": "https://partner.example/hooks", "phone": "040 1234567"} | {
    "timezone": "Europe/Helsinki"
}
"""Where a text must be more than a text."""
INSTANT = TypeAdapter[datetime](Instant)
PLU = TypeAdapter[str](Plu)
TEXT = TypeAdapter[str](Text64)
BESIDE = TypeAdapter[Any](BesideAnother)

ids = os.environ.get(PLACED, str(UUID(int=7))).split()
schemathesis.openapi.format("uuid", strategies.sampled_from(ids) | strategies.uuids().map(str))
for listing, cursor in {
    "orders": huuva_backend.orders.search.CURSORS[OrderSort.CREATED_AT].encode((NOW, UUID(int=7))),
    "partners": huuva_backend.partners.service.CURSORS.encode(("wolt",)),
    "webhook-endpoints": huuva_backend.webhooks.service.CURSORS.encode((UUID(int=7),)),
    "webhook-deliveries": huuva_backend.webhooks.service.DELIVERY_CURSORS.encode(
        (NOW, UUID(int=7))
    ),
    "locations": huuva_backend.locations.service.CURSORS.encode(("kamppi",)),
    "customers": huuva_backend.analytics.service.CURSORS.encode((7, "account")),
    "products": huuva_backend.menu.page_service.CURSORS.encode(("pizza", "pizzeria", "PIZZA")),
}.items():
    schemathesis.openapi.format(f"{listing}-cursor", strategies.just(cursor))
for media_type in MEDIA_TYPES:
    schemathesis.openapi.media_type(media_type, strategies.just(encoded(media_type)))


def _is(kind: TypeAdapter[Any], value: object) -> bool:
    try:
        kind.validate_python(value)
    except ValidationError:
        return False
    return True


def _number(name: str, value: int | float) -> int | float:
    """An integer to JSON Schema may be 1.0, to us a sign that somebody computes in floats."""
    whole = int(value) if float(value).is_integer() else value
    if name == "decimalDigits" and whole in range(7):
        return 2  # as the currency has
    if name in ("stock", "remaining") and 0 <= whole <= MAX_STOCK:
        return round(whole, 3)
    if name != "amount" or not isinstance(whole, int):
        return whole
    whole = abs(whole)  # no line below zero
    return whole % 10**4 if whole <= 10**9 else whole  # nor one beyond what can be kept


def _possible(name: str, value: Any) -> Any:
    """A value that is well-formed, as one that may stand where it stands."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(name, value)
    if (
        name in ("currency", "currency_code")
        and isinstance(value, str)
        and value.isupper()
        and len(value) == 3
    ):
        return "EUR"  # one order, one currency
    if name in ("created", "occurredAt", "placed_at") and _is(INSTANT, value):
        return None  # neither in the future nor before the order
    if name in SUITING_TEXTS and isinstance(value, str):
        return SUITING_TEXTS[name] if 0 < len(value) <= 2000 else value
    if name in ("until", "expiresAt") and _is(INSTANT, value):
        return "2099-01-01T00:00:00Z"
    return value


def _suiting(name: str, value: dict[str, Any]) -> dict[str, Any]:
    """An object whose members suit each other."""
    if name == "metadata":
        return {"table": 7}  # small, and without control characters anywhere
    if name == "payment":
        _paid(value)
    if isinstance(value.get("scopes"), list) and "admin" in value["scopes"]:
        value |= {"brandIds": None, "locationIds": None}  # who isn't limited
    if not name and "plu" not in value and _is_quantity(value.get("quantity")):
        value["quantity"] = 1  # of any line there is one
    if any("stock" in line for line in _objects(value.get("items"))):
        return _counted(value)
    for line in _objects(value.get("items")):
        _suit_line(line)
    _suit_bundles(value.get("items"))
    if isinstance(value.get("brandId"), str) and "products" in value:
        value["brandId"] = None  # the address says whose menu it is
    if isinstance(value.get("brandId"), str) and "plus" in value:
        value["brandId"] = "pizzeria"  # of whose menu the PLUs are
        value["plus"] = _on_the_menu(value["plus"])
    if "mode" in value:
        value["extraMinutes"] = 10 if value["mode"] == "BUSY" else None
    _each_once(value)
    _name_modifiers(value)
    return value


def _name_modifiers(value: dict[str, Any]) -> None:
    for element in _objects(value.get("modifiers")):
        if element.get("plu") is None:
            element["plu"] = "EXTRA"  # only what is left out may go without


def _each_once(value: dict[str, Any]) -> None:
    for listed in ("modifiers", "products", "options", "groups", "stations"):
        key = "station" if listed == "stations" else "plu"
        for number, element in enumerate(_objects(value.get(listed))):
            if _is(PLU, element.get(key)):
                element[key] = f"{key}-{number}"  # none of them twice
            if listed == "groups":
                _choosable(element, number)


def _suit_line(line: dict[str, Any]) -> None:
    line["name"] = line.get("name") or "Not on the menu"
    quantity = line.get("quantity")
    if isinstance(quantity, float) and _is_quantity(quantity):
        line["quantity"] = max(round(quantity, 3), 0.001)
        line["unit"] = "kg"  # no part of a piece


def _is_quantity(value: object) -> bool:
    return type(value) in (int, float) and 0 < value <= MAX_QUANTITY  # type: ignore[operator]


def _paid(payment: dict[str, Any]) -> None:
    """Of what is PAID nothing more must be said."""
    if payment.get("status") in ("PARTLY", "UNPAID"):
        payment["status"] = "PAID"
    if isinstance(payment.get("paid"), dict):
        payment["paid"] = None


def _suit_bundles(items: object) -> None:
    """Not too many with all parts, unless there are too many anywhere; nor more money than can be kept."""
    lines = _objects(items)
    for part in (part for line in lines for part in _lines(line.get("items"))):
        quantity = part.get("quantity")
        if isinstance(quantity, int | float) and 1 < quantity <= MAX_QUANTITY:
            part["quantity"] = 1
    if len(_lines(lines)) > MAX_LINES >= len(lines):
        for line in lines:
            if len(_objects(line.get("items"))) <= MAX_LINES:
                line.pop("items", None)


def _lines(items: object) -> list[dict[str, Any]]:
    """With all parts of bundles."""
    return [each for line in _objects(items) for each in (line, *_lines(line.get("items")))]


def _counted(value: dict[str, Any]) -> dict[str, Any]:
    """What is counted is a product of the brand."""
    if isinstance(value.get("brandId"), str):
        value["brandId"] = "pizzeria"
    items = value["items"]
    plus = [item.get("plu") for item in _objects(items)]
    if len(plus) == len(items) <= 200 and all(_is(PLU, plu) for plu in plus):
        value["items"] = [item | {"plu": "PIZZA"} for item in items][:1]
    return value


def _choosable(group: dict[str, Any], number: int) -> None:
    """A group that can be chosen of."""
    if _is(TEXT, group.get("id")):
        group["id"] = f"GROUP-{number}"  # none of them twice
    if type(group.get("min")) is int and 0 <= group["min"] <= 99:
        group["min"] = 0  # not above the most, nor more than the options are
    for option in _objects(group.get("options")):
        beside = _objects(option.get("pricesWith"))
        if beside and all(_is(BESIDE, each) for each in beside):
            option["pricesWith"] = []  # of those that there are


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _on_the_menu(plus: object) -> object:
    if isinstance(plus, list) and 0 < len(plus) <= 200 and all(_is(PLU, plu) for plu in plus):
        return ["PIZZA"]
    return plus


def _everywhere(value: Any, name: str = "") -> Any:
    value = _possible(name, value)
    if isinstance(value, dict):
        return _suiting(name, {key: _everywhere(member, key) for key, member in value.items()})
    if isinstance(value, list):
        return [_everywhere(element) for element in value]
    return value


def _suit_foreign(items: object, levels: int = 3) -> None:
    """Sub-items as deep as ours, of each one; and what isn't on the menu brings its name."""
    for item in _objects(items):
        item["name"] = item["title"] = item.get("name") or "Not on the menu"
        if levels == 1:
            item.pop("subItems", None)
        for part in _objects(item.get("subItems")):
            if _is_quantity(part.get("quantity")):
                part["quantity"] = 1
        _suit_foreign(item.get("subItems"), levels - 1)


def _suit_message(message: dict[str, Any]) -> None:
    cart = message.get("cart")
    items = (cart if isinstance(cart, dict) else message).get("items")
    _suit_foreign(items)
    for item in _objects(items) if len(_objects(items)) > 1 else ():
        item.pop("subItems", None)  # not too many with all parts
    for name in ("id", "channelOrderId"):
        if _is(TEXT, message.get(name)):
            message[name] = uuid4().hex  # an order of its own


def _suit_body(path: str, body: dict[str, Any]) -> None:
    if path.startswith("/api/integrations/"):
        _suit_message(body)
    if path in ("/api/erasures", "/api/exports") and not any(body.values()):
        body["account"] = "of-nobody"
    for line in _objects(body.get("items")) if path == "/api/quotes" else ():
        line.pop("name", None)
    if path.endswith("/replay") and body.get("from"):
        body["from"] = "2026-01-01T00:00:00Z"  # a cursor is of one location
        if _is(TEXT, body.get("locationId")):
            body["locationId"] = None  # one of the endpoint's
    if path.endswith("/{order_id}/items"):
        for line in _lines(body.get("items")):
            line.pop("status", None)  # what is added begins now
            line.pop("statusHistory", None)


@schemathesis.hook
def before_call(
    _: schemathesis.HookContext, case: "schemathesis.Case[Any]", __: dict[str, Any]
) -> None:
    """After it, schemathesis judges anew whether the body is one that the description allows."""
    if "Idempotency-Key" in case.headers and case.headers["Idempotency-Key"].isascii():
        # Nothing else was asked for under it.
        case.headers["Idempotency-Key"] = case.headers["Idempotency-Key"][:200] + uuid4().hex
    if isinstance(case.query, dict):
        suit_query(case.path, case.query)
    if isinstance(case.body, dict | list):
        case.body = _everywhere(case.body)
    if isinstance(case.body, dict):
        _suit_body(case.path, case.body)
    is_named = case.path == "/api/partners" or case.path.startswith("/api/integrations/")
    if isinstance(case.body, dict) and "items" not in case.body and not is_named:
        # The address says whose product it is, and which; or which location.
        for name in ("brandId", "plu") if "price" in case.body else ("id",):
            if isinstance(case.body.get(name), str):
                case.body[name] = None
