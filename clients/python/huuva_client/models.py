"""Made from docs/openapi.json by `make clients`; not to be changed by hand."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

AcceptOutcome: TypeAlias = Literal["ACCEPT", "DENY"]


AcceptanceState: TypeAlias = Literal["PENDING", "ACCEPTED", "DENIED", "MOOT"]


ActorKind: TypeAlias = Literal["display", "partner", "user", "system"]


class ActorRead(TypedDict):
    kind: ActorKind
    id: str | None


AdjustmentKind: TypeAlias = Literal[
    "DISCOUNT",
    "DELIVERY_FEE",
    "SERVICE_CHARGE",
    "BAG_FEE",
    "SMALL_ORDER_FEE",
    "TIP",
    "TAX",
    "OTHER",
]


class AdjustmentMoney(TypedDict):
    amount: int
    currency: str


class AffectedOrderRead(TypedDict):
    orderId: str
    locationId: str
    channelOrderDisplayId: str | None
    status: str
    plus: list[str]


class AmendedOrdersRead(TypedDict):
    """
    Of the orders of a group, how many were amended in a field, or in anything.
    """

    group: str | None
    subgroup: str | None
    orders: int
    field: str | None
    amended: int
    share: float | None
    changes: int


Basis: TypeAlias = Literal["ended", "spent"]


class CancellationRefusalCreate(TypedDict):
    reason: NotRequired[str | None]


class CancellationRequestCreate(TypedDict):
    reason: NotRequired[str | None]


CancellationState: TypeAlias = Literal["PENDING", "CONFIRMED", "REFUSED", "MOOT"]


Cause: TypeAlias = Literal["request", "rollup", "cascade", "import", "closed-by-day"]


Comparison: TypeAlias = Literal["previous", "lastWeek"]


class CoordinatesCreate(TypedDict):
    """
    Where it is, in decimal degrees.
    """

    latitude: float
    longitude: float


class CoordinatesRead(TypedDict):
    latitude: float
    longitude: float


class CustomerCreate(TypedDict):
    name: NotRequired[str | None]
    phoneNumber: NotRequired[str | None]


class CustomerNamed(TypedDict):
    """
    At least one of the three.
    """

    account: NotRequired[str | None]
    phone: NotRequired[str | None]
    orderIds: NotRequired[list[str]]


class CustomerOrdersRead(TypedDict):
    account: str
    orders: int
    firstOrderAt: str
    lastOrderAt: str


class CustomerRead(TypedDict):
    name: str | None
    phoneNumber: str | None
    phoneNumberE164: str | None


class DelayCreate(TypedDict):
    minutes: int
    reason: NotRequired[str | None]


class DeliverectAddress(TypedDict):
    street: NotRequired[str | Literal[""] | None]
    streetNumber: NotRequired[str | Literal[""] | None]
    postalCode: NotRequired[str | Literal[""] | None]
    city: NotRequired[str | Literal[""] | None]
    country: NotRequired[str | Literal[""] | None]
    extraAddressInfo: NotRequired[str | Literal[""] | None]


class DeliverectCustomer(TypedDict):
    name: NotRequired[str | Literal[""] | None]
    phoneNumber: NotRequired[str | None]


class DeliverectDiscount(TypedDict):
    name: NotRequired[str | Literal[""] | None]
    amount: NotRequired[int]


class DeliverectItem(TypedDict):
    plu: str
    name: NotRequired[str | Literal[""] | None]
    price: NotRequired[int]
    quantity: float
    productType: NotRequired[int | None]
    remark: NotRequired[str | Literal[""] | None]
    subItems: NotRequired[list[DeliverectItem]]


class DeliverectPayment(TypedDict):
    amount: NotRequired[int]
    due: NotRequired[int]
    type: NotRequired[int | None]


class DeliveryAddressCreate(TypedDict):
    """
    An address that can be found: with a street, coordinates or extra information.
    """

    street: NotRequired[str | None]
    city: NotRequired[str | None]
    postalCode: NotRequired[str | None]
    country: NotRequired[str | None]
    extraInfo: NotRequired[str | None]
    coordinates: NotRequired[CoordinatesCreate | None]


class DeliveryAddressRead(TypedDict):
    street: str | None
    city: str | None
    postalCode: str | None
    country: str | None
    extraInfo: str | None
    coordinates: CoordinatesRead | None


DeliveryState: TypeAlias = Literal["pending", "delivered", "failed"]


class DenialCreate(TypedDict):
    reason: Literal["OUT_OF_STOCK", "TOO_BUSY", "CLOSED", "INVALID_ORDER", "OTHER"]
    text: NotRequired[str | None]


DenialReason: TypeAlias = Literal[
    "OUT_OF_STOCK", "TOO_BUSY", "CLOSED", "INVALID_ORDER", "OTHER", "NOT_ANSWERED"
]


Dialect: TypeAlias = Literal["deliverect", "uberEats"]


DisabledReason: TypeAlias = Literal["gone", "failing", "by-request"]


EndedBy: TypeAlias = Literal["forward", "cancel", "recall", "closed-by-day"]


BrandId: TypeAlias = str


LocationId: TypeAlias = str


class EndpointIssuedRead(TypedDict):
    id: str
    url: str
    dialect: str
    events: list[str] | None
    brandIds: list[str] | None
    locationIds: list[str] | None
    createdAt: str
    enabled: bool
    disabledAt: str | None
    disabledReason: DisabledReason | None
    failingSince: str | None
    overlapsUntil: str | None
    restartedAt: str | None
    restartedReason: str | None
    secret: str


class EndpointRead(TypedDict):
    id: str
    url: str
    dialect: str
    events: list[str] | None
    brandIds: list[str] | None
    locationIds: list[str] | None
    createdAt: str
    enabled: bool
    disabledAt: str | None
    disabledReason: DisabledReason | None
    failingSince: str | None
    overlapsUntil: str | None
    restartedAt: str | None
    restartedReason: str | None


class EndpointsRead(TypedDict):
    items: list[EndpointRead]
    nextCursor: str | None


class ErasedRead(TypedDict):
    orders: int
    copies: int
    accountsLeft: list[str]


EventType: TypeAlias = Literal[
    "order.created",
    "order.amended",
    "order.released",
    "order.status_changed",
    "item.status_changed",
    "order.recalled",
    "order.cancelled",
    "order.fired",
    "order.accepted",
    "order.denied",
    "order.cancellation_requested",
    "order.cancellation_refused",
]


Exclusion: TypeAlias = Literal[
    "claim-not-counted",
    "still-open",
    "length-not-known",
    "begun-before-recorded",
    "ended-by-forward",
    "ended-by-cancel",
    "ended-by-recall",
    "closed-by-day",
    "reached-again",
    "no-account",
    "no-promise",
    "cancelled",
    "not-ready-yet",
    "ready-not-told",
    "recorded-after-promise",
    "never-begun",
]


Line: TypeAlias = int


class FiringCreate1(TypedDict):
    """
    What to fire: a course, or some lines. A bundle stands for its parts.
    """

    course: int
    lines: NotRequired[list[Line]]


class FiringCreate2(TypedDict):
    """
    What to fire: a course, or some lines. A bundle stands for its parts.
    """

    course: NotRequired[int]
    lines: list[Line]


FiringCreate: TypeAlias = FiringCreate1 | FiringCreate2


class FlowRead(TypedDict):
    start: str
    group: str | None
    received: int
    ready: int
    pickedUp: int
    cancelled: int


class Health(TypedDict):
    status: str


class HeldRead(TypedDict):
    """
    Orders for later, at whatever station.
    """

    count: int
    nextReleaseAt: str | None


IfExists: TypeAlias = Literal["refuse", "amend"]


class ImageRead(TypedDict):
    name: str
    url: str
    thumbnailUrl: str


IntakeMode: TypeAlias = Literal["OPEN", "BUSY", "PAUSED"]


class IntakeSwitchRead(TypedDict):
    channel: str | None
    mode: IntakeMode
    extraMinutes: int
    until: str | None
    reason: str | None
    since: str | None


Channel: TypeAlias = str


class IntakeUpdate(TypedDict):
    mode: IntakeMode
    channels: NotRequired[list[Channel] | None]
    extraMinutes: NotRequired[int | None]
    until: NotRequired[str | None]
    reason: NotRequired[str | None]


class IntegrationCreate(TypedDict):
    dialect: Dialect
    secret: str
    brandIds: NotRequired[list[BrandId] | None]
    locationIds: NotRequired[list[LocationId] | None]


class IntegrationRead(TypedDict):
    id: str
    partnerId: str
    dialect: str
    brandIds: list[str] | None
    locationIds: list[str] | None
    createdAt: str
    overlapsUntil: str | None
    revokedAt: str | None


class IntegrationRotate(TypedDict):
    secret: str
    overlapSeconds: NotRequired[int]


class IntegrationsRead(TypedDict):
    items: list[IntegrationRead]


Interval: TypeAlias = Literal["15min", "hour", "day", "week", "month", "period"]


class ItemClaim(TypedDict):
    status: Literal["ORDERED", "PREPARING", "READY", "CANCELLED"] | Literal[1, 2, 3, 5]
    timestamp: str


Allergen: TypeAlias = str


ItemStatus: TypeAlias = Literal["ORDERED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"]


class ItemStatusUpdate(TypedDict):
    reason: NotRequired[str | None]
    recall: NotRequired[bool]
    occurredAt: NotRequired[str | None]
    status: Literal["ORDERED", "PREPARING", "READY", "CANCELLED"] | Literal[1, 2, 3, 5]
    quantity: NotRequired[float | None]


JsonValue: TypeAlias = Any


Station: TypeAlias = str


class KeyRotate(TypedDict):
    overlapSeconds: NotRequired[int]


KeyState: TypeAlias = Literal["live", "expired", "revoked"]


class KitchenStationRead(TypedDict):
    station: str
    warnSeconds: int
    lateSeconds: int


class KitchenStationUpdate(TypedDict):
    warnSeconds: int
    lateSeconds: int


class KitchenStationsRead(TypedDict):
    items: list[KitchenStationRead]


class LocationStation(TypedDict):
    station: str
    warnSeconds: int
    lateSeconds: int


class LocationStationRead(TypedDict):
    station: str
    warnSeconds: int
    lateSeconds: int


LocationUpdate = TypedDict(
    "LocationUpdate",
    {
        "id": NotRequired[str | None],
        "name": NotRequired[str | None],
        "timezone": NotRequired[str],
        "dayStartsAt": NotRequired[str],
        "unroutedLines": NotRequired[Literal["make", "follow"]],
        "releaseLeadMinutes": NotRequired[int | None],
        "closeAfterMinutes": NotRequired[int | None],
        "boardMinutes": NotRequired[int],
        "showNames": NotRequired[bool],
        "pass": NotRequired[Literal["required", "automatic"]],
        "ringAgainSeconds": NotRequired[int | None],
        "stations": NotRequired[list[LocationStation] | None],
    },
)


Ingredient: TypeAlias = str


MinutesBasis: TypeAlias = Literal["observed", "menu", "default", "not-made"]


ModifierAction: TypeAlias = Literal["ADD", "EXTRA", "LIGHT", "NO", "SIDE", "SUBSTITUTE"]


class ModifierPrice(TypedDict):
    amount: int
    currency: str


class Money(TypedDict):
    """
    An amount in the currency's minor unit: 1190 EUR is 11.90 €.
    """

    amount: int
    currency: str


class OptionPrice(TypedDict):
    """
    Added to the product's; below zero it makes it cheaper.
    """

    amount: int
    currency: str


class OptionPriceCreate(TypedDict):
    amount: int
    currency: str


class OrderClaim(TypedDict):
    status: (
        Literal["RECEIVED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"] | Literal[1, 2, 3, 4, 5]
    )
    timestamp: str


OrderGrouping: TypeAlias = Literal[
    "brand", "location", "channel", "orderType", "hour", "day", "weekday", "week", "month"
]


OrderSort: TypeAlias = Literal["createdAt", "pickupTime"]


OrderStatus: TypeAlias = Literal["RECEIVED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"]


class OrderStatusUpdate(TypedDict):
    reason: NotRequired[str | None]
    recall: NotRequired[bool]
    occurredAt: NotRequired[str | None]
    status: (
        Literal["RECEIVED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"] | Literal[1, 2, 3, 4, 5]
    )


OrderType: TypeAlias = Literal["DELIVERY", "PICKUP", "DINE_IN", "CURBSIDE", "DRIVE_THRU"]


OriginKind: TypeAlias = Literal["placed", "added", "split"]


class OriginRead(TypedDict):
    kind: OriginKind
    fromLine: int | None


class PaidMoney(TypedDict):
    amount: int
    currency: str


class PairingConfirm(TypedDict):
    name: str
    locationIds: list[LocationId]
    brandIds: NotRequired[list[BrandId] | None]
    stations: NotRequired[list[Station] | None]


class PairingRead(TypedDict):
    code: str
    expiresInSeconds: int


PartnerKind: TypeAlias = Literal["partner", "display", "analyst", "operator"]


class PartnerRead(TypedDict):
    id: str
    name: str
    kind: PartnerKind
    createdAt: str


class PartnersRead(TypedDict):
    items: list[PartnerRead]
    nextCursor: str | None


PaymentStatus: TypeAlias = Literal["PAID", "PARTLY", "UNPAID"]


class PickupWaitRead(TypedDict):
    """
    Of all pick-ups that count in the period; null where there was none.
    """

    group: str | None
    subgroup: str | None
    count: int
    averageSeconds: float | None
    p50Seconds: float | None
    p90Seconds: float | None
    maxSeconds: float | None


Portion: TypeAlias = Literal["WHOLE", "LEFT", "RIGHT"]


class PreparationTimeRead(TypedDict):
    group: str | None
    subgroup: str | None
    brandId: str
    plu: str
    name: str
    station: str | None
    count: int
    averageSeconds: float
    p50Seconds: float
    p90Seconds: float
    maxSeconds: float


class PreparingRead(TypedDict):
    displayId: str
    channel: str
    brandId: str
    mark: str | None
    name: str | None
    pickupTime: str | None


class Price(TypedDict):
    """
    What one costs; many may come to more.
    """

    amount: int
    currency: str


class PriceWithCreate(TypedDict):
    plu: str
    price: OptionPriceCreate


class PriceWithRead(TypedDict):
    plu: str
    price: OptionPrice


ProductEventType: TypeAlias = Literal["product.snoozed", "product.soldOut", "product.available"]


class ProductStock(TypedDict):
    plu: str
    stock: float


Promise: TypeAlias = Literal["first", "last"]


class PunctualityRead(TypedDict):
    """
    Of all orders that count in the period; null where there was none.
    """

    group: str | None
    subgroup: str | None
    orders: int
    late: int
    lateShare: float | None
    averageErrorSeconds: float | None
    p50ErrorSeconds: float | None
    p90ErrorSeconds: float | None
    recalled: int


class QuoteItem(TypedDict):
    plu: str
    quantity: NotRequired[float]


class QuotedItemRead(TypedDict):
    plu: str
    known: bool
    station: str | None
    minutes: float
    basis: MinutesBasis
    n: int


Readiness: TypeAlias = Literal["first", "final"]


class ReadyRead(TypedDict):
    displayId: str
    channel: str
    brandId: str
    mark: str | None
    name: str | None
    pickupTime: str | None
    since: str


class ReplacedRead(TypedDict):
    created: int
    replaced: int
    deleted: int
    unchanged: int
    dryRun: bool


Replay = TypedDict(
    "Replay",
    {
        "from": str,
        "locationId": NotRequired[str | None],
    },
)


class RetentionRead(TypedDict):
    group: str | None
    subgroup: str | None
    customers: int
    new: int
    returning: int
    repeatRate: float | None
    orders: int


Scope: TypeAlias = Literal[
    "orders:write",
    "orders:read",
    "kitchen:read",
    "kitchen:write",
    "menu:read",
    "menu:write",
    "analytics:read",
    "events:read",
    "webhooks:write",
    "admin",
]


class SecretRotate(TypedDict):
    overlapSeconds: NotRequired[int]


class SessionCreate(TypedDict):
    key: str


class SessionRead(TypedDict):
    kind: str
    name: str | None
    scopes: list[str]
    brandIds: list[str] | None
    locationIds: list[str] | None


Setback: TypeAlias = Literal["cancellation", "recall"]


class SetbacksRead(TypedDict):
    """
    Cancellations or recalls that are alike in all that stands before `count`.
    """

    group: str | None
    subgroup: str | None
    setback: Setback
    reason: str | None
    actorKind: str
    stage: str | None
    currency: str | None
    count: int
    amount: int | None
    wastedAmount: int | None


class SignedMoney(TypedDict):
    """
    An amount in the currency's minor unit, below zero where it makes something cheaper.
    """

    amount: int
    currency: str


class SignedPrice(TypedDict):
    """
    What one costs, or by how much it makes something cheaper.
    """

    amount: int
    currency: str


Sla: TypeAlias = Literal["on_time", "warn", "late"]


Plu: TypeAlias = str


class SnoozeCreate(TypedDict):
    brandId: str
    locationId: NotRequired[str | None]
    plus: list[Plu]
    until: NotRequired[str | None]


class SnoozeRead(TypedDict):
    locationId: str | None
    plu: str
    until: str | None


class SnoozedRead(TypedDict):
    brandId: str
    locationId: str | None
    plus: list[str]
    until: str | None
    openOrders: list[AffectedOrderRead]


class SnoozesRead(TypedDict):
    items: list[SnoozeRead]


class StationLoadRead(TypedDict):
    station: str | None
    lines: int
    ordered: int
    preparing: int
    orders: int
    oldestSince: str | None
    atOnce: int
    minutesAhead: float
    minutes: float


class StationNowRead(TypedDict):
    open: int
    late: int
    ready: int
    oldestSeconds: int | None
    heldNextHour: int
    snoozed: int
    displays: int | None
    station: str


class StationQuoteRead(TypedDict):
    station: str | None
    minutesAhead: float
    minutes: float


class StationRead(TypedDict):
    plu: str
    station: str


class StationUpdate(TypedDict):
    station: str


class StationsRead(TypedDict):
    items: list[StationRead]


class StatusDurationRead(TypedDict):
    """
    Of all stays in the status that count in the period; null where there was none.
    """

    group: str | None
    subgroup: str | None
    status: str
    count: int
    averageSeconds: float | None
    p50Seconds: float | None
    p90Seconds: float | None
    p95Seconds: float | None
    maxSeconds: float | None


class StockRead(TypedDict):
    locationId: str | None
    plu: str
    stock: float


class StockUpdate(TypedDict):
    brandId: str
    locationId: NotRequired[str | None]
    items: list[ProductStock]


Subject: TypeAlias = Literal["order", "item"]


class SumRead(TypedDict):
    """
    An amount in the currency's minor unit, which may be negative.
    """

    amount: int
    currency: str


class ThirdModifierCreate(TypedDict):
    action: NotRequired[ModifierAction]
    name: NotRequired[str | None]
    plu: NotRequired[str | None]
    quantity: NotRequired[int]
    unitPrice: NotRequired[SignedPrice | None]
    portion: NotRequired[Portion]
    note: NotRequired[str | None]
    modifiers: NotRequired[list[JsonValue]]


class ThirdModifierRead(TypedDict):
    plu: str | None
    name: str | None
    quantity: int
    unitPrice: SignedMoney | None
    action: ModifierAction
    portion: Portion
    note: str | None
    modifiers: list[JsonValue]


class ThirdTicketModifierRead(TypedDict):
    plu: str | None
    name: str | None
    quantity: int
    action: ModifierAction
    portion: Portion
    note: str | None
    modifiers: list[JsonValue]


class ToAcceptRead(TypedDict):
    by: str
    outcome: AcceptOutcome


class ToCancelRead(TypedDict):
    reason: str | None
    requestedAt: str
    requestedBy: ActorRead


class TotalsRead(TypedDict):
    """
    All of it computed by us from the lines and adjustments as they stand.
    """

    ordered: SumRead
    cancelled: SumRead
    items: SumRead
    adjustments: SumRead
    total: Money
    paid: Money
    due: Money


class UberEater(TypedDict):
    first_name: NotRequired[str | Literal[""] | None]
    last_name: NotRequired[str | Literal[""] | None]
    phone: NotRequired[str | None]


class UberMoney(TypedDict):
    amount: int
    currency_code: str


class UberStore(TypedDict):
    id: str
    external_reference_id: NotRequired[str | Literal[""] | None]


class UberUnitPrice(TypedDict):
    amount: int
    currency_code: str


Unit: TypeAlias = Literal["piece", "kg", "g", "l", "ml"]


Wording: TypeAlias = Literal["native", "deliverect", "uberEats"]


class WorkingParts(TypedDict):
    status: str
    reads: str
    writes: str


class MessageChange(TypedDict):
    line: int | None
    plu: str | None
    station: str | None
    fromStatus: OrderStatus | ItemStatus | None
    toStatus: OrderStatus | ItemStatus


class OrderTold(TypedDict):
    cursor: str
    orderId: str
    externalId: str | None
    channel: str | None
    channelOrderId: str | None
    brandId: str | None
    locationId: str
    orderVersion: int
    orderStatus: OrderStatus
    changes: list[MessageChange]
    fromHistory: bool


class OrderMessage(TypedDict):
    type: EventType
    timestamp: str
    data: OrderTold


class ProductTold(TypedDict):
    cursor: str
    brandId: str
    locationId: str | None
    plu: str
    until: str | None


class ProductMessage(TypedDict):
    type: ProductEventType
    timestamp: str
    data: ProductTold


class EndpointTold(TypedDict):
    endpointId: str


class EndpointTestMessage(TypedDict):
    type: Literal["webhook.test"]
    timestamp: str
    data: EndpointTold


class ProblemFault(TypedDict):
    pointer: str
    code: str
    message: str


class Problem(TypedDict):
    """
    RFC 9457 problem. Some codes carry further members that help to act on them.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    requestId: NotRequired[str | None]
    errors: NotRequired[list[ProblemFault] | None]


class AcceptanceRead(TypedDict):
    """
    `MOOT`: it was cancelled before anybody answered. Who begins an order has accepted it.
    """

    state: AcceptanceState
    by: str
    outcome: AcceptOutcome
    decidedAt: str | None
    decidedBy: ActorRead | None
    reason: DenialReason | None
    text: str | None


class AdjustmentCreate(TypedDict):
    kind: AdjustmentKind
    name: NotRequired[str | None]
    amount: AdjustmentMoney
    included: NotRequired[bool]


class AdjustmentRead(TypedDict):
    kind: AdjustmentKind
    name: str | None
    amount: SumRead
    included: bool


class AllDayModifierRead(TypedDict):
    plu: str | None
    name: str | None
    action: ModifierAction
    portion: Portion
    quantity: float


class AllDayRead(TypedDict):
    brandId: str
    plu: str
    name: str
    unit: Unit | None
    quantity: float
    modifiers: list[AllDayModifierRead]


class BoardRead(TypedDict):
    asOf: str
    now: str
    preparing: list[PreparingRead]
    ready: list[ReadyRead]
    showNames: bool
    known: bool
    knownLocations: list[str]


class CancellationRequestRead(TypedDict):
    """
    `MOOT`: the order was closed before anybody decided.
    """

    state: CancellationState
    reason: str | None
    requestedAt: str
    requestedBy: ActorRead
    decidedAt: str | None
    decidedBy: ActorRead | None
    refusalReason: str | None


class DeliverectOrder(TypedDict):
    field_id: str
    channelOrderId: str
    channelOrderDisplayId: NotRequired[str | Literal[""] | None]
    posLocationId: NotRequired[str | Literal[""] | None]
    location: NotRequired[str | Literal[""] | None]
    status: NotRequired[int | None]
    orderType: NotRequired[int | None]
    channel: NotRequired[int | None]
    pickupTime: NotRequired[str | None]
    customer: NotRequired[DeliverectCustomer | None]
    deliveryAddress: NotRequired[DeliverectAddress | None]
    orderIsAlreadyPaid: NotRequired[bool | None]
    payment: NotRequired[DeliverectPayment | None]
    decimalDigits: NotRequired[int]
    note: NotRequired[str | Literal[""] | None]
    table: NotRequired[int | str | Literal[""] | None]
    numberOfCustomers: NotRequired[int | None]
    items: list[DeliverectItem]
    deliveryCost: NotRequired[int]
    serviceCharge: NotRequired[int]
    bagFee: NotRequired[int]
    tip: NotRequired[int]
    driverTip: NotRequired[int]
    discountTotal: NotRequired[int]
    discounts: NotRequired[list[DeliverectDiscount]]


class DeliveryRead(TypedDict):
    id: str
    type: str
    orderId: str | None
    plu: str | None
    path: str | None
    body: str
    state: DeliveryState
    attempts: int
    createdAt: str
    lastAttemptAt: str | None
    nextAttemptAt: str | None
    answerStatus: int | None
    answerBody: str | None
    error: str | None
    milliseconds: int | None


class ElsewhereRead(TypedDict):
    station: str | None
    status: ItemStatus


class EndpointCreate(TypedDict):
    url: str
    dialect: NotRequired[Wording]
    events: NotRequired[list[EventType | ProductEventType] | None]
    brandIds: NotRequired[list[BrandId] | None]
    locationIds: NotRequired[list[LocationId] | None]


class EndpointUpdate(TypedDict):
    """
    What is left out stays.
    """

    url: NotRequired[str | None]
    dialect: NotRequired[Wording | None]
    events: NotRequired[list[EventType | ProductEventType] | None]
    brandIds: NotRequired[list[BrandId] | None]
    locationIds: NotRequired[list[LocationId] | None]
    enabled: NotRequired[bool | None]


class EventChangeRead(TypedDict):
    line: int | None
    plu: str | None
    station: str | None
    fromStatus: OrderStatus | ItemStatus | None
    toStatus: OrderStatus | ItemStatus


class EventRead(TypedDict):
    seq: int
    type: EventType
    locationId: str
    brandId: str | None
    channel: str | None
    orderId: str
    orderVersion: int
    orderStatus: OrderStatus
    at: str
    changes: list[EventChangeRead]


class ExcludedRead(TypedDict):
    cause: Exclusion
    count: int


class FieldChangeRead(TypedDict):
    line: int | None
    field: str
    before: JsonValue
    after: JsonValue


class IntakeRead(TypedDict):
    locationId: str
    asOf: str
    items: list[IntakeSwitchRead]


class ItemHistoryEntryRead(TypedDict):
    timestamp: str
    reportedAt: str | None
    recordedAt: str
    version: int
    actor: ActorRead
    reason: str | None
    recall: bool
    cause: Cause
    counted: bool
    late: bool
    previousSeconds: float | None
    heldSeconds: float
    begunBeforeRecorded: bool
    status: ItemStatus
    fromStatus: ItemStatus | None


class KeyCreate(TypedDict):
    scopes: list[Scope]
    brandIds: NotRequired[list[BrandId] | None]
    locationIds: NotRequired[list[LocationId] | None]
    stations: NotRequired[list[Station] | None]
    rateLimit: NotRequired[str | None]
    expiresAt: NotRequired[str | None]


class KeyRead(TypedDict):
    id: str
    partnerId: str
    scopes: list[str]
    brandIds: list[str] | None
    locationIds: list[str] | None
    stations: list[str] | None
    rateLimit: str | None
    createdAt: str
    expiresAt: str | None
    revokedAt: str | None
    lastUsedAt: str | None
    state: KeyState


class KeysRead(TypedDict):
    items: list[KeyRead]


class ListedModifierRead(TypedDict):
    plu: str
    name: str
    price: Price
    maxQuantity: int
    orderable: bool


class ListedOptionRead(TypedDict):
    plu: str
    name: str
    price: OptionPrice
    maxQuantity: int
    pricesWith: list[PriceWithRead]
    orderable: bool
    product: bool


class LoadRead(TypedDict):
    locationId: str
    minutes: int
    readyAt: str
    asOf: str
    stations: list[StationLoadRead]
    intake: list[IntakeSwitchRead]
    definition: str


class LocationNowRead(TypedDict):
    open: int
    late: int
    ready: int
    oldestSeconds: int | None
    heldNextHour: int
    snoozed: int
    displays: int | None
    id: str
    name: str
    timezone: str
    asOf: str
    stations: list[StationNowRead]


LocationRead = TypedDict(
    "LocationRead",
    {
        "id": str,
        "name": str,
        "timezone": str,
        "dayStartsAt": str,
        "unroutedLines": Literal["make", "follow"],
        "releaseLeadMinutes": int | None,
        "closeAfterMinutes": int | None,
        "boardMinutes": int,
        "showNames": bool,
        "pass": Literal["required", "automatic"],
        "ringAgainSeconds": int | None,
        "stations": list[LocationStationRead],
    },
)


class LocationsRead(TypedDict):
    items: list[LocationRead]
    nextCursor: str | None


class MenuModifierCreate(TypedDict):
    plu: str
    name: str
    price: ModifierPrice
    maxQuantity: NotRequired[int]
    orderable: NotRequired[bool | None]


class MenuModifierRead(TypedDict):
    plu: str
    name: str
    price: Price
    maxQuantity: int


class ModifiersRead(TypedDict):
    items: list[ListedModifierRead]


class NowRead(TypedDict):
    now: str
    items: list[LocationNowRead]
    nextCursor: str | None


class OptionCreate(TypedDict):
    plu: str
    name: str
    price: OptionPriceCreate
    maxQuantity: NotRequired[int]
    pricesWith: NotRequired[list[PriceWithCreate]]
    orderable: NotRequired[bool | None]
    product: NotRequired[bool | None]


class OptionRead(TypedDict):
    plu: str
    name: str
    price: OptionPrice
    maxQuantity: int
    pricesWith: list[PriceWithRead]


class OrderHistoryEntryRead(TypedDict):
    timestamp: str
    reportedAt: str | None
    recordedAt: str
    version: int
    actor: ActorRead
    reason: str | None
    recall: bool
    cause: Cause
    counted: bool
    late: bool
    previousSeconds: float | None
    heldSeconds: float
    begunBeforeRecorded: bool
    status: OrderStatus
    fromStatus: OrderStatus | None


class PartnerCreate(TypedDict):
    id: str
    name: NotRequired[str | None]
    kind: NotRequired[PartnerKind]


class PaymentCreate(TypedDict):
    """
    `PAID` without `paid` means the total, `UNPAID` nothing; `PARTLY` says how much.
    """

    status: PaymentStatus
    method: NotRequired[str | None]
    paid: NotRequired[PaidMoney | None]


class PaymentRead(TypedDict):
    status: PaymentStatus
    method: str | None
    paid: Money | None


class QuoteCreate(TypedDict):
    locationId: NotRequired[str]
    brandId: NotRequired[str | None]
    channel: NotRequired[str]
    items: list[QuoteItem]


class QuoteRead(TypedDict):
    locationId: str
    brandId: str | None
    channel: str
    minutes: int
    readyAt: str
    asOf: str
    mode: IntakeMode
    extraMinutes: int
    until: str | None
    items: list[QuotedItemRead]
    stations: list[StationQuoteRead]
    definition: str


class SecondModifierCreate(TypedDict):
    action: NotRequired[ModifierAction]
    name: NotRequired[str | None]
    plu: NotRequired[str | None]
    quantity: NotRequired[int]
    unitPrice: NotRequired[SignedPrice | None]
    portion: NotRequired[Portion]
    note: NotRequired[str | None]
    modifiers: NotRequired[list[ThirdModifierCreate]]


class SecondModifierRead(TypedDict):
    plu: str | None
    name: str | None
    quantity: int
    unitPrice: SignedMoney | None
    action: ModifierAction
    portion: Portion
    note: str | None
    modifiers: list[ThirdModifierRead]


class SecondTicketModifierRead(TypedDict):
    plu: str | None
    name: str | None
    quantity: int
    action: ModifierAction
    portion: Portion
    note: str | None
    modifiers: list[ThirdTicketModifierRead]


class StockListRead(TypedDict):
    items: list[StockRead]


class TicketModifierRead(TypedDict):
    plu: str | None
    name: str | None
    quantity: int
    action: ModifierAction
    portion: Portion
    note: str | None
    modifiers: list[SecondTicketModifierRead]


class UberCharges(TypedDict):
    delivery_fee: NotRequired[UberMoney | None]
    bag_fee: NotRequired[UberMoney | None]
    small_order_fee: NotRequired[UberMoney | None]
    tip: NotRequired[UberMoney | None]
    total_promo_applied: NotRequired[UberMoney | None]
    cash_amount_due: NotRequired[UberMoney | None]


class UberPayment(TypedDict):
    charges: NotRequired[UberCharges | None]


class UberPrice(TypedDict):
    unit_price: UberUnitPrice


class AmendmentRead(TypedDict):
    seq: int
    version: int
    recordedAt: str
    actor: ActorRead
    reason: str | None
    changes: list[FieldChangeRead]


class ComparedReadAmendedOrdersRead(TypedDict):
    start: str
    end: str
    items: list[AmendedOrdersRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadFlowRead(TypedDict):
    start: str
    end: str
    items: list[FlowRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadPickupWaitRead(TypedDict):
    start: str
    end: str
    items: list[PickupWaitRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadPreparationTimeRead(TypedDict):
    start: str
    end: str
    items: list[PreparationTimeRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadPunctualityRead(TypedDict):
    start: str
    end: str
    items: list[PunctualityRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadRetentionRead(TypedDict):
    start: str
    end: str
    items: list[RetentionRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadSetbacksRead(TypedDict):
    start: str
    end: str
    items: list[SetbacksRead]
    n: int
    excluded: list[ExcludedRead]


class ComparedReadStatusDurationRead(TypedDict):
    start: str
    end: str
    items: list[StatusDurationRead]
    n: int
    excluded: list[ExcludedRead]


class CustomersRead(TypedDict):
    items: list[CustomerOrdersRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    nextCursor: str | None


class DeliveriesRead(TypedDict):
    items: list[DeliveryRead]
    nextCursor: str | None


class DisplaysRead(TypedDict):
    items: list[KeyRead]


class EventPage(TypedDict):
    items: list[EventRead]
    nextAfter: str
    newest: str
    known: bool
    knownLocations: list[str]


class GroupCreate(TypedDict):
    id: str
    name: str
    min: NotRequired[int]
    max: NotRequired[int | None]
    options: list[OptionCreate]


class GroupRead(TypedDict):
    id: str
    name: str
    min: int
    max: int | None
    options: list[OptionRead]


class KeyIssuedRead(TypedDict):
    key: str
    kept: KeyRead


class ListedGroupRead(TypedDict):
    id: str
    name: str
    min: int
    max: int | None
    options: list[ListedOptionRead]


class MeasuredPunctualityRead(TypedDict):
    items: list[PunctualityRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadPunctualityRead | None


class MenuProductCreate(TypedDict):
    name: str
    description: NotRequired[str | None]
    ingredients: NotRequired[list[Ingredient]]
    price: Price
    station: NotRequired[str | None]
    preparationMinutes: NotRequired[int | None]
    toMake: NotRequired[bool | None]
    available: NotRequired[bool]
    modifiers: NotRequired[list[MenuModifierCreate]]
    groups: NotRequired[list[GroupCreate]]
    plu: str


class ModifierCreate(TypedDict):
    action: NotRequired[ModifierAction]
    name: NotRequired[str | None]
    plu: NotRequired[str | None]
    quantity: NotRequired[int]
    unitPrice: NotRequired[SignedPrice | None]
    portion: NotRequired[Portion]
    note: NotRequired[str | None]
    modifiers: NotRequired[list[SecondModifierCreate]]


class ModifierRead(TypedDict):
    plu: str | None
    name: str | None
    quantity: int
    unitPrice: SignedMoney | None
    action: ModifierAction
    portion: Portion
    note: str | None
    modifiers: list[SecondModifierRead]


class OrderUpdate(TypedDict):
    """
    A JSON merge patch: what is left out stays, what is null is taken away.
    """

    reason: NotRequired[str | None]
    pickupTime: NotRequired[str | None]
    note: NotRequired[str | None]
    allergens: NotRequired[list[Allergen] | None]
    orderType: NotRequired[OrderType | None]
    table: NotRequired[str | None]
    covers: NotRequired[int | None]
    server: NotRequired[str | None]
    customer: NotRequired[CustomerCreate | None]
    deliveryAddress: NotRequired[DeliveryAddressCreate | None]
    payment: NotRequired[PaymentCreate | None]
    adjustments: NotRequired[list[AdjustmentCreate] | None]
    metadata: NotRequired[dict[str, JsonValue] | None]


class PartOfPartRead(TypedDict):
    parentLine: int | None
    course: int | None
    held: bool
    firedAt: str | None
    toMake: bool
    origin: OriginRead
    amendedAt: str | None
    line: int
    plu: str
    name: str
    quantity: float
    unit: Unit | None
    note: str | None
    allergens: list[str]
    forName: str | None
    unitPrice: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: list[str]
    status: ItemStatus
    statusHistory: list[ItemHistoryEntryRead]
    statusHistoryTotal: int
    items: list[JsonValue]


class PartRead(TypedDict):
    parentLine: int | None
    course: int | None
    held: bool
    firedAt: str | None
    toMake: bool
    origin: OriginRead
    amendedAt: str | None
    line: int
    plu: str
    name: str
    quantity: float
    unit: Unit | None
    note: str | None
    allergens: list[str]
    forName: str | None
    unitPrice: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: list[str]
    status: ItemStatus
    statusHistory: list[ItemHistoryEntryRead]
    statusHistoryTotal: int
    items: list[PartOfPartRead]


class PickupWaitsRead(TypedDict):
    items: list[PickupWaitRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadPickupWaitRead | None


class PreparationTimesRead(TypedDict):
    items: list[PreparationTimeRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadPreparationTimeRead | None


class ProductContentRead(TypedDict):
    plu: str
    name: str
    description: str | None
    ingredients: list[str]
    price: Price
    station: str | None
    preparationMinutes: int | None
    toMake: bool | None
    available: bool
    modifiers: list[MenuModifierRead]
    groups: list[GroupRead]


class ProductRead(TypedDict):
    plu: str
    name: str
    description: str | None
    ingredients: list[str]
    price: Price
    station: str | None
    preparationMinutes: int | None
    toMake: bool | None
    available: bool
    modifiers: list[ListedModifierRead]
    groups: list[ListedGroupRead]
    brandId: str
    snoozed: bool
    snoozedUntil: str | None
    orderable: bool
    stock: float | None
    remaining: float | None
    images: list[ImageRead]


class ProductUpdate(TypedDict):
    """
    May be what was answered, changed: whose product it is has to fit, the rest isn't taken from here.
    """

    name: str
    description: NotRequired[str | None]
    ingredients: NotRequired[list[Ingredient]]
    price: Price
    station: NotRequired[str | None]
    preparationMinutes: NotRequired[int | None]
    toMake: NotRequired[bool | None]
    available: NotRequired[bool]
    modifiers: NotRequired[list[MenuModifierCreate]]
    groups: NotRequired[list[GroupCreate]]
    brandId: NotRequired[str | None]
    plu: NotRequired[str | None]
    stock: NotRequired[float | None]
    remaining: NotRequired[float | None]
    snoozed: NotRequired[bool | None]
    snoozedUntil: NotRequired[str | None]
    orderable: NotRequired[bool | None]
    images: NotRequired[list[ImageRead]]


class RetentionsRead(TypedDict):
    items: list[RetentionRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadRetentionRead | None


class StatusDurationsRead(TypedDict):
    items: list[StatusDurationRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadStatusDurationRead | None


class ThroughputRead(TypedDict):
    items: list[FlowRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadFlowRead | None


class TicketItemRead(TypedDict):
    line: int
    parentLine: int | None
    bundle: bool
    bundleName: str | None
    plu: str
    name: str
    quantity: float
    unit: Unit | None
    note: str | None
    allergens: list[str]
    forName: str | None
    modifiers: list[TicketModifierRead]
    station: str | None
    flags: list[str]
    course: int | None
    held: bool
    firedAt: str | None
    toMake: bool
    amendedAt: str | None
    status: ItemStatus


class TicketRead(TypedDict):
    orderId: str
    orderVersion: int
    orderStatus: OrderStatus
    displayId: str
    channel: str
    brandId: str
    orderType: OrderType
    table: str | None
    covers: int | None
    server: str | None
    customerName: str | None
    toCollect: Money | None
    station: str | None
    status: OrderStatus | ItemStatus
    pickupTime: str | None
    asap: bool
    startBy: str
    dueAt: str
    remainingSeconds: int
    sla: Sla
    toAccept: ToAcceptRead | None
    early: bool
    cancellationRequest: ToCancelRead | None
    createdAt: str
    note: str | None
    allergens: list[str]
    passRequired: bool
    toPack: bool
    elsewhere: list[ElsewhereRead]
    items: list[TicketItemRead]


class TicketsRead(TypedDict):
    locationId: str
    station: str | None
    asOf: str
    now: str
    tickets: list[TicketRead]
    allDay: list[AllDayRead] | None
    held: HeldRead
    ringAgainSeconds: int | None
    known: bool
    knownLocations: list[str]
    stationKnown: bool
    knownStations: list[str]


class AmendmentsRead(TypedDict):
    items: list[AmendedOrdersRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadAmendedOrdersRead | None


class CancellationsRead(TypedDict):
    items: list[SetbacksRead]
    definition: str
    n: int
    excluded: list[ExcludedRead]
    asOf: str
    exact: bool
    bound: NotRequired[float | None]
    compared: ComparedReadSetbacksRead | None


class ItemMovedRead(TypedDict):
    parentLine: int | None
    course: int | None
    held: bool
    firedAt: str | None
    toMake: bool
    origin: OriginRead
    amendedAt: str | None
    line: int
    plu: str
    name: str
    quantity: float
    unit: Unit | None
    note: str | None
    allergens: list[str]
    forName: str | None
    unitPrice: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: list[str]
    status: ItemStatus
    statusHistory: list[ItemHistoryEntryRead]
    statusHistoryTotal: int
    items: list[PartRead]
    orderId: str
    orderStatus: OrderStatus
    orderVersion: int


class ItemRead(TypedDict):
    parentLine: int | None
    course: int | None
    held: bool
    firedAt: str | None
    toMake: bool
    origin: OriginRead
    amendedAt: str | None
    line: int
    plu: str
    name: str
    quantity: float
    unit: Unit | None
    note: str | None
    allergens: list[str]
    forName: str | None
    unitPrice: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: list[str]
    status: ItemStatus
    statusHistory: list[ItemHistoryEntryRead]
    statusHistoryTotal: int
    items: list[PartRead]


class ItemUpdate(TypedDict):
    """
    A JSON merge patch: what is left out stays, what is null is taken away.
    """

    reason: NotRequired[str | None]
    quantity: NotRequired[float]
    note: NotRequired[str | None]
    modifiers: NotRequired[list[ModifierCreate] | None]
    allergens: NotRequired[list[Allergen] | None]
    course: NotRequired[int | None]
    held: NotRequired[bool]


class LineCreate(TypedDict):
    course: NotRequired[int | None]
    held: NotRequired[bool]
    toMake: NotRequired[bool | None]
    plu: str
    name: NotRequired[str | None]
    unit: NotRequired[Unit | None]
    quantity: float
    note: NotRequired[str | None]
    allergens: NotRequired[list[Allergen]]
    forName: NotRequired[str | None]
    unitPrice: NotRequired[Price | None]
    modifiers: NotRequired[list[ModifierCreate]]
    status: NotRequired[
        Literal["ORDERED", "PREPARING", "READY", "CANCELLED"] | Literal[1, 2, 3, 5] | None
    ]
    statusHistory: NotRequired[list[ItemClaim]]


class MenuCreate(TypedDict):
    brandId: NotRequired[str | None]
    products: list[MenuProductCreate]


class MenuRead(TypedDict):
    """
    May be put back as it is.
    """

    brandId: str
    products: list[ProductContentRead]


class OrderRead(TypedDict):
    id: str
    externalId: str | None
    account: str | None
    brandId: str
    channel: str
    channelOrderId: str
    channelOrderDisplayId: str | None
    locationId: str
    customer: CustomerRead | None
    deliveryAddress: DeliveryAddressRead | None
    orderType: OrderType
    table: str | None
    covers: int | None
    server: str | None
    pickupTime: str | None
    promisedTime: str | None
    asap: bool
    note: str | None
    allergens: list[str]
    metadata: dict[str, JsonValue] | None
    adjustments: list[AdjustmentRead]
    totals: TotalsRead | None
    total: Money | None
    payment: PaymentRead | None
    status: OrderStatus
    version: int
    createdAt: str
    recordedAt: str
    updatedAt: str
    allowedTransitions: list[OrderStatus]
    acceptance: AcceptanceRead | None
    cancellationRequest: CancellationRequestRead | None
    items: list[ItemRead]
    statusHistory: list[OrderHistoryEntryRead]
    statusHistoryTotal: int
    amendments: list[AmendmentRead]


class PartCreate(TypedDict):
    course: NotRequired[int | None]
    held: NotRequired[bool]
    toMake: NotRequired[bool | None]
    plu: str
    name: NotRequired[str | None]
    unit: NotRequired[Unit | None]
    quantity: float
    note: NotRequired[str | None]
    allergens: NotRequired[list[Allergen]]
    forName: NotRequired[str | None]
    unitPrice: NotRequired[Price | None]
    modifiers: NotRequired[list[ModifierCreate]]
    status: NotRequired[
        Literal["ORDERED", "PREPARING", "READY", "CANCELLED"] | Literal[1, 2, 3, 5] | None
    ]
    statusHistory: NotRequired[list[ItemClaim]]
    items: NotRequired[list[LineCreate]]


class ProductPage(TypedDict):
    items: list[ProductRead]
    nextCursor: str | None


class ExportedRead(TypedDict):
    orders: list[OrderRead]


class ItemCreate(TypedDict):
    course: NotRequired[int | None]
    held: NotRequired[bool]
    toMake: NotRequired[bool | None]
    plu: str
    name: NotRequired[str | None]
    unit: NotRequired[Unit | None]
    quantity: float
    note: NotRequired[str | None]
    allergens: NotRequired[list[Allergen]]
    forName: NotRequired[str | None]
    unitPrice: NotRequired[Price | None]
    modifiers: NotRequired[list[ModifierCreate]]
    status: NotRequired[
        Literal["ORDERED", "PREPARING", "READY", "CANCELLED"] | Literal[1, 2, 3, 5] | None
    ]
    statusHistory: NotRequired[list[ItemClaim]]
    items: NotRequired[list[PartCreate]]


class ItemsCreate(TypedDict):
    """
    Lines that are added to an order: they begin now, so they bring no status.
    """

    items: list[ItemCreate]
    reason: NotRequired[str | None]


class OrderCreate(TypedDict):
    id: NotRequired[str | None]
    created: NotRequired[str | None]
    account: NotRequired[str | None]
    brandId: str
    channel: NotRequired[str]
    channelOrderId: str
    channelOrderDisplayId: NotRequired[str | None]
    locationId: NotRequired[str]
    customer: NotRequired[CustomerCreate | None]
    deliveryAddress: NotRequired[DeliveryAddressCreate | None]
    orderType: NotRequired[OrderType | None]
    table: NotRequired[str | None]
    covers: NotRequired[int | None]
    server: NotRequired[str | None]
    pickupTime: NotRequired[str | None]
    adjustments: NotRequired[list[AdjustmentCreate]]
    payment: NotRequired[PaymentCreate | None]
    note: NotRequired[str | None]
    allergens: NotRequired[list[Allergen]]
    items: list[ItemCreate]
    status: NotRequired[
        Literal["RECEIVED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"]
        | Literal[1, 2, 3, 4, 5]
        | None
    ]
    statusHistory: NotRequired[list[OrderClaim]]
    metadata: NotRequired[dict[str, JsonValue] | None]
    acceptBy: NotRequired[str | None]
    acceptOutcome: NotRequired[AcceptOutcome]
    field_id: NotRequired[str | None]


class OrderPage(TypedDict):
    items: list[OrderRead]
    nextCursor: str | None


class UberCart(TypedDict):
    items: list[UberItem]
    special_instructions: NotRequired[str | Literal[""] | None]


class UberEatsOrder(TypedDict):
    id: str
    display_id: NotRequired[str | Literal[""] | None]
    current_state: NotRequired[str | Literal[""] | None]
    type: NotRequired[str | Literal[""] | None]
    store: UberStore
    eater: NotRequired[UberEater | None]
    placed_at: NotRequired[str | None]
    estimated_ready_for_pickup_at: NotRequired[str | None]
    cart: UberCart
    payment: NotRequired[UberPayment | None]


class UberItem(TypedDict):
    id: str
    external_data: NotRequired[str | None]
    title: NotRequired[str | Literal[""] | None]
    quantity: NotRequired[int]
    price: NotRequired[UberPrice | None]
    selected_modifier_groups: NotRequired[list[UberModifierGroup] | None]
    special_instructions: NotRequired[str | Literal[""] | None]


class UberModifierGroup(TypedDict):
    selected_items: NotRequired[list[UberItem] | None]
    removed_items: NotRequired[list[UberItem] | None]
