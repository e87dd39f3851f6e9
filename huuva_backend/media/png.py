"""PNG: a signature, then chunks of length, name, content and checksum."""

import zlib
from collections.abc import Iterator
from struct import Struct

from huuva_backend.media.anatomy import MAX_PARTS, Anatomy, check_alone, check_size
from huuva_backend.media.errors import AnimatedPicture, CorruptPicture, PolyglotPicture

SIGNATURE = b"\x89PNG\r\n\x1a\n"
DRAWN = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
MAX_PROFILE_BYTES = 1024 * 1024

_HEAD = Struct(">I4s")
_SIZE = Struct(">II")
_CHECKSUM = Struct(">I")
_IS_OPTIONAL = 0x20
"""A name that begins with a small letter is of a chunk that a decoder may leave out."""


def dissect(raw: bytes) -> Anatomy:
    drawn, beside = [SIGNATURE], []
    exif = icc = b""
    for name, chunk in _chunks(raw):
        content = chunk[_HEAD.size : -_CHECKSUM.size]
        if name in DRAWN:
            drawn.append(chunk)
            continue
        if name == b"acTL":
            raise AnimatedPicture
        if not name[0] & _IS_OPTIONAL:
            raise CorruptPicture
        beside.append(content)
        if name == b"eXIf":
            exif = content
        elif name == b"iCCP":
            icc = _profile(content)
    check_alone(raw, beside)
    return Anatomy(b"".join(drawn), exif, icc)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    start, name = len(SIGNATURE), b""
    for number in range(MAX_PARTS):
        if start + _HEAD.size > len(raw):
            raise CorruptPicture
        length, name = _HEAD.unpack_from(raw, start)
        end = start + _HEAD.size + length + _CHECKSUM.size
        if end > len(raw) or (number == 0) is not (name == b"IHDR"):
            raise CorruptPicture
        chunk = raw[start:end]
        if zlib.crc32(chunk[4:-4]) != _CHECKSUM.unpack(chunk[-4:])[0]:
            raise CorruptPicture
        if name == b"IHDR":
            if length != 13:
                raise CorruptPicture
            check_size(*_SIZE.unpack_from(chunk, _HEAD.size))
        yield name, chunk
        start = end
        if name == b"IEND":
            break
    else:
        raise CorruptPicture
    if start < len(raw):
        raise PolyglotPicture


def _profile(content: bytes) -> bytes:
    """Of the colours, after its name and a byte for the method; none where it can't be read."""
    packed = content.partition(b"\0")[2][1:]
    try:
        return zlib.decompressobj().decompress(packed, MAX_PROFILE_BYTES)
    except zlib.error:
        return b""
