"""What can be wrong with a picture."""

from huuva_backend.platform.errors import Fault, Invalid, NotFound, Unavailable, UnsupportedMedia


class PictureNotFound(NotFound):
    code = "picture-not-found"
    title = "No such picture"


class UnsupportedPicture(UnsupportedMedia):
    code = "unsupported-picture"
    title = "The body must be PNG, JPEG or WebP, and Content-Type must say so"


class OtherMediaType(UnsupportedMedia):
    code = "other-media-type"
    title = "The body is not of the type that Content-Type says"


class InvalidPicture(Invalid):
    """The body is a picture by its first bytes, and unacceptable for the reason that the subclass names."""

    message: str

    def __init__(self) -> None:
        super().__init__([Fault("", self.code, self.message)], self.message)


class CorruptPicture(InvalidPicture):
    code = "corrupt-picture"
    title = "The picture is damaged"
    message = "Should be a whole file that follows its format"


class TooManyPixels(InvalidPicture):
    code = "too-many-pixels"
    title = "The picture is too large to be decoded"
    message = "Should have at most 25 million pixels, and 16,384 on a side"


class AnimatedPicture(InvalidPicture):
    code = "animated-picture"
    title = "The picture moves"
    message = "Should be one still picture"


class StorageUnavailable(Unavailable):
    code = "storage-unavailable"
    title = "Pictures can't be stored now"
