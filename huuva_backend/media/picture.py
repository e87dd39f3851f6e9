"""From any bytes to a picture that is safe to keep and to show, or to the reason why there is none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms
from PIL.Image import Transpose
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from huuva_backend.media import exif, jpeg, png, webp
from huuva_backend.media.anatomy import Anatomy
from huuva_backend.media.errors import CorruptPicture, OtherMediaType, UnsupportedPicture

MAX_BYTES = 5 * 1024 * 1024
LONGEST_SIDE = 2048
LONGEST_SIDE_OF_THUMBNAIL = 320

_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class File:
    """Named by its content: what has the name never changes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Picture:
    full: File
    thumbnail: File


@dataclass(frozen=True, slots=True)
class Format:
    name: str
    extension: str
    begins: re.Pattern[bytes]
    dissect: Callable[[bytes], Anatomy]
    open: Callable[[BytesIO], ImageFile]
    options: Mapping[str, Any]


# Optimised or progressive, a JPEG would be written in one go that lets no other thread run.
FORMATS: Mapping[str, Format] = {
    "image/png": Format(
        "PNG", "png", re.compile(re.escape(png.SIGNATURE)), png.dissect, PngImageFile, {}
    ),
    "image/jpeg": Format(
        "JPEG",
        "jpg",
        re.compile(jpeg.START + b"\xff"),
        jpeg.dissect,
        JpegImageFile,
        {"quality": 85},
    ),
    "image/webp": Format(
        "WEBP",
        "webp",
        re.compile(rb"(?s)RIFF.{4}WEBP"),
        webp.dissect,
        WebPImageFile,
        {"quality": 85},
    ),
}


def develop(raw: bytes, media_type: str) -> Picture:
    """The picture upright, in sRGB, without metadata, bounded, in its own format; and its thumbnail.

    Costs up to 400 MB of memory and 2 s of CPU, nearly all of them without holding the interpreter.
    """
    actual = next((key for key in FORMATS if FORMATS[key].begins.match(raw)), None)
    if actual is None or media_type not in FORMATS:
        raise UnsupportedPicture
    if actual != media_type:
        raise OtherMediaType
    picture_format = FORMATS[actual]
    anatomy = picture_format.dissect(raw)
    image = _decoded(picture_format, anatomy.drawn)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turn = _TURNS.get(exif.orientation(anatomy.exif))
    if turn is not None:
        image = image.transpose(turn)
    image = _in_srgb(image, anatomy.icc)
    full = _encoded(picture_format, image)
    image.thumbnail((LONGEST_SIDE_OF_THUMBNAIL, LONGEST_SIDE_OF_THUMBNAIL))
    return Picture(full, _encoded(picture_format, image))


def _decoded(picture_format: Format, drawn: bytes) -> Image.Image:
    """In RGB or RGBA."""
    try:
        image = picture_format.open(BytesIO(drawn))
        # A JPEG can be decoded at a half, a quarter, an eighth; other formats ignore it.
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        if image.mode == "I;16":  # converting would cut off what is lighter than 255 of 65,535
            return image.point(lambda grey: grey * (1 / 256) + 0).convert("RGB")
        mode = "RGBA" if image.has_transparency_data else "RGB"
        return image if image.mode == mode else image.convert(mode)
    except Exception as error:  # Pillow has no kind of its own for what it can't read
        raise CorruptPicture from error


def _in_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """Of the colours that the profile says; as they are where it is none for these colours."""
    if not icc:
        return image
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def _encoded(picture_format: Format, image: Image.Image) -> File:
    image.info.clear()  # which is written too
    written = BytesIO()
    image.save(written, picture_format.name, **picture_format.options)
    content = written.getvalue()
    return File(f"{sha256(content).hexdigest()}.{picture_format.extension}", content)
