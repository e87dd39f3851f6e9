import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, given, strategies

from huuva_backend.media import service
from huuva_backend.media.picture import MAX_BYTES, Picture, develop
from huuva_backend.menu.product import MAX_IMAGES
from tests.conftest import NothingWritten
from tests.media.bad_pictures import BAD, POLYGLOTS, Bad, Polyglot
from tests.media.pictures import JPEG, MEDIA_TYPES, PNG, drawn, encoded, files, opened
from tests.menu.pizzeria import BRAND, Pizzeria, address, product

TYPE = {"Content-Type": PNG}


async def upload(
    api: AsyncClient,
    raw: Any,
    media_type: str = PNG,
    *,
    name: str = "front",
    plu: str = "PIZZA",
) -> Response:
    target = address(plu, "images", name)
    return await api.put(
        target, content=raw, params={"brandId": BRAND}, headers={"Content-Type": media_type}
    )


@pytest.fixture
async def pizza(pizzeria: Pizzeria, media: Path) -> Pizzeria:
    """The brand with the one product that the pictures are of."""
    assert (await pizzeria.put("PIZZA")).status_code == 201
    return pizzeria


def cut(media_type: str) -> strategies.SearchStrategy[bytes]:
    raw = encoded(media_type)
    return strategies.integers(0, len(raw)).map(lambda length: raw[:length])


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
async def test_a_picture_is_put_listed_and_looked_at(pizza: Pizzeria, media_type: str) -> None:
    raw = encoded(media_type, drawn(1000, 600))
    answer = await upload(pizza.api, raw, media_type)
    image = answer.json()
    assert (answer.status_code, image["name"]) == (201, "front")
    assert image.keys() == {"name", "url", "thumbnailUrl"}
    assert (await pizza.get("PIZZA"))["images"] == [image]
    for url, size in ((image["url"], (1000, 600)), (image["thumbnailUrl"], (320, 192))):
        looked_at = await pizza.api.get(url)
        assert looked_at.headers["content-type"] == media_type
        assert opened(looked_at.content).size == size


async def test_a_media_type_may_have_parameters(pizza: Pizzeria) -> None:
    answer = await upload(pizza.api, encoded(PNG), "Image/PNG; charset=binary")
    assert answer.status_code == 201


async def test_putting_it_again_changes_nothing(
    pizza: Pizzeria, media: Path, nothing_written: NothingWritten
) -> None:
    first = await upload(pizza.api, encoded(PNG))
    kept = files(media)
    async with nothing_written():
        again = await upload(pizza.api, encoded(PNG))
    assert (again.status_code, again.json()) == (200, first.json())
    assert files(media) == kept


async def test_another_picture_by_the_name_replaces_it(pizza: Pizzeria) -> None:
    first = (await upload(pizza.api, encoded(PNG))).json()
    answer = await upload(pizza.api, encoded(JPEG), JPEG)
    assert answer.status_code == 200
    assert answer.json()["url"] != first["url"]
    assert (await pizza.get("PIZZA"))["images"] == [answer.json()]


async def test_pictures_are_listed_by_name_and_stay_when_the_product_is_replaced(
    pizza: Pizzeria,
) -> None:
    for name in ("side", "Front.2", "9-b_c"):
        await upload(pizza.api, encoded(PNG), name=name)
    await pizza.put("PIZZA", product(name="Another pizza"))
    images = (await pizza.get("PIZZA"))["images"]
    assert [image["name"] for image in images] == ["9-b_c", "Front.2", "side"]


async def test_a_product_with_slashes_has_pictures_too(pizzeria: Pizzeria) -> None:
    await pizzeria.put("a/b c")
    answer = await upload(pizzeria.api, encoded(PNG), plu="a/b c")
    assert (await pizzeria.get("a/b c"))["images"] == [answer.json()]


async def test_a_picture_is_taken_off(pizza: Pizzeria) -> None:
    front = (await upload(pizza.api, encoded(PNG))).json()
    side = (await upload(pizza.api, encoded(JPEG), JPEG, name="side")).json()
    target = address("PIZZA", "images", "front")
    answer = await pizza.api.delete(target, params={"brandId": BRAND})
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await pizza.get("PIZZA"))["images"] == [side]
    # A menu that was looked at before may still show it.
    assert (await pizza.api.get(front["url"])).status_code == 200


@pytest.mark.parametrize(
    ("plu", "name", "params", "status", "code"),
    [
        ("PIZZA", "side", {"brandId": BRAND}, 404, "image-not-found"),
        ("NONE", "front", {"brandId": BRAND}, 404, "image-not-found"),
        ("PIZZA", "front", {"brandId": "other"}, 404, "image-not-found"),
        ("PIZZA", "front", {}, 422, "invalid-request"),
        ("PIZZA", "front", {"brandId": BRAND, "force": "1"}, 422, "invalid-request"),
        ("PIZZA", "a b", {"brandId": BRAND}, 404, "not-found"),
    ],
)
async def test_a_picture_that_is_not_there_cannot_be_taken_off(
    pizza: Pizzeria,
    nothing_written: NothingWritten,
    plu: str,
    name: str,
    params: dict[str, str],
    status: int,
    code: str,
) -> None:
    await upload(pizza.api, encoded(PNG))
    async with nothing_written():
        answer = await pizza.api.delete(address(plu, "images", name), params=params)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
async def test_what_is_bad_leaves_nothing_anywhere(
    pizza: Pizzeria, media: Path, nothing_written: NothingWritten, bad: Bad
) -> None:
    async with nothing_written():
        answer = await upload(pizza.api, bad.raw, bad.media_type)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (bad.status, bad.code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "mArKeR7x" not in answer.text
    if bad.status == 422:
        assert [fault["pointer"] for fault in problem["errors"]] == [""]
    assert files(media) == []


@pytest.mark.parametrize("polyglot", POLYGLOTS, ids=lambda polyglot: polyglot.name)
async def test_of_a_file_that_is_something_else_too_only_the_picture_is_stored(
    pizza: Pizzeria, media: Path, polyglot: Polyglot
) -> None:
    answer = await upload(pizza.api, polyglot.raw, polyglot.media_type)
    assert answer.status_code == 201
    stored = [(media / name).read_bytes() for name in files(media)]
    assert stored
    assert not any(polyglot.hidden in content for content in stored)


@pytest.mark.parametrize("chunked", [False, True])
async def test_six_mebibytes_are_too_large(
    pizza: Pizzeria, media: Path, nothing_written: NothingWritten, chunked: bool
) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(6):
            yield bytes(1024 * 1024)

    raw = encoded(PNG)
    whole = raw + bytes(MAX_BYTES + 1 - len(raw))
    async with nothing_written():
        answer = await upload(pizza.api, chunks() if chunked else whole)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert files(media) == []


@pytest.mark.parametrize(
    "name",
    [
        "a b",
        "ä",
        ".hidden",
        "-x",
        "x" * 65,
        "a%00",
        "a\u202eb",
        "",
        "a/b",
        "../b",
        "a\nb",
        "images/a",
    ],
)
async def test_an_odd_name_is_not_found(
    pizza: Pizzeria, media: Path, nothing_written: NothingWritten, name: str
) -> None:
    async with nothing_written():
        answer = await upload(pizza.api, encoded(PNG), name=name)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert files(media) == []


@pytest.mark.parametrize(
    ("plu", "params", "status", "code"),
    [
        ("NONE", {"brandId": BRAND}, 404, "product-not-found"),
        ("PIZZA", {"brandId": "other"}, 404, "product-not-found"),
        ("images/PIZZA", {"brandId": BRAND}, 404, "not-found"),
        ("PIZZA", {}, 422, "invalid-request"),
        ("PIZZA", {"brandId": BRAND, "force": "1"}, 422, "invalid-request"),
    ],
)
async def test_for_no_product_nothing_is_even_read(
    pizza: Pizzeria,
    media: Path,
    nothing_written: NothingWritten,
    plu: str,
    params: dict[str, str],
    status: int,
    code: str,
) -> None:
    async def unread() -> AsyncIterator[bytes]:
        pytest.fail("somebody read the picture")
        yield b""

    async with nothing_written():
        answer = await pizza.api.put(
            address(plu, "images", "front"), content=unread(), params=params, headers=TYPE
        )
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert files(media) == []


async def test_a_product_has_so_many_pictures_and_no_more(
    pizza: Pizzeria, media: Path, nothing_written: NothingWritten
) -> None:
    for number in range(MAX_IMAGES):
        assert (await upload(pizza.api, encoded(PNG), name=str(number))).status_code == 201
    before = files(media)
    async with nothing_written():
        answer = await upload(pizza.api, encoded(JPEG), JPEG, name="one-more")
    assert (answer.status_code, answer.json()["code"]) == (409, "too-many-images")
    assert files(media) == before
    assert (await upload(pizza.api, encoded(JPEG), JPEG, name="0")).status_code == 200


@pytest.fixture
def unwritable(media: Path) -> None:
    media.write_text("a file where the directory should be")


@pytest.mark.usefixtures("unwritable")
async def test_where_no_file_can_be_kept_the_product_stays_as_it_is(
    pizza: Pizzeria, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        answer = await upload(pizza.api, encoded(PNG))
    assert (answer.status_code, answer.json()["code"]) == (503, "storage-unavailable")
    assert answer.headers["retry-after"] == "2"


async def test_a_product_that_goes_meanwhile_leaves_no_file(
    pizza: Pizzeria, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(raw: bytes, media_type: str) -> Picture:
        asyncio.run_coroutine_threadsafe(pizza.delete("PIZZA"), loop).result()
        return develop(raw, media_type)

    loop = asyncio.get_running_loop()
    monkeypatch.setattr(service, "develop", gone)
    answer = await upload(pizza.api, encoded(PNG))
    assert (answer.status_code, answer.json()["code"]) == (404, "product-not-found")
    assert files(media) == []


@given(
    strategies.binary() | strategies.sampled_from(MEDIA_TYPES).flatmap(cut),
    strategies.sampled_from(MEDIA_TYPES),
)
@hypothesis.settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
async def test_whatever_is_sent_is_answered(pizza: Pizzeria, raw: bytes, media_type: str) -> None:
    answer = await upload(pizza.api, raw, media_type)
    assert answer.status_code in (200, 201, 415, 422)
