"""Pictures, drawn here, and how their files are put together."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG, JPEG, WEBP = "image/png", "image/jpeg", "image/webp"
MEDIA_TYPES = (PNG, JPEG, WEBP)
FORMATS = {PNG: "PNG", JPEG: "JPEG", WEBP: "WEBP"}
SECRET = b"N 60 10 12.3"
RED, BLUE = (220, 30, 30), (30, 30, 220)


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red, but for a blue quarter at the top left, which tells how it is turned."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, 0, width // 2, height // 2))
    return image.convert(mode)


def encoded(media_type: str, image: Image.Image | None = None, **options: Any) -> bytes:
    file = BytesIO()
    (image or drawn()).save(file, FORMATS[media_type], **options)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def quarters(image: Image.Image) -> str:
    """The colours at top left, top right, bottom left, bottom right: R or B."""
    width, height = image.size
    corners = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]
    colours = [image.convert("RGB").getpixel(corner) for corner in corners]
    return "".join("R" if colour[0] > colour[2] else "B" for colour in colours)  # type: ignore[index]


def chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png_of(*chunks: bytes) -> bytes:
    return SIGNATURE + b"".join(chunks)


def chunks_of(raw: bytes) -> list[tuple[bytes, bytes]]:
    """Of a PNG, the name and content of each."""
    chunks, at = [], len(SIGNATURE)
    while at < len(raw):
        length, name = struct.unpack_from(">I4s", raw, at)
        chunks.append((name, raw[at + 8 : at + 8 + length]))
        at += length + 12
    return chunks


def png_with(*chunks: bytes, raw: bytes | None = None) -> bytes:
    """Chunks put after the first, which has to be the header."""
    first, *rest = [chunk(*parts) for parts in chunks_of(raw or encoded(PNG))]
    return png_of(first, *chunks, *rest)


def segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


def jpeg_with(*segments: bytes) -> bytes:
    raw = encoded(JPEG)
    return raw[:2] + b"".join(segments) + raw[2:]


def riff(*chunks: bytes) -> bytes:
    content = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def riff_chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def webp_with(*chunks: bytes) -> bytes:
    """An extended file: canvas, the given chunks, pixels."""
    extended = bytes(4) + (59).to_bytes(3, "little") + (39).to_bytes(3, "little")
    pixels = encoded(WEBP)[12:]
    return riff(riff_chunk(b"VP8X", extended), *chunks, pixels)


def swapped_profile() -> bytes:
    """sRGB in which red and blue have changed places."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = struct.unpack_from(">I", profile, 128)[0]
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * tags, 12)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


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


def with_copies() -> bytes:
    """As cameras write them: a smaller and a smaller one behind, and an index of all three."""
    copies = [drawn(30, 20), drawn(15, 10)]
    file = BytesIO()
    drawn().save(file, "MPO", save_all=True, append_images=copies)
    return file.getvalue()


def files(directory: Path) -> list[str]:
    """All that is there, hidden files too; nothing where there is no such directory."""
    return sorted(path.name for path in directory.rglob("*")) if directory.exists() else []
