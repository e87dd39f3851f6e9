"""What can go wrong with an order, as facts; which HTTP status each becomes is `platform.http.problems`' business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import JsonValue

from huuva_backend.platform.errors import Conflict, Fault, Invalid, NotFound, PreconditionFailed


class OrderNotFound(NotFound):
    code = "order-not-found"
    title = "No such order"


class ItemNotFound(NotFound):
    code = "item-not-found"
    title = "The order has no such item"


class AmbiguousPlu(Conflict):
    """Several lines of the order carry the PLU; `?line=N` says which is meant."""

    code = "ambiguous-plu"
    title = "Several lines carry this PLU"

    def __init__(self, lines: Sequence[int]) -> None:
        super().__init__("Say which line is meant with ?line=N.")
        self.lines = list(lines)

    def members(self) -> dict[str, JsonValue]:
        return {"lines": list[JsonValue](self.lines)}


class OrderExists(Conflict):
    """The natural key names an order already, and what was posted differs from it."""

    code = "order-exists"
    title = "An order with other content has this channel order id"

    def __init__(self, order_id: UUID, differing: Sequence[str]) -> None:
        super().__init__("The fields named in `differing` are not those of the existing order.")
        self.order_id = order_id
        self.differing = list(differing)

    def members(self) -> dict[str, JsonValue]:
        return {"orderId": str(self.order_id), "differing": list[JsonValue](self.differing)}


class TooManyLines(Invalid):
    code = "too-many-lines"
    title = "An order has at most 500 lines"

    def __init__(self, place: str) -> None:
        message = "Should leave the order with at most 500 lines, with all parts of bundles"
        super().__init__([Fault(place, self.code, message)])


class QuantityNotThere(Invalid):
    code = "quantity-not-there"
    title = "There is no such part of the line"

    def __init__(self, message: str) -> None:
        super().__init__([Fault("/quantity", self.code, message)])


class LineVoided(Conflict):
    code = "line-voided"
    title = "The line is cancelled: nothing of it changes any more"


class LineBegun(Conflict):
    code = "line-begun"
    title = "What is begun, or was fired, can't be held"


class OrderClosed(Conflict):
    code = "order-closed"
    title = "The order is closed: nothing of it changes any more"

    def __init__(self, status: str) -> None:
        super().__init__(f"The order is {status}.")
        self.status = status

    def members(self) -> dict[str, JsonValue]:
        return {"orderStatus": self.status}


class DelayedTooFar(Invalid):
    code = "delayed-too-far"
    title = "Nothing can be promised for then"

    def __init__(self) -> None:
        super().__init__([Fault("/minutes", self.code, "Should stay within the year 9999")])


class AcceptanceNotAsked(Conflict):
    code = "acceptance-not-asked"
    title = "Nobody waits for the order to be accepted"


class AcceptanceDecided(Conflict):
    code = "acceptance-decided"
    title = "It is decided otherwise whether the order is accepted"

    def __init__(self, state: str) -> None:
        super().__init__(f"The order is {state}.")
        self.state = state

    def members(self) -> dict[str, JsonValue]:
        return {"acceptance": self.state}


class CancellationNotRequested(Conflict):
    code = "cancellation-not-requested"
    title = "Nobody has asked for the order to be cancelled"


class CancellationDecided(Conflict):
    code = "cancellation-decided"
    title = "The request to cancel the order is decided otherwise"

    def __init__(self, state: str) -> None:
        super().__init__(f"The request is {state}.")
        self.state = state

    def members(self) -> dict[str, JsonValue]:
        return {"cancellationRequest": self.state}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a client must know to see why its move was refused and what it may do instead."""

    current: str
    requested: str
    allowed: Sequence[str]
    recallable: Sequence[str]
    version: int
    changed_by: str
    changed_at: datetime


class IllegalTransition(Conflict):
    code = "illegal-transition"
    title = "The move is not allowed from the current status"

    def __init__(self, refusal: Refusal, detail: str) -> None:
        super().__init__(detail)
        self.refusal = refusal

    def members(self) -> dict[str, JsonValue]:
        refusal = self.refusal
        return {
            "current": refusal.current,
            "requested": refusal.requested,
            "allowed": list[JsonValue](refusal.allowed),
            "recallable": list[JsonValue](refusal.recallable),
            "version": refusal.version,
            "changedBy": refusal.changed_by,
            "changedAt": refusal.changed_at.isoformat().replace("+00:00", "Z"),
        }


class UnknownLines(NotFound):
    code = "unknown-line"
    title = "The order has no such line"

    def __init__(self, lines: Sequence[int]) -> None:
        super().__init__()
        self.lines = list(lines)

    def members(self) -> dict[str, JsonValue]:
        return {"lines": list[JsonValue](self.lines)}


class UnknownCourse(NotFound):
    code = "unknown-course"
    title = "No line of the order has this course"


class StaleVersion(PreconditionFailed):
    code = "stale-version"
    title = "The order has changed since the version in If-Match"


class EmptyPeriod(Invalid):
    code = "invalid-period"
    title = "No order can lie in that period"

    def __init__(self, name: str) -> None:
        end = name.replace("from", "to").replace("From", "To")
        super().__init__([Fault(f"query/{name}", self.code, f"Should not lie after `{end}`")])


class LocationNeeded(Invalid):
    code = "location-needed"
    title = "Customers are looked for at one location"

    def __init__(self) -> None:
        message = "Should be given with `customer` and `phone`"
        super().__init__([Fault("query/locationId", self.code, message)])


class PhoneTooShort(Invalid):
    code = "phone-too-short"
    title = "So few digits are no phone number"

    def __init__(self) -> None:
        message = "Should have four digits or more, zeros before them apart"
        super().__init__([Fault("query/phone", self.code, message)])


class CreatedInFuture(Invalid):
    code = "created-in-future"
    title = "An order can't have been created in the future"

    def __init__(self) -> None:
        super().__init__([Fault("/created", self.code, "Should not lie in the future")])


class InvalidPhoneNumber(Invalid):
    code = "invalid-phone-number"
    title = "The phone number is not a valid one"

    def __init__(self) -> None:
        message = "Should be a valid number with its country code, such as +358 40 1234567"
        super().__init__([Fault("/customer/phoneNumber", self.code, message)])


class OccurredAtOutOfRange(Invalid):
    code = "occurred-at-out-of-range"
    title = "Nothing can have happened to the order at that time"

    def __init__(self) -> None:
        message = "Should lie between 5 minutes before the order's creation and 2 minutes from now"
        super().__init__([Fault("/occurredAt", self.code, message)])
