"""What the description of the API shows of menus."""

from typing import Any, Final

HAM: Final[dict[str, Any]] = {
    "plu": "EXTRA-HAM",
    "name": "Ham",
    "price": {"amount": 200, "currency": "EUR"},
    "maxQuantity": 2,
}
SIZES: Final[dict[str, Any]] = {
    "id": "size",
    "name": "Size",
    "min": 1,
    "max": 1,
    "options": [
        {
            "plu": "SIZE-S",
            "name": "Small",
            "price": {"amount": -200, "currency": "EUR"},
            "maxQuantity": 1,
            "pricesWith": [],
        },
        {
            "plu": "SIZE-L",
            "name": "Large",
            "price": {"amount": 300, "currency": "EUR"},
            "maxQuantity": 1,
            "pricesWith": [{"plu": "EXTRA-HAM", "price": {"amount": 400, "currency": "EUR"}}],
        },
    ],
}
CAPRICCIOSA: Final[dict[str, Any]] = {
    "name": "Pizza Capricciosa",
    "description": "With everything",
    "ingredients": ["tomato", "mozzarella", "ham", "mushrooms", "artichoke"],
    "price": {"amount": 1190, "currency": "EUR"},
    "station": "oven",
    "preparationMinutes": 12,
    "toMake": None,
    "available": True,
    "modifiers": [HAM],
    "groups": [SIZES],
}
LISTED_SIZES: Final[dict[str, Any]] = SIZES | {
    "options": [option | {"orderable": True, "product": False} for option in SIZES["options"]]
}
LISTED_HAM: Final[dict[str, Any]] = HAM | {"orderable": True}
IMAGE: Final[dict[str, Any]] = {
    "name": "front",
    "url": "/media/0f343b0931126a20f133d67c2b018a3b8e3a7c1f1f0e6f2e1a4d5c6b7a890123.webp",
    "thumbnailUrl": "/media/7b1e5c0d9a3f4e2b8c6d1f0a5e4b3c2d1a0f9e8d7c6b5a493827160f5e4d3c2b.webp",
}
LISTED: Final[dict[str, Any]] = {
    "brandId": "pizzeria",
    "plu": "PIZZA-1",
    **CAPRICCIOSA,
    "snoozed": False,
    "snoozedUntil": None,
    "orderable": True,
    "stock": None,
    "remaining": None,
    "modifiers": [LISTED_HAM],
    "groups": [LISTED_SIZES],
    "images": [IMAGE],
}
