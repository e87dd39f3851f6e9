"""What must be refused as a picture, and how; and what holds more than the picture that is kept of it."""

import zipfile
from io import BytesIO
from typing import NamedTuple

from PIL import Image

from huuva_backend.media.picture import MAX_SCANS
from tests.media.pictures import (
    JPEG,
    MEDIA_TYPES,
    PNG,
    SIGNATURE,
    WEBP,
    chunk,
    chunks_of,
    drawn,
    encoded,
    jpeg_with,
    png_of,
    png_with,
    riff,
    riff_chunk,
    segment,
    webp_with,
)

SCRIPT = b"<script>alert('mArKeR7x')</script>"
PAGE = b"<!DOCTYPE html><html><body>mArKeR7x</body></html>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


class Polyglot(NamedTuple):
    """A picture and something else, of which nothing may be kept."""

    name: str
    raw: bytes
    media_type: str
    hidden: bytes


class Bad(NamedTuple):
    name: str
    raw: bytes
    media_type: str
    status: int
    code: str


def corrupt(name: str, raw: bytes, media_type: str) -> Bad:
    return Bad(name, raw, media_type, 422, "corrupt-picture")


def bomb(name: str, raw: bytes, media_type: str) -> Bad:
    return Bad(name, raw, media_type, 422, "too-many-pixels")


def animated(name: str, raw: bytes, media_type: str) -> Bad:
    return Bad(name, raw, media_type, 422, "animated-picture")


def unsupported(name: str, raw: bytes, media_type: str, code: str = "unsupported-picture") -> Bad:
    return Bad(name, raw, media_type, 415, code)


def zipped() -> bytes:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("index.html", PAGE)
    return archive.getvalue()


def other_format(name: str) -> bytes:
    file = BytesIO()
    drawn().save(file, name)
    return file.getvalue()


def film(media_type: str) -> bytes:
    second = Image.new("RGB", (60, 40), "green")
    return encoded(media_type, save_all=True, append_images=[second], duration=100)


def png_of_size(width: int, height: int) -> bytes:
    (_, header), *rest = chunks_of(encoded(PNG))
    sized = width.to_bytes(4, "big") + height.to_bytes(4, "big") + header[8:]
    return png_of(chunk(b"IHDR", sized), *(chunk(*parts) for parts in rest))


def jpeg_of_size(width: int, height: int) -> bytes:
    raw = encoded(JPEG)
    frame = raw.index(b"\xff\xc0") + 5
    return raw[:frame] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + raw[frame + 4 :]


def lossy_webp_of_size(width: int, height: int) -> bytes:
    pixels = encoded(WEBP)[20:]
    size = width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return riff(riff_chunk(b"VP8 ", pixels[:6] + size + pixels[10:]))


def lossless_webp_of_size(width: int, height: int) -> bytes:
    pixels = encoded(WEBP, lossless=True)[20:]
    size = ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    return riff(riff_chunk(b"VP8L", pixels[:1] + size + pixels[5:]))


def extended_webp_of_size(width: int, height: int) -> bytes:
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return riff(riff_chunk(b"VP8X", bytes(4) + size), encoded(WEBP)[12:])


def without(raw: bytes, name: bytes) -> bytes:
    return png_of(*(chunk(*parts) for parts in chunks_of(raw) if parts[0] != name))


def scanned(times: int) -> bytes:
    """The pixels told anew so many times."""
    raw = encoded(JPEG)
    scan = raw[raw.index(b"\xff\xda") : -2]
    return raw[:-2] + scan * (times - 1) + raw[-2:]


UNSUPPORTED = [
    unsupported("an SVG", SVG, "image/svg+xml"),
    *(unsupported(f"an SVG as {kind}", SVG, kind) for kind in MEDIA_TYPES),
    unsupported("a GIF", other_format("GIF"), "image/gif"),
    unsupported("a GIF as PNG", other_format("GIF"), PNG),
    unsupported("a BMP", other_format("BMP"), "image/bmp"),
    unsupported("a BMP as JPEG", other_format("BMP"), JPEG),
    unsupported("a TIFF as PNG", other_format("TIFF"), PNG),
    unsupported("an AVIF as WebP", other_format("AVIF"), WEBP),
    unsupported("text as PNG", b"mArKeR7x, by no means a picture", PNG),
    unsupported("a page as PNG", PAGE, PNG),
    unsupported("a zip as PNG", zipped(), PNG),
    unsupported("a WebP without chunks", riff(), WEBP),
    unsupported("a sound in RIFF as WebP", b"RIFF\x24\0\0\0WAVEfmt " + bytes(28), WEBP),
    *(unsupported(f"nothing as {kind}", b"", kind) for kind in MEDIA_TYPES),
    unsupported("a PNG without a type", encoded(PNG), ""),
    unsupported("a PNG as octets", encoded(PNG), "application/octet-stream"),
    unsupported("a PNG as JSON", encoded(PNG), "application/json"),
    *(
        unsupported(f"{kind} as {other}", encoded(kind), other, "other-media-type")
        for kind in MEDIA_TYPES
        for other in MEDIA_TYPES
        if kind != other
    ),
]

BOMBS = [
    bomb("a PNG bomb", png_of_size(50_000, 50_000), PNG),
    bomb("a PNG of the largest size there is", png_of_size(2**31 - 1, 2**31 - 1), PNG),
    bomb("a PNG one pixel high", png_of_size(20_000_000, 1), PNG),
    bomb("a PNG of 5,001 on a side", png_of_size(5_001, 5_000), PNG),
    bomb("a JPEG bomb", jpeg_of_size(65_535, 65_535), JPEG),
    bomb("a WebP bomb", lossy_webp_of_size(16_383, 16_383), WEBP),
    bomb("a lossless WebP bomb", lossless_webp_of_size(16_384, 16_384), WEBP),
    bomb("a WebP bomb by its canvas", extended_webp_of_size(2**24, 2**24), WEBP),
]

BEHIND = {
    "a zip": zipped(),
    "a page": PAGE,
    "a script": b"/*mArKeR7x*/alert(1)//",
    "a PDF": PDF,
    "a chunk that is cut off": chunk(b"IDAT", PAGE)[:-5],
}
POLYGLOTS = [
    *(
        Polyglot(f"{kind} with {what} behind", encoded(kind) + tail, kind, tail)
        for kind in MEDIA_TYPES
        for what, tail in BEHIND.items()
    ),
    Polyglot("a JPEG with a JPEG and a page behind", encoded(JPEG) * 2 + PAGE, JPEG, PAGE),
    Polyglot(
        "a JPEG of a million JPEGs",
        encoded(JPEG) + b"\xff\xd8\xff\xd9" * 1_000_000,
        JPEG,
        b"\xff\xd9\xff\xd8",
    ),
    Polyglot("a PNG with a PDF in a text", png_with(chunk(b"tEXt", b"Comment\0" + PDF)), PNG, PDF),
    Polyglot(
        "a PNG with a script in a text", png_with(chunk(b"tEXt", b"Title\0" + SCRIPT)), PNG, SCRIPT
    ),
    Polyglot("a PNG with a page in a chunk of its own", png_with(chunk(b"ruSt", PAGE)), PNG, PAGE),
    Polyglot("a PNG with a zip in a chunk", png_with(chunk(b"ziPp", zipped())), PNG, zipped()),
    Polyglot("a PNG with an Apple's chunk", png_with(chunk(b"CgBI", bytes(4))), PNG, b"CgBI"),
    Polyglot("a PNG of 10,000 chunks", png_with(*[chunk(b"ruSt", b"")] * 10_000), PNG, b"ruSt"),
    Polyglot(
        "a PNG with the end of a zip among its pixels",
        without(encoded(PNG), b"IEND")
        + chunk(b"IDAT", b"PK\x05\x06" + bytes(18))
        + chunk(b"IEND", b""),
        PNG,
        b"PK\x05\x06",
    ),
    Polyglot("a JPEG with a PDF in a comment", jpeg_with(segment(0xFE, PDF)), JPEG, PDF),
    Polyglot(
        "a JPEG with a script in EXIF",
        jpeg_with(segment(0xE1, b"Exif\0\0" + SCRIPT)),
        JPEG,
        SCRIPT,
    ),
    Polyglot("a JPEG with a page in a row of segments", jpeg_with(segment(0xEF, PAGE)), JPEG, PAGE),
    Polyglot("a WebP with a page in a chunk", webp_with(riff_chunk(b"JUNK", PAGE)), WEBP, PAGE),
    Polyglot("a WebP with an SVG in XMP", webp_with(riff_chunk(b"XMP ", SVG)), WEBP, SVG),
]

ANIMATED = [
    animated("an animated PNG", film(PNG), PNG),
    animated("an animated WebP", film(WEBP), WEBP),
]

DAMAGED = [
    *(
        corrupt(
            f"{kind} cut off at {share} %", encoded(kind)[: len(encoded(kind)) * share // 100], kind
        )
        for kind in MEDIA_TYPES
        for share in (10, 25, 50, 75, 95)
    ),
    *(corrupt(f"{kind} without its last byte", encoded(kind)[:-1], kind) for kind in MEDIA_TYPES),
    corrupt("a PNG of its signature", SIGNATURE, PNG),
    corrupt("a PNG of nothing but an end", png_of(chunk(b"IEND", b"")), PNG),
    corrupt("a PNG without pixels", without(encoded(PNG), b"IDAT"), PNG),
    corrupt("a PNG of no height", png_of_size(60, 0), PNG),
    corrupt("a PNG with a wrong checksum", encoded(PNG)[:-1] + b"\0", PNG),
    corrupt("a PNG without its end", without(encoded(PNG), b"IEND"), PNG),
    corrupt("a JPEG of its first bytes", b"\xff\xd8\xff", JPEG),
    corrupt("a JPEG of a start and an end", b"\xff\xd8\xff\xd9", JPEG),
    corrupt("a JPEG of no width", jpeg_of_size(0, 40), JPEG),
    corrupt(
        "a JPEG with two frames", jpeg_with(segment(0xC0, b"\x08\0\x28\0\x3c\x01\x01\x11\0")), JPEG
    ),
    corrupt("a JPEG of more scans than any has", scanned(MAX_SCANS + 1), JPEG),
    corrupt("a WebP whose pixels are none", riff(riff_chunk(b"VP8 ", b"mArKeR7x" * 9)), WEBP),
    corrupt("a WebP with a short canvas", riff(riff_chunk(b"VP8X", bytes(3))), WEBP),
]

BAD = [*UNSUPPORTED, *BOMBS, *ANIMATED, *DAMAGED]
