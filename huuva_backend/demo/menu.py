"""What is cooked, where, and through whom it is ordered."""

from collections.abc import Sequence
from typing import NamedTuple


class Extra(NamedTuple):
    plu: str
    name: str
    cents: int


class Product(NamedTuple):
    """`minutes` is the mean time that its preparation takes."""

    plu: str
    name: str
    station: str
    cents: int
    minutes: float
    extras: Sequence[Extra] = ()


class Location(NamedTuple):
    """`share` is its part of all orders."""

    id: str
    city: str
    postal_codes: Sequence[str]
    brands: Sequence[str]
    share: float


class Channel(NamedTuple):
    id: str
    letter: str
    delivers: bool
    share: float


BACON = Extra("EXT-BACON", "Bacon", 190)
CHEESE = Extra("EXT-CHEESE", "Extra cheese", 120)
GLUTEN_FREE = Extra("EXT-GF", "Gluten-free", 150)
AVOCADO = Extra("EXT-AVOCADO", "Avocado", 200)
GINGER = Extra("EXT-GINGER", "Extra ginger", 0)
CHICKEN = Extra("EXT-CHICKEN", "Chicken", 290)
DIP = Extra("EXT-DIP", "Aioli", 100)

MENUS = {
    "burger-union": [
        Product("BU-01", "Cheeseburger", "grill", 1190, 7, [BACON, CHEESE, GLUTEN_FREE]),
        Product("BU-02", "Double Smash", "grill", 1490, 8.5, [BACON, CHEESE, GLUTEN_FREE]),
        Product("BU-03", "Halloumi Burger", "grill", 1290, 6.5, [AVOCADO, GLUTEN_FREE]),
        Product("BU-10", "Fries", "fryer", 450, 4.5, [DIP]),
        Product("BU-11", "Onion Rings", "fryer", 550, 5, [DIP]),
        Product("BU-20", "Milkshake", "bar", 590, 2),
    ],
    "napoli-ovens": [
        Product("NO-01", "Margherita", "oven", 1090, 8, [CHEESE, GLUTEN_FREE]),
        Product("NO-02", "Diavola", "oven", 1390, 9, [CHEESE, GLUTEN_FREE]),
        Product("NO-03", "Quattro Formaggi", "oven", 1450, 9.5, [GLUTEN_FREE]),
        Product("NO-10", "Rucola Salad", "cold", 790, 3, [CHICKEN]),
        Product("NO-20", "Tiramisu", "cold", 690, 1.5),
    ],
    "sushi-lane": [
        Product("SL-01", "Sushi Set Large", "cold", 2190, 13, [GINGER, AVOCADO]),
        Product("SL-02", "Sushi Set Small", "cold", 1390, 8, [GINGER, AVOCADO]),
        Product("SL-10", "Gyoza", "fryer", 690, 6),
        Product("SL-11", "Miso Soup", "bar", 390, 2.5),
    ],
    "green-bowl": [
        Product("GB-01", "Poke Bowl Salmon", "cold", 1490, 5.5, [AVOCADO, GINGER]),
        Product("GB-02", "Falafel Bowl", "fryer", 1290, 6, [AVOCADO]),
        Product("GB-03", "Chicken Caesar", "grill", 1350, 7, [CHICKEN, CHEESE]),
        Product("GB-20", "Smoothie", "bar", 650, 2),
    ],
}
LOCATIONS = [
    Location("kamppi", "Helsinki", ["00100", "00120", "00180"], list(MENUS), 0.4),
    Location("kallio", "Helsinki", ["00500", "00530"], ["burger-union", "napoli-ovens"], 0.25),
    Location("tapiola", "Espoo", ["02100", "02120"], ["sushi-lane", "green-bowl"], 0.2),
    Location("tampere", "Tampere", ["33100", "33200"], ["burger-union", "sushi-lane"], 0.15),
]
CHANNELS = [
    Channel("wolt", "W", True, 0.4),
    Channel("foodora", "F", True, 0.25),
    Channel("webshop", "S", True, 0.2),
    Channel("counter", "C", False, 0.15),
]
