"""Who orders what, when and through whom: bodies as partners post them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from huuva_backend.demo.menu import CHANNELS, LOCATIONS, MENUS, Dish, Extra, Location, SalesChannel
from huuva_backend.demo.order_types import as_sold

KITCHENS_TIME = ZoneInfo("Europe/Helsinki")
ACCOUNTS = 500
"""Customers of each location."""
JUST_NOW = 0.04
"""The share of orders of the last half hour, so that displays show something at any time of day."""

FIRST_NAMES = ["Aino", "Eetu", "Emilia", "Helmi", "Juhani", "Leo", "Olivia", "Oskari", "Sofia"]
LAST_NAMES = ["Heikkinen", "Korhonen", "Lahtinen", "Mäkinen", "Nieminen", "Virtanen", "Öhman"]
STREETS = ["Huuvatie", "Kauppakatu", "Mannerheimintie", "Puistokatu", "Rantatie"]
ORDER_NOTES = ["Please ring the bell", "Leave it at the door", "Cutlery for two, please"]
ITEM_NOTES = ["No onions", "Well done", "Sauce on the side", "Nut allergy!"]


class Arrival(NamedTuple):
    """An order before it is placed. `rng` decides all that will happen to it, `changing` what will be changed of it,
    `answering` what the kitchen answers.
    """

    at: datetime
    promised: datetime
    body: dict[str, Any]
    products: Sequence[Dish]
    location: Location
    channel: SalesChannel
    rng: Random
    changing: Random
    answering: Random


def arrival(seed: int, number: int, until: datetime) -> Arrival:
    """The same whatever the number of orders, so that more of them only add; `until` moves times only."""
    rng = Random(f"{seed}/{number}")  # noqa: S311 - a simulated day, not a secret
    at = _moment(rng, until)
    return arriving(at, f"{seed}/{number}", number, rng, {"demo": seed})


def arriving(
    at: datetime, name: str, number: int, rng: Random, metadata: dict[str, Any]
) -> Arrival:
    """What somebody orders at that moment; `name` and `rng` decide what."""
    (location,) = rng.choices(LOCATIONS, [location.share for location in LOCATIONS])
    (channel,) = rng.choices(CHANNELS, [channel.share for channel in CHANNELS])
    brand = rng.choice(location.brands)
    (lines,) = rng.choices(range(1, 5), (38, 34, 19, 9))
    products = rng.sample(MENUS[brand], lines)
    promised = at + timedelta(minutes=11 + 4 * lines + 6 * channel.delivers)
    promised = promised.replace(second=0)
    body = {
        "id": f"{channel.letter}{rng.getrandbits(40):010x}",
        "created": at,
        "brandId": brand,
        "locationId": location.id,
        "channel": channel.id,
        "channelOrderId": f"DEMO-{name.replace('/', '-')}",
        "channelOrderDisplayId": f"{channel.letter}{number % 1000:03}",
        "pickupTime": promised,
        "note": _sometimes(rng, ORDER_NOTES),
        "items": [_item(rng, product, sold=channel.sells) for product in products],
        "metadata": metadata,
        **_customer(rng, location, channel),
    }
    if rng.random() < 0.01:
        body |= _odd_claim(at)
    sold, changing, answering = (
        Random(f"{name}/{what}")  # noqa: S311 - a simulated day, not a secret
        for what in ("sold", "changing", "answering")
    )
    body = as_sold(sold, channel, body) | _to_accept(answering, channel, at)
    return Arrival(at, promised, body, products, location, channel, rng, changing, answering)


def _to_accept(rng: Random, channel: SalesChannel, at: datetime) -> dict[str, Any]:
    """Some delivery services wait for the kitchen's answer."""
    if not channel.sells or rng.random() >= 0.2:
        return {}
    outcome = rng.choices(("ACCEPT", "DENY"), (9, 1))[0]
    return {"acceptBy": at + timedelta(minutes=5), "acceptOutcome": outcome}


def _moment(rng: Random, until: datetime) -> datetime:
    """Within the day before `until`: mostly at lunch and dinner by the kitchens' clocks."""
    hours = [rng.gauss(12.2, 0.7), rng.gauss(18.5, 1.2), rng.uniform(10, 23)]
    (hour,) = rng.choices(hours, (38, 47, 15))
    latest = until - timedelta(minutes=rng.uniform(0, 30))
    if rng.random() < JUST_NOW:
        return latest.replace(microsecond=0)
    midnight = datetime.combine(until.astimezone(KITCHENS_TIME), time.min, KITCHENS_TIME)
    moment = (midnight + timedelta(hours=hour)).astimezone(UTC)
    while moment > until:
        moment -= timedelta(days=1)
    return moment.replace(microsecond=0)


def _item(rng: Random, product: Dish, *, sold: bool) -> dict[str, Any]:
    return {
        **named(product, sold=sold),
        "quantity": rng.choices((1, 2, 3), (80, 16, 4))[0],
        "note": _sometimes(rng, ITEM_NOTES),
        "modifiers": [named(extra, sold=sold) for extra in _extras(rng, product, sold=sold)],
    }


def _extras(rng: Random, product: Dish, *, sold: bool) -> Iterator[Extra]:
    yield from (extra for extra in product.extras if rng.random() < 0.2)
    for group in product.groups:
        # What makes it cheaper a channel has in its price already.
        options = [extra for extra in group if extra.cents >= 0 or not sold]
        if rng.random() < 0.25:
            yield rng.choice(options)


def named(product: Dish | Extra, *, sold: bool) -> dict[str, Any]:
    """By its PLU alone where the menu says the rest."""
    if not sold:
        return {"plu": product.plu}
    price = {"amount": product.cents, "currency": "EUR"}
    return {"plu": product.plu, "name": product.name, "unitPrice": price}


def _sometimes(rng: Random, notes: Sequence[str]) -> str | None:
    return rng.choice(notes) if rng.random() < 0.07 else None


def _customer(rng: Random, location: Location, channel: SalesChannel) -> dict[str, Any]:
    """Low numbers come back often; an account has the same name, phone and address each time."""
    account = f"{location.id}-customer-{int(ACCOUNTS * rng.random() ** 1.5):04}"
    own = Random(account)  # noqa: S311 - a simulated customer, not a secret
    number = f"40{own.randrange(10**7):07}"
    # Some write it as at home, without the country.
    phone = own.choice([f"+358 {number}", f"+358{number}", f"0{number}"])
    address = {
        "street": f"{own.choice(STREETS)} {own.randrange(1, 90)}",
        "city": location.city,
        "postalCode": own.choice(location.postal_codes),
        "country": "FI",
        "extraInfo": own.choice([None, "Door code 1234", "5th floor, no lift"]),
    }
    name = f"{own.choice(FIRST_NAMES)} {own.choice(LAST_NAMES)}"
    return {
        "account": account,
        "customer": {"name": name, "phoneNumber": phone},
        "deliveryAddress": address if channel.delivers else None,
    }


def _odd_claim(at: datetime) -> dict[str, Any]:
    """A history that can't have been, as a well-known partner sends it: kept, never counted."""
    history = [{"status": 4, "timestamp": at}, {"status": 1, "timestamp": at}]
    return {"status": 1, "statusHistory": history}
