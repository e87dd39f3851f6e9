"""What the description of the API shows of orders."""

from typing import Any, Final

SAMPLE: Final[dict[str, Any]] = {
    "_id": "60f87ea2a52dad8a3fa4860",
    "created": "2021-07-22T20:08:02Z",
    "account": "60bfc6dc4887c9851d5a0246",
    "brandId": "60bfc6dc4887c9851d5a0245",
    "channelOrderId": "TEST1626898082",
    "customer": {"name": "John Doe", "phoneNumber": "+123456789"},
    "deliveryAddress": {"city": "Helsinki", "street": "Huuvatie 1", "postalCode": "00100"},
    "pickupTime": "2021-07-22T20:28:02Z",
    "items": [
        {"name": "Hawaii Burger", "plu": "CAT1-0001", "quantity": 1},
        {"name": "Sushi Set Large", "plu": "CAT2-0001", "quantity": 1},
    ],
    "status": 1,
}
ENTRY: Final[dict[str, Any]] = {
    "status": "RECEIVED",
    "fromStatus": None,
    "timestamp": "2026-01-31T18:02:11.040000Z",
    "reportedAt": None,
    "recordedAt": "2026-01-31T18:02:11.040000Z",
    "version": 1,
    "actor": {"kind": "partner", "id": "wolt"},
    "reason": None,
    "recall": False,
    "cause": "request",
    "counted": True,
    "late": False,
    "previousSeconds": None,
    "heldSeconds": 0.0,
    "begunBeforeRecorded": False,
}
BEGUN: Final[dict[str, Any]] = ENTRY | {
    "status": "PREPARING",
    "timestamp": "2026-01-31T18:06:40.500000Z",
    "recordedAt": "2026-01-31T18:06:40.500000Z",
    "version": 2,
    "actor": {"kind": "display", "id": "grill-1"},
    "previousSeconds": 269.46,
}
ITEM: Final[dict[str, Any]] = {
    "line": 1,
    "plu": "CAT1-0001",
    "name": "Hawaii Burger",
    "quantity": 2,
    "note": "no onions",
    "unitPrice": {"amount": 1190, "currency": "EUR"},
    "modifiers": [
        {
            "plu": "EXTRA-1",
            "name": "Bacon",
            "quantity": 1,
            "unitPrice": {"amount": 200, "currency": "EUR"},
        }
    ],
    "station": "grill",
    "flags": [],
    "status": "PREPARING",
    "statusHistory": [ENTRY | {"status": "ORDERED"}, BEGUN | {"fromStatus": "ORDERED"}],
    "statusHistoryTotal": 2,
}
ORDER: Final[dict[str, Any]] = {
    "id": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
    "externalId": "60f87ea2a52dad8a3fa4860",
    "account": "60bfc6dc4887c9851d5a0246",
    "brandId": "60bfc6dc4887c9851d5a0245",
    "channel": "wolt",
    "channelOrderId": "TEST1626898082",
    "channelOrderDisplayId": "898082",
    "locationId": "main",
    "customer": {
        "name": "John Doe",
        "phoneNumber": "+358 40 1234567",
        "phoneNumberE164": "+358401234567",
    },
    "deliveryAddress": {
        "street": "Huuvatie 1",
        "city": "Helsinki",
        "postalCode": "00100",
        "country": None,
        "extraInfo": "Door code 1234",
    },
    "pickupTime": "2026-01-31T18:30:00Z",
    "note": None,
    "metadata": {"posReference": "T-17"},
    "total": {"amount": 2780, "currency": "EUR"},
    "status": "PREPARING",
    "version": 2,
    "createdAt": "2026-01-31T18:02:11Z",
    "recordedAt": "2026-01-31T18:02:11.040000Z",
    "updatedAt": "2026-01-31T18:06:40.500000Z",
    "allowedTransitions": ["READY", "CANCELLED"],
    "items": [ITEM],
    "statusHistory": [ENTRY, BEGUN | {"fromStatus": "RECEIVED"}],
    "statusHistoryTotal": 2,
}
