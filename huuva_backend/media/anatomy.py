"""A picture's file taken apart by its outermost structure, before anything in it is decoded."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from huuva_backend.media.errors import CorruptPicture, PolyglotPicture, TooManyPixels

# What a telephone's camera takes by default, 24 million, and a little more.
MAX_PIXELS = 25_000_000
MAX_SIDE = 16_384
MAX_PARTS = 10_000

_OTHER_FORMAT = re.compile(
    rb"%PDF-|PK[\x01\x03\x05][\x02\x04\x06]|(?i:<(?:!doctype|html|script|svg|\?php))"
)
_END_OF_ZIP = b"PK\x05\x06"
_END_OF_ZIP_REACHES = 22 + 0xFFFF
"""How far from a file's end the record may begin, by which an archive is found."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """`drawn` is a file of the same format with only what the picture is drawn from.

    The decoder is given nothing else, so metadata reach neither it nor what is kept.
    """

    drawn: bytes
    exif: bytes
    icc: bytes


def check_size(width: int, height: int) -> None:
    if not width or not height:
        raise CorruptPicture
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise TooManyPixels


def check_alone(raw: bytes, beside: Iterable[bytes]) -> None:
    """Refuse a file that is something else too: by its end, or by what lies `beside` the pixels.

    Pixels are left out: among millions of them any four letters occur by chance.
    """
    if raw.rfind(_END_OF_ZIP, -_END_OF_ZIP_REACHES) >= 0:
        raise PolyglotPicture
    if any(_OTHER_FORMAT.search(part) for part in beside):
        raise PolyglotPicture
