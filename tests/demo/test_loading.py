"""Menus from files: what is shipped, and what a file may be."""

import asyncio
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from PIL import Image

from huuva_backend.demo import loading
from huuva_backend.demo.loading import PIZZAS, NoMenu
from huuva_backend.demo.menu import FILES
from huuva_backend.demo.pictures import SIZE, pizza
from tests.conftest import create_database

EXTRAS = {
    "Ham": 200,
    "Onion": 100,
    "Bacon": 200,
    "Cheese": 140,
    "Green peppers": 120,
    "Mushrooms": 120,
}


@pytest.fixture
def url(migrated: str, worker_id: str) -> str:
    return asyncio.run(create_database(f"loading_{worker_id}", template=migrated))


def products(url: str) -> list[dict[str, Any]]:
    async def read() -> list[dict[str, Any]]:
        connection = await asyncpg.connect(url)
        try:
            rows = await connection.fetch("SELECT * FROM menu_products ORDER BY brand_id, plu")
            return [dict(row) for row in rows]
        finally:
            await connection.close()

    return asyncio.run(read())


def files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_the_shipped_pizzas_have_ingredients_prices_and_extras() -> None:
    document = json.loads(PIZZAS.read_bytes())
    pizzas = [each for each in document["products"] if each.get("station") == "oven"]

    assert len(pizzas) == 16
    for each in pizzas:
        assert each["ingredients"]
        assert each["price"]["currency"] == "EUR"
        prices = {extra["name"]: extra["price"]["amount"] for extra in each["modifiers"]}
        assert prices == EXTRAS


def test_the_shipped_pizzeria_has_sizes_crusts_and_a_bundle() -> None:
    products = {each["plu"]: each for each in json.loads(PIZZAS.read_bytes())["products"]}
    bundles = [
        each
        for each in products.values()
        if any(
            option["plu"] in products
            for group in each.get("groups", ())
            for option in group["options"]
        )
    ]

    assert [each["name"] for each in bundles] == ["Pizza Menu"]
    assert [(group["id"], group["min"], group["max"]) for group in bundles[0]["groups"]] == [
        ("pizza", 1, 1),
        ("drink", 1, 1),
    ]
    for each in products.values():
        if each.get("station") == "oven":
            assert [group["id"] for group in each["groups"]] == ["size", "crust"]


def test_loading_again_changes_nothing(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loading.run(url, tmp_path, [PIZZAS])
    told = capsys.readouterr().err
    loaded, drawn = products(url), files(tmp_path)
    loading.run(url, tmp_path, [PIZZAS])

    assert "21 products added, 0 changed, 0 removed, 0 as they were, 16 pictures" in told
    assert "0 products added, 0 changed, 0 removed, 21 as they were" in capsys.readouterr().err
    assert (products(url), files(tmp_path)) == (loaded, drawn)
    assert sum(bool(json.loads(product["images"])) for product in loaded) == 16
    assert len(drawn) == 32


def test_every_shipped_menu_can_be_loaded(url: str, tmp_path: Path) -> None:
    loading.run(url, tmp_path, list(FILES.values()))

    assert {product["brand_id"] for product in products(url)} == set(FILES)


def test_a_picture_is_the_same_each_time_and_another_for_another_pizza() -> None:
    margherita = pizza("Margherita", ["tomato sauce", "mozzarella", "basil"])

    assert margherita == pizza("Margherita", ["tomato sauce", "mozzarella", "basil"])
    assert margherita != pizza("Margherita", ["mozzarella", "basil"])
    with Image.open(BytesIO(margherita)) as image:
        assert (image.format, image.size) == ("WEBP", (SIZE, SIZE))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", "EOF"),
        ("[]", "Input should be a valid dictionary"),
        ('{"products": []}', "brandId: Field required"),
        ('{"brandId": "b", "products": [{"plu": "x"}]}', "products/0/price: Field required"),
        ('{"brandId": "b", "products": [{"plu": "x"}]}', "products/0/name: Field required"),
        ('{"brandId": "b", "products": [], "more": 1}', "more: Extra inputs"),
    ],
)
def test_a_file_that_is_no_menu_is_refused_and_nothing_is_loaded(
    url: str, tmp_path: Path, content: str, fault: str
) -> None:
    file = tmp_path / "menu.json"
    file.write_text(content)

    with pytest.raises(NoMenu, match=fault):
        loading.run(url, tmp_path, [PIZZAS, file])
    assert products(url) == []


def test_a_file_that_is_not_there_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(NoMenu, match=r"menu\.json: .*No such file"):
        loading.run(url, tmp_path, [tmp_path / "menu.json"])
