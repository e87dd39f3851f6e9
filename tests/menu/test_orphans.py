"""The files of pictures that no product names any more, and those that one does."""

import os
import time
from pathlib import Path

import pytest
from fastapi import FastAPI

from huuva_backend.media.storage import ABANDONED_SECONDS
from huuva_backend.menu import service
from huuva_backend.worker.pictures import PicturesLoop
from tests.media.pictures import PNG, drawn, encoded, files
from tests.menu.pizzeria import BRAND, Json, Pizzeria, address


@pytest.fixture
def orphans(app: FastAPI, media: Path) -> PicturesLoop:
    return PicturesLoop(app.state.images, app.state.database, 1)


@pytest.fixture
async def pizza(pizzeria: Pizzeria, media: Path) -> Pizzeria:
    await pizzeria.put("PIZZA")
    return pizzeria


async def upload(pizza: Pizzeria, name: str, number: int) -> Json:
    """A picture of its own for each number."""
    answer = await pizza.api.put(
        address("PIZZA", "images", name),
        content=encoded(PNG, drawn(400, 40 + 4 * number)),
        params={"brandId": BRAND},
        headers={"Content-Type": PNG},
    )
    assert answer.status_code in (200, 201)
    image: Json = answer.json()
    return image


def names(*images: Json) -> list[str]:
    """Of their files."""
    return sorted(Path(image[url]).name for image in images for url in ("url", "thumbnailUrl"))


def age(media: Path) -> None:
    then = time.time() - ABANDONED_SECONDS - 1
    for name in files(media):
        os.utime(media / name, (then, then))


async def test_the_files_of_a_picture_that_was_taken_off_or_replaced_are_removed(
    pizza: Pizzeria, media: Path, orphans: PicturesLoop
) -> None:
    await upload(pizza, "front", 1)
    replaced = await upload(pizza, "front", 2)
    await upload(pizza, "side", 3)
    side = address("PIZZA", "images", "side")
    assert (await pizza.api.delete(side, params={"brandId": BRAND})).status_code == 204
    age(media)

    assert await orphans.run_once() == 4
    assert files(media) == names(replaced)
    assert (await pizza.api.get(replaced["url"])).status_code == 200
    assert await orphans.run_once() == 0


async def test_those_of_a_deleted_product_are_removed_too(
    pizza: Pizzeria, media: Path, orphans: PicturesLoop
) -> None:
    await upload(pizza, "front", 1)
    await pizza.delete("PIZZA")
    age(media)

    assert await orphans.run_once() == 2
    assert files(media) == []


async def test_a_file_that_another_product_or_picture_names_stays(
    pizza: Pizzeria, media: Path, orphans: PicturesLoop
) -> None:
    front = await upload(pizza, "front", 1)
    await upload(pizza, "side", 1)
    side = address("PIZZA", "images", "side")
    assert (await pizza.api.delete(side, params={"brandId": BRAND})).status_code == 204
    age(media)

    assert await orphans.run_once() == 0
    assert files(media) == names(front)


async def test_a_file_of_the_last_hour_stays_though_nobody_names_it(
    pizza: Pizzeria, media: Path, orphans: PicturesLoop
) -> None:
    front = await upload(pizza, "front", 1)
    await pizza.delete("PIZZA")

    assert await orphans.run_once() == 0
    assert files(media) == names(front)


@pytest.fixture
def foreign(media: Path) -> None:
    media.mkdir()
    (media / "README.txt").write_text("put here by somebody else")
    age(media)


@pytest.mark.usefixtures("foreign")
async def test_what_is_no_picture_of_ours_stays(media: Path, orphans: PicturesLoop) -> None:
    assert await orphans.run_once() == 0
    assert files(media) == ["README.txt"]


async def test_many_are_removed_a_few_at_a_time(
    pizza: Pizzeria, media: Path, orphans: PicturesLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "FILES_AT_ONCE", 3)
    kept = [await upload(pizza, str(number), number) for number in range(4)]
    for number in range(5, 10):
        await upload(pizza, "front", number)
    front = address("PIZZA", "images", "front")
    await pizza.api.delete(front, params={"brandId": BRAND})
    age(media)

    assert await orphans.run_once() == 10
    assert files(media) == names(*kept)
