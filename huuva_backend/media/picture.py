"""From any bytes to a picture that is safe to keep and to show, or to the reason why there is none."""

import struct
import warnings
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from PIL import Image, ImageCms, ImageOps, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from huuva_backend.media.errors import (
    AnimatedPicture,
    CorruptPicture,
    OtherMediaType,
    TooManyPixels,
    UnsupportedPicture,
)

MAX_BYTES: Final = 5 * 1024 * 1024
# What a telephone's camera takes by default, 24 million, and a little more.
MAX_PIXELS: Final = 25_000_000
MAX_SIDE: Final = 16_384
MAX_SCANS: Final = 100
"""Each scan of a JPEG may draw every pixel anew, with a few bytes; a progressive picture has about ten."""
_START_OF_SCAN: Final = b"\xff\xda"
"""Never occurs among pixels; in a copy that a camera appended it counts too."""
LONGEST_SIDE: Final = 2048
LONGEST_SIDE_OF_THUMBNAIL: Final = 320

# Pillow refuses what has twice as many pixels as this, before it allocates anything for them; what it
# only warns of (half as many, odd metadata) is ours to refuse or to leave out.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2
warnings.filterwarnings("ignore", module=r"PIL\.")

UNREADABLE: Final = (
    OSError,  # truncated, or what a codec says; UnidentifiedImageError is one
    SyntaxError,  # what a plugin says of a broken file
    ValueError,  # too much text in a PNG, a size or mode that there is not
    struct.error,
    zlib.error,
    LookupError,  # IndexError, KeyError
    TypeError,
    ArithmeticError,  # OverflowError, ZeroDivisionError
    EOFError,
    AssertionError,
)
"""Pillow has no kind of its own for what it can't read; these are what its three plugins raise."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """Named by its content: what has the name never changes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    full: PictureFile
    thumbnail: PictureFile


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    extension: str
    options: Mapping[str, Any]


# Optimised or progressive, a JPEG would be written in one go that lets no other thread run.
FORMATS: Final[Mapping[str, Format]] = {
    "image/png": Format(PngImagePlugin.PngImageFile.format, "png", {}),
    "image/jpeg": Format(JpegImagePlugin.JpegImageFile.format, "jpg", {"quality": 85}),
    "image/webp": Format(WebPImagePlugin.WebPImageFile.format, "webp", {"quality": 85}),
}
_MULTI_PICTURE: Final = "MPO"
"""What Pillow calls a JPEG to which a camera appended smaller or brighter copies; the first is drawn."""
_END_OF_PNG: Final = b"IEND\xaeB`\x82"
"""Without it a PNG is cut off, which Pillow overlooks once it has all pixels."""


def develop(raw: bytes, media_type: str) -> Picture:
    """The picture upright, in sRGB, without metadata, bounded, in its own format; and its thumbnail.

    Costs up to 450 MB of memory and 2.5 s of CPU; only a PNG of very many chunks holds the interpreter for long.
    """
    actual = next((key for key in FORMATS if _begins_as(FORMATS[key], raw)), None)
    if actual is None or media_type not in FORMATS:
        raise UnsupportedPicture
    if actual != media_type:
        raise OtherMediaType
    kind = FORMATS[actual]
    try:
        _check(raw, kind)
        image = _decoded(raw, kind)
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except UNREADABLE as error:
        raise CorruptPicture from error
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    with suppress(*UNREADABLE):  # odd EXIF is no reason to refuse what can be seen
        ImageOps.exif_transpose(image, in_place=True)
    image = _in_srgb(image)
    full = _encoded(kind, image)
    image.thumbnail((LONGEST_SIDE_OF_THUMBNAIL, LONGEST_SIDE_OF_THUMBNAIL))
    return Picture(full, _encoded(kind, image))


def _begins_as(kind: Format, raw: bytes) -> bool:
    _, accept = Image.OPEN[kind.name]
    return accept is not None and accept(raw[:16]) is True


def _check(raw: bytes, kind: Format) -> None:
    """Refuse by its header, and a PNG by its checksums, before any pixel is decoded."""
    image = Image.open(BytesIO(raw), formats=[kind.name])
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise TooManyPixels
    if getattr(image, "is_animated", False) and image.format != _MULTI_PICTURE:
        raise AnimatedPicture
    image.verify()
    if kind.name == "PNG" and _END_OF_PNG not in raw:
        raise CorruptPicture
    if kind.name == "JPEG" and raw.count(_START_OF_SCAN) > MAX_SCANS:
        raise CorruptPicture


def _decoded(raw: bytes, kind: Format) -> Image.Image:
    """In RGB or RGBA."""
    image: Image.Image = Image.open(BytesIO(raw), formats=[kind.name])
    # A JPEG can be decoded at a half, a quarter, an eighth; other formats ignore it.
    image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    if image.mode == "I;16":  # converting would cut off what is lighter than 255 of 65,535
        return image.point(lambda grey: grey * (1 / 256) + 0).convert("RGB")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _in_srgb(image: Image.Image) -> Image.Image:
    """Of the colours that the profile says; as they are where it is none for these colours."""
    icc = image.info.get("icc_profile")
    if not icc:
        return image
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _encoded(kind: Format, image: Image.Image) -> PictureFile:
    image.info.clear()  # which is written too
    written = BytesIO()
    image.save(written, kind.name, **kind.options)
    content = written.getvalue()
    return PictureFile(f"{sha256(content).hexdigest()}.{kind.extension}", content)
