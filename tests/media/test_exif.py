import pytest
from PIL import Image

from huuva_backend.media.exif import orientation


def exif(value: int) -> bytes:
    tags = Image.Exif()
    tags[0x010F] = "a maker"
    tags[0x0112] = value
    tags[0x0132] = "2026:11:22 12:00:00"
    return tags.tobytes().removeprefix(b"Exif\0\0")


@pytest.mark.parametrize("value", range(1, 9))
def test_the_orientation_is_found_among_other_tags(value: int) -> None:
    assert orientation(exif(value)) == value


@pytest.mark.parametrize("value", [0, 9, 65_535])
def test_an_orientation_that_there_is_not_is_upright(value: int) -> None:
    assert orientation(exif(value)) == 1


def test_it_may_be_written_in_either_order() -> None:
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    assert orientation(b"MM\0*\0\0\0\x08\0\x01" + entry) == 6


def test_cut_off_anywhere_it_is_upright_or_what_it_was() -> None:
    whole = exif(6)
    found = [orientation(whole[:length]) for length in range(len(whole))]
    assert set(found) == {1, 6}


@pytest.mark.parametrize("raw", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"Exif", b"\0" * 64])
def test_what_is_no_exif_is_upright(raw: bytes) -> None:
    assert orientation(raw) == 1
