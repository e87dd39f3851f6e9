from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.media.pictures import JPEG, PNG, WEBP

DIGEST = "a1" * 32
CONTENT = b"\x89PNG as far as the storage knows"


@pytest.fixture
def stored(media: Path) -> Path:
    media.mkdir()
    for extension in ("png", "jpg", "webp"):
        (media / f"{DIGEST}.{extension}").write_bytes(CONTENT)
    return media


@pytest.mark.parametrize(("extension", "media_type"), [("png", PNG), ("jpg", JPEG), ("webp", WEBP)])
async def test_a_picture_is_served_to_be_kept_for_ever(
    api: AsyncClient, stored: Path, extension: str, media_type: str
) -> None:
    answer = await api.get(f"/media/{DIGEST}.{extension}")
    assert (answer.status_code, answer.content) == (200, CONTENT)
    expected = {
        "content-type": media_type,
        "content-length": str(len(CONTENT)),
        "etag": f'"{DIGEST}"',
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    assert {name: answer.headers.get(name) for name in expected} == expected


async def test_head_tells_the_same_without_the_picture(api: AsyncClient, stored: Path) -> None:
    answer = await api.head(f"/media/{DIGEST}.png")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(CONTENT))
    assert answer.headers["etag"] == f'"{DIGEST}"'


@pytest.mark.parametrize("seen", [f'"{DIGEST}"', f'W/"{DIGEST}"', f'"x", "{DIGEST}"', "*"])
async def test_who_has_it_is_told_so(api: AsyncClient, stored: Path, seen: str) -> None:
    answer = await api.get(f"/media/{DIGEST}.png", headers={"If-None-Match": seen})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == f'"{DIGEST}"'
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("seen", ['"3"', DIGEST, "", '"' + "b2" * 32 + '"'])
async def test_who_has_another_gets_it(api: AsyncClient, stored: Path, seen: str) -> None:
    answer = await api.get(f"/media/{DIGEST}.png", headers={"If-None-Match": seen})
    assert (answer.status_code, answer.content) == (200, CONTENT)


async def test_an_unknown_picture_is_not_found(api: AsyncClient, stored: Path) -> None:
    answer = await api.get(f"/media/{'b2' * 32}.png", headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.json()["code"]) == (404, "picture-not-found")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/.",
        "/%2e%2e",
        "/../secret",
        "/..%2fsecret",
        "/%2e%2e%2fsecret",
        "/..%5csecret",
        "//etc/passwd",
        "/%2fetc%2fpasswd",
        "/secret",
        "/secret.png",
        "/.hidden.part",
        f"/{DIGEST}",
        f"/{DIGEST}.svg",
        f"/{DIGEST}.png%00",
        f"/{DIGEST}.png%0a",
        f"/{DIGEST}.png/",
        f"/./{DIGEST}.png/x",
        f"/{DIGEST.upper()}.png",
        f"/{'%FF' * 64}.png",
        f"/{'a' * 5000}.png",
    ],
)
async def test_an_odd_name_is_not_found_whatever_lies_there(
    api: AsyncClient, stored: Path, path: str
) -> None:
    for secret in (stored / "secret", stored.parent / "secret", stored / ".hidden.part"):
        secret.write_text("secret")
    answer = await api.get(f"/media{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_disk_that_fails_is_a_matter_of_time(api: AsyncClient, stored: Path) -> None:
    (stored / f"{'c3' * 32}.png").mkdir()
    answer = await api.get(f"/media/{'c3' * 32}.png")
    assert (answer.status_code, answer.json()["code"]) == (503, "storage-unavailable")
    assert answer.headers["retry-after"] == "2"
