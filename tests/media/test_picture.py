"""Whatever the bytes are: a picture that is safe to keep, or the reason why there is none."""

from hashlib import sha256

import pytest
from PIL import Image

from huuva_backend.media.picture import develop
from tests.media.pictures import (
    FORMATS,
    JPEG,
    MEDIA_TYPES,
    PNG,
    SECRET,
    WEBP,
    described,
    drawn,
    encoded,
    opened,
    quarters,
    swapped_profile,
    with_copies,
)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_picture_keeps_its_format_and_is_named_by_its_content(media_type: str) -> None:
    picture = develop(encoded(media_type), media_type)
    for file in (picture.full, picture.thumbnail):
        assert opened(file.content).format == FORMATS[media_type]
        digest, extension = file.name.split(".")
        assert digest == sha256(file.content).hexdigest()
        assert extension == {PNG: "png", JPEG: "jpg", WEBP: "webp"}[media_type]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_the_same_bytes_give_the_same_picture(media_type: str) -> None:
    assert develop(encoded(media_type), media_type) == develop(encoded(media_type), media_type)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize(
    ("size", "full", "thumbnail"),
    [
        ((60, 40), (60, 40), (60, 40)),
        ((1000, 600), (1000, 600), (320, 192)),
        ((4100, 2050), (2048, 1024), (320, 160)),
        ((1, 5000), (1, 2048), (1, 320)),
    ],
    ids=str,
)
def test_a_picture_is_bounded_and_its_thumbnail_is_small(
    media_type: str, size: tuple[int, int], full: tuple[int, int], thumbnail: tuple[int, int]
) -> None:
    picture = develop(encoded(media_type, drawn(*size)), media_type)
    assert opened(picture.full.content).size == full
    assert opened(picture.thumbnail.content).size == thumbnail


def mean(raw: bytes) -> object:
    """Of the colours."""
    return opened(raw).convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))


@pytest.mark.parametrize(
    ("media_type", "mode"),
    [
        *((PNG, mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA")),
        *((JPEG, mode) for mode in ("L", "RGB", "CMYK")),
        *((WEBP, mode) for mode in ("RGB", "RGBA")),
    ],
)
def test_the_colours_stay_whatever_way_they_are_written(media_type: str, mode: str) -> None:
    raw = encoded(media_type, drawn(mode=mode))
    picture = develop(raw, media_type)
    assert mean(picture.full.content) == pytest.approx(mean(raw), abs=3)
    assert mean(picture.thumbnail.content) == pytest.approx(mean(raw), abs=3)


@pytest.mark.parametrize("media_type", [PNG, WEBP])
def test_what_is_transparent_stays_so(media_type: str) -> None:
    image = drawn(mode="RGBA")
    image.putalpha(Image.new("L", image.size, 77))
    picture = develop(encoded(media_type, image, lossless=True), media_type)
    for file in (picture.full, picture.thumbnail):
        assert opened(file.content).getchannel("A").getextrema() == (77, 77)


def test_grey_of_sixteen_bits_keeps_its_shades() -> None:
    image = Image.new("I;16", (4, 4), 128 * 256)
    picture = develop(encoded(PNG, image), PNG)
    assert opened(picture.full.content).getpixel((1, 1)) == (128, 128, 128)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize(
    ("orientation", "seen"),
    [
        (0, "BRRR"),
        (1, "BRRR"),
        (2, "RBRR"),
        (3, "RRRB"),
        (4, "RRBR"),
        (5, "BRRR"),
        (6, "RBRR"),
        (7, "RRRB"),
        (8, "RRBR"),
        (9, "BRRR"),
    ],
)
def test_it_stands_upright_however_the_camera_was_held(
    media_type: str, orientation: int, seen: str
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = develop(encoded(media_type, exif=exif), media_type)
    for file in (picture.full, picture.thumbnail):
        image = opened(file.content)
        assert quarters(image) == seen
        assert image.size == ((40, 60) if 5 <= orientation <= 8 else (60, 40))
        assert not image.getexif()


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_nothing_is_kept_that_is_not_drawn(media_type: str) -> None:
    raw = described(media_type)
    assert SECRET in raw
    picture = develop(raw, media_type)
    for file in (picture.full, picture.thumbnail):
        assert SECRET not in file.content
        kept = set(opened(file.content).info)
        assert kept <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "loop",
            "background",
            "timestamp",
            "duration",
        }
    assert picture == develop(encoded(media_type), media_type)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_profile_of_colours_is_applied_and_left_out(media_type: str) -> None:
    picture = develop(encoded(media_type, icc_profile=swapped_profile()), media_type)
    for file in (picture.full, picture.thumbnail):
        image = opened(file.content)
        assert quarters(image) == "RBBB"
        assert "icc_profile" not in image.info


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize("profile", [b"no profile at all", swapped_profile()[:300]], ids=len)
def test_a_profile_that_is_none_changes_nothing(media_type: str, profile: bytes) -> None:
    raw = encoded(media_type, icc_profile=profile)
    assert develop(raw, media_type) == develop(encoded(media_type), media_type)


@pytest.mark.parametrize(
    "raw", [with_copies(), encoded(JPEG) + encoded(JPEG, drawn(30, 20))], ids=["indexed", "bare"]
)
def test_copies_that_a_camera_appends_are_left_out(raw: bytes) -> None:
    picture = develop(raw, JPEG)
    assert picture == develop(encoded(JPEG), JPEG)
    assert opened(picture.full.content).format == "JPEG"


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize("odd", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"\0" * 64, b"MM\0*\0"])
def test_odd_exif_is_no_reason_to_refuse_a_picture(media_type: str, odd: bytes) -> None:
    raw = encoded(media_type, exif=b"Exif\0\0" + odd)
    assert develop(raw, media_type) == develop(encoded(media_type), media_type)
