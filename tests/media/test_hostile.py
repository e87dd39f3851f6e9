"""Files that were made to do harm, or that came out wrong: nothing but pictures and refusals."""

from contextlib import suppress

import pytest
from hypothesis import given, settings, strategies
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
    described,
    drawn,
    encoded,
    opened,
    png_of,
    swapped_profile,
    with_copies,
)


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
