"""WebP: one RIFF chunk, in which lie chunks of name, length and content."""

from collections.abc import Iterator
from struct import Struct

from huuva_backend.media.anatomy import MAX_PARTS, Anatomy, check_alone, check_size
from huuva_backend.media.errors import AnimatedPicture, CorruptPicture, PolyglotPicture

_HEAD = Struct("<4sI")
_FORM = b"WEBP"
_HAS_ALPHA, _MOVES = 0x10, 0x02
_EXTENDED_BYTES = 10


def dissect(raw: bytes) -> Anatomy:
    drawn, beside = bytearray(), []
    exif = icc = b""
    for name, content in _chunks(raw):
        if name in (b"VP8X", b"VP8 ", b"VP8L"):
            check_size(*_size(name, content))
        if name in (b"ANIM", b"ANMF") or (name == b"VP8X" and content[0] & _MOVES):
            raise AnimatedPicture
        if name == b"VP8X":
            drawn += _chunk(name, bytes([content[0] & _HAS_ALPHA]) + content[1:])
        elif name in (b"VP8 ", b"VP8L", b"ALPH"):
            drawn += _chunk(name, content)
        else:
            beside.append(content)
            exif = content if name == b"EXIF" else exif
            icc = content if name == b"ICCP" else icc
    check_alone(raw, beside)
    return Anatomy(_chunk(b"RIFF", _FORM + drawn), exif.removeprefix(b"Exif\0\0"), icc)


def _chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    end_of_all = _HEAD.size + _HEAD.unpack_from(raw)[1]
    if end_of_all > len(raw):
        raise CorruptPicture
    if end_of_all < len(raw):
        raise PolyglotPicture
    at = _HEAD.size + len(_FORM)
    for _ in range(MAX_PARTS):
        if at == len(raw):
            return
        if at + _HEAD.size > len(raw):
            raise CorruptPicture
        name, length = _HEAD.unpack_from(raw, at)
        begin, at = at + _HEAD.size, at + _HEAD.size + length + length % 2
        if at > len(raw):
            raise CorruptPicture
        yield name, raw[begin : begin + length]
    raise CorruptPicture


def _size(name: bytes, content: bytes) -> tuple[int, int]:
    if name == b"VP8X":
        if len(content) != _EXTENDED_BYTES:
            raise CorruptPicture
        return _number(content[4:7]) + 1, _number(content[7:10]) + 1
    if name == b"VP8L":
        bits = _number(content[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _number(content[6:8]) & 0x3FFF, _number(content[8:10]) & 0x3FFF


def _number(content: bytes) -> int:
    return int.from_bytes(content, "little")


def _chunk(name: bytes, content: bytes | bytearray) -> bytes:
    return _HEAD.pack(name, len(content)) + content + b"\0" * (len(content) % 2)
