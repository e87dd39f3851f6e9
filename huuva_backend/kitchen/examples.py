"""Long examples of the API description, each one object with itself."""

from typing import Any, Final

TICKETS: Final[dict[str, Any]] = {
    "locationId": "main",
    "station": "grill",
    "asOf": "5f0c81be.4711",
    "now": "2026-01-31T18:14:30.250000Z",
    "tickets": [
        {
            "orderId": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
            "orderVersion": 2,
            "orderStatus": "PREPARING",
            "displayId": "898082",
            "channel": "wolt",
            "brandId": "60bfc6dc4887c9851d5a0245",
            "orderType": "DINE_IN",
            "table": "12",
            "covers": 2,
            "server": "Aino",
            "customerName": "Mira",
            "toCollect": {"amount": 2780, "currency": "EUR"},
            "station": "grill",
            "status": "ORDERED",
            "pickupTime": "2026-01-31T18:30:00Z",
            "asap": False,
            "startBy": "2026-01-31T18:18:00Z",
            "dueAt": "2026-01-31T18:30:00Z",
            "remainingSeconds": 209,
            "sla": "warn",
            "toAccept": None,
            "early": False,
            "cancellationRequest": {
                "reason": "ordered twice",
                "requestedAt": "2026-01-31T18:10:02.114000Z",
                "requestedBy": {"kind": "partner", "id": "wolt"},
            },
            "createdAt": "2026-01-31T18:02:11Z",
            "note": None,
            "allergens": [],
            "passRequired": True,
            "toPack": False,
            "elsewhere": [{"station": "fryer", "status": "PREPARING"}],
            "items": [
                {
                    "line": 1,
                    "parentLine": None,
                    "bundle": False,
                    "bundleName": None,
                    "plu": "CAT1-0001",
                    "name": "Hawaii Burger",
                    "quantity": 2,
                    "unit": "piece",
                    "note": "no onions",
                    "allergens": ["sesame"],
                    "forName": "Anna",
                    "modifiers": [
                        {
                            "plu": "EXTRA-1",
                            "name": "Bacon",
                            "quantity": 1,
                            "action": "ADD",
                            "portion": "WHOLE",
                            "note": None,
                            "modifiers": [],
                        }
                    ],
                    "station": "grill",
                    "flags": [],
                    "course": None,
                    "held": False,
                    "firedAt": None,
                    "toMake": True,
                    "status": "ORDERED",
                }
            ],
        }
    ],
    "allDay": [
        {
            "brandId": "60bfc6dc4887c9851d5a0245",
            "plu": "CAT1-0001",
            "name": "Hawaii Burger",
            "unit": "piece",
            "quantity": 2,
            "modifiers": [
                {
                    "plu": "EXTRA-1",
                    "name": "Bacon",
                    "action": "ADD",
                    "portion": "WHOLE",
                    "quantity": 2,
                }
            ],
        }
    ],
    "held": {"count": 1, "nextReleaseAt": "2026-01-31T20:15:00Z"},
    "ringAgainSeconds": 60,
    "known": True,
    "knownLocations": [],
    "stationKnown": True,
    "knownStations": [],
}
