"""Whatever the bytes are: a picture that is safe to keep, or the reason why there is none."""

from contextlib import suppress
from hashlib import sha256
from io import BytesIO

import pytest
from hypothesis import given, settings, strategies
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from huuva_backend.media.errors import (
    InvalidPicture,
    OtherMediaType,
    TooManyPixels,
    UnsupportedPicture,
)
from huuva_backend.media.picture import develop
from huuva_backend.platform.errors import DomainError
from huuva_backend.platform.http.problems import status_of
from tests.media.bad_pictures import BAD, BOMBS, POLYGLOTS, Bad, Polyglot, film
from tests.media.pictures import (
    FORMATS,
    JPEG,
    MEDIA_TYPES,
    PNG,
    WEBP,
    chunk,
    chunks_of,
    drawn,
    encoded,
    jpeg_with,
    opened,
    png_of,
    png_with,
    quarters,
    riff_chunk,
    segment,
    swapped_profile,
    webp_with,
)

SECRET = b"N 60 10 12.3"


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


def described(media_type: str) -> bytes:
    """A picture with where it was taken, and all sorts of other texts."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 29: SECRET.decode()})
    location = exif.tobytes()
    if media_type == PNG:
        texts = [chunk(b"tEXt", b"Comment\0" + SECRET), chunk(b"iTXt", b"XML\0\0\0\0\0" + SECRET)]
        return png_with(*texts, chunk(b"eXIf", location), chunk(b"tIME", SECRET[:7]))
    if media_type == JPEG:
        parts = [(0xE1, b"Exif\0\0" + location), (0xE1, SECRET), (0xED, SECRET), (0xFE, SECRET)]
        return jpeg_with(*(segment(*part) for part in parts))
    return webp_with(riff_chunk(b"EXIF", location), riff_chunk(b"XMP ", SECRET))


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


def with_copies() -> bytes:
    """As cameras write them: a smaller and a smaller one behind, and an index of all three."""
    copies = [drawn(30, 20), drawn(15, 10)]
    file = BytesIO()
    drawn().save(file, "MPO", save_all=True, append_images=copies)
    return file.getvalue()


@pytest.mark.parametrize(
    "raw", [with_copies(), encoded(JPEG) + encoded(JPEG, drawn(30, 20))], ids=["indexed", "bare"]
)
def test_copies_that_a_camera_appends_are_left_out(raw: bytes) -> None:
    picture = develop(raw, JPEG)
    assert picture == develop(encoded(JPEG), JPEG)
    assert opened(picture.full.content).format == "JPEG"


@pytest.mark.parametrize("polyglot", POLYGLOTS, ids=lambda polyglot: polyglot.name)
def test_of_a_file_that_is_something_else_too_only_the_picture_is_kept(polyglot: Polyglot) -> None:
    assert polyglot.hidden in polyglot.raw
    picture = develop(polyglot.raw, polyglot.media_type)
    assert picture == develop(encoded(polyglot.media_type), polyglot.media_type)
    for file in (picture.full, picture.thumbnail):
        assert polyglot.hidden not in file.content
        assert b"mArKeR7x" not in file.content


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.name)
def test_a_bomb_is_refused_before_anything_is_decoded(
    bomb: Bad, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(*_: object) -> None:
        raise AssertionError("the pixels were asked for")

    def allocate(*_: object) -> None:
        raise AssertionError("a canvas was made")

    for plugin in (PngImageFile, JpegImageFile, WebPImageFile):
        monkeypatch.setattr(plugin, "load", decode)
    monkeypatch.setattr("PIL._webp.WebPAnimDecoder", allocate)
    with pytest.raises(TooManyPixels):
        develop(bomb.raw, bomb.media_type)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
@pytest.mark.parametrize("odd", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"\0" * 64, b"MM\0*\0"])
def test_odd_exif_is_no_reason_to_refuse_a_picture(media_type: str, odd: bytes) -> None:
    raw = encoded(media_type, exif=b"Exif\0\0" + odd)
    assert develop(raw, media_type) == develop(encoded(media_type), media_type)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_what_is_bad_is_refused_for_what_it_is(bad: Bad) -> None:
    with pytest.raises(DomainError) as caught:
        develop(bad.raw, bad.media_type)
    assert (status_of(type(caught.value)), caught.value.code) == (bad.status, bad.code)


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_cut_off_anywhere_it_is_refused(media_type: str) -> None:
    raw = encoded(media_type)
    for length in range(len(raw)):
        with pytest.raises(DomainError) as caught:
            develop(raw[:length], media_type)
        assert caught.value.code in ("corrupt-picture", "unsupported-picture")


SEEDS = [
    *((kind, described(kind)) for kind in MEDIA_TYPES),
    (PNG, encoded(PNG, drawn(mode="P"))),
    (PNG, encoded(PNG, drawn(mode="RGBA"), icc_profile=swapped_profile())),
    (JPEG, encoded(JPEG, progressive=True)),
    (JPEG, encoded(JPEG, drawn(mode="CMYK"))),
    (WEBP, encoded(WEBP, drawn(mode="RGBA"))),
    (WEBP, encoded(WEBP, lossless=True)),
    (JPEG, with_copies()),
    *((kind, film(kind)) for kind in (PNG, WEBP)),
]


@strategies.composite
def mutated(draw: strategies.DrawFn) -> tuple[str, bytes]:
    media_type, seed = draw(strategies.sampled_from(SEEDS))
    raw = bytearray(seed)
    for _ in range(draw(strategies.integers(1, 6))):
        at = draw(strategies.integers(0, len(raw)))
        raw[at : at + draw(strategies.integers(0, 8))] = draw(strategies.binary(max_size=8))
    return media_type, bytes(raw)


@strategies.composite
def well_summed(draw: strategies.DrawFn) -> tuple[str, bytes]:
    """Chunks of PNGs in any order and changed within, with the right checksums."""
    pool = [parts for kind, raw in SEEDS if kind == PNG for parts in chunks_of(raw)]
    first, *rest = draw(strategies.lists(strategies.sampled_from(pool), min_size=1, max_size=12))
    changed = [(name, draw(strategies.binary(max_size=20)) + content) for name, content in rest[:2]]
    return PNG, png_of(*(chunk(*parts) for parts in [pool[0], first, *changed, *rest, pool[-1]]))


@given(
    strategies.one_of(
        mutated(),
        well_summed(),
        strategies.tuples(strategies.sampled_from(MEDIA_TYPES), strategies.binary()),
    )
)
@settings(max_examples=400, deadline=None)
def test_whatever_the_bytes_are_it_is_a_picture_or_a_refusal(given: tuple[str, bytes]) -> None:
    media_type, raw = given
    with suppress(UnsupportedPicture, OtherMediaType, InvalidPicture):
        picture = develop(raw, media_type)
        assert opened(picture.full.content).format == FORMATS[media_type]
