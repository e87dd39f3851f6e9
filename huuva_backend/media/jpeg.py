"""JPEG: segments that begin with a marker; after the start of a scan come pixels up to the next marker."""

import re
from collections.abc import Iterator
from struct import Struct
from typing import NamedTuple

from huuva_backend.media.anatomy import MAX_PARTS, Anatomy, check_alone, check_size
from huuva_backend.media.errors import CorruptPicture, PolyglotPicture

START = b"\xff\xd8"
MAX_SCANS = 64
"""Each scan may draw every pixel anew, with a few bytes; a progressive picture has about ten."""

_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_APP0, _APP1, _APP2, _ADOBE, _APP15 = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF = b"Exif\0\0"
_ICC = b"ICC_PROFILE\0"
_LENGTH = Struct(">H")
_FRAME = Struct(">BHH")
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
# A stuffed zero and the restart markers stand among pixels.
_AFTER_PIXELS = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class Segment(NamedTuple):
    marker: int
    content: bytes
    whole: bytes
    end: int

    @property
    def is_beside(self) -> bool:
        return _APP0 <= self.marker <= _APP15 or self.marker == _COMMENT


def dissect(raw: bytes) -> Anatomy:
    picture = list(_segments(raw, 0))
    _check_frame(picture)
    segments = list(picture)
    # Cameras append smaller or brighter copies, which are left out like all else that isn't drawn.
    while raw.startswith(START, segments[-1].end):
        if len(segments) > MAX_PARTS:
            raise CorruptPicture
        segments += _segments(raw, segments[-1].end)
    if segments[-1].end < len(raw):
        raise PolyglotPicture
    check_alone(raw, [segment.content for segment in segments if segment.is_beside])
    # JFIF's and Adobe's segments say what the numbers of a colour mean.
    drawn = [s.whole for s in picture if not s.is_beside or s.marker in (_APP0, _ADOBE)]
    return Anatomy(START + b"".join(drawn), _exif(picture), _icc(picture))


def _segments(raw: bytes, start: int) -> Iterator[Segment]:
    end = start + len(START)
    for _ in range(MAX_PARTS):
        found = _MARKER.match(raw, end)
        if found is None:
            raise CorruptPicture
        marker, begin, end = found[1][0], found.end() - 2, found.end()
        content = b"" if marker == _END else _content(raw, end)
        if marker != _END:
            end += _LENGTH.size + len(content)
        if marker == _SCAN:
            end = _end_of_pixels(raw, end)
        yield Segment(marker, content, raw[begin:end], end)
        if marker == _END:
            return
    raise CorruptPicture


def _content(raw: bytes, begin: int) -> bytes:
    if begin + _LENGTH.size > len(raw):
        raise CorruptPicture
    (length,) = _LENGTH.unpack_from(raw, begin)
    if length < _LENGTH.size or begin + length > len(raw):
        raise CorruptPicture
    return raw[begin + _LENGTH.size : begin + length]


def _end_of_pixels(raw: bytes, begin: int) -> int:
    following = _AFTER_PIXELS.search(raw, begin)
    if following is None:
        raise CorruptPicture
    return following.start()


def _check_frame(segments: list[Segment]) -> None:
    frames = [segment.content for segment in segments if segment.marker in _FRAMES]
    scans = sum(segment.marker == _SCAN for segment in segments)
    if len(frames) != 1 or scans > MAX_SCANS or len(frames[0]) < _FRAME.size:
        raise CorruptPicture
    _, height, width = _FRAME.unpack_from(frames[0])
    check_size(width, height)


def _exif(segments: list[Segment]) -> bytes:
    return next(
        (
            segment.content.removeprefix(_EXIF)
            for segment in segments
            if segment.marker == _APP1 and segment.content.startswith(_EXIF)
        ),
        b"",
    )


def _icc(segments: list[Segment]) -> bytes:
    """A profile that is longer than a segment comes in several, each with its number."""
    pieces = sorted(
        segment.content.removeprefix(_ICC)
        for segment in segments
        if segment.marker == _APP2 and segment.content.startswith(_ICC)
    )
    return b"".join(piece[2:] for piece in pieces)
