"""For whom an order is, and how and where it is eaten: plain values. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class OrderType(StrEnum):
    """How an order comes to who eats it."""

    DELIVERY = "DELIVERY"
    PICKUP = "PICKUP"
    DINE_IN = "DINE_IN"
    CURBSIDE = "CURBSIDE"
    DRIVE_THRU = "DRIVE_THRU"


@dataclass(slots=True)
class Customer:
    """Who ordered, as far as somebody said."""

    name: str | None
    phone_number: str | None
    phone_number_e164: str | None


@dataclass(slots=True)
class Coordinates:
    """Decimal degrees."""

    latitude: float
    longitude: float


@dataclass(slots=True)
class DeliveryAddress:
    """Has a street, coordinates or extra information."""

    street: str | None
    city: str | None
    postal_code: str | None
    country: str | None
    extra_info: str | None
    coordinates: Coordinates | None = None


def order_type(told: OrderType | None, *, has_address: bool) -> OrderType:
    """What somebody said, else what the address says."""
    return told or (OrderType.DELIVERY if has_address else OrderType.PICKUP)
