"""Cursors name the row after which a page begins, so a listing is stable while rows are added."""

from base64 import b64decode, urlsafe_b64encode
from typing import Any, Generic, TypeVar

from pydantic import Field, TypeAdapter

from huuva_backend.platform.errors import Fault, Invalid

Keys = TypeVar("Keys")

MAX_CURSOR_LENGTH = 512


def cursor_of(listing: str, max_length: int = MAX_CURSOR_LENGTH) -> Any:
    """What the description of an endpoint says of its cursor, whose inside is nobody's business."""
    return Field(
        max_length=max_length,
        description="`nextCursor` of the page before",
        json_schema_extra={"format": f"{listing}-cursor"},
    )


class InvalidCursor(Invalid):
    code = "invalid-cursor"
    title = "The cursor is not one that this listing gave"

    def __init__(self) -> None:
        fault = Fault("query/cursor", self.code, "Take nextCursor from the page before, unchanged")
        super().__init__([fault])


class Cursors(Generic[Keys]):
    """The cursors of one listing: `Cursors("orders", tuple[Instant, UUID])`.

    The types of the keys are all that stands between a forged cursor and the database: bound the
    integers and give texts as `platform.text` types.
    """

    def __init__(self, listing: str, keys: type[Keys], max_length: int = MAX_CURSOR_LENGTH) -> None:
        self._listing = listing
        self._max_length = max_length
        self._adapter: TypeAdapter[tuple[str, Keys]] = TypeAdapter(tuple[str, keys])  # type: ignore[valid-type]

    def encode(self, keys: Keys) -> str:
        document = self._adapter.dump_json((self._listing, keys))
        return urlsafe_b64encode(document).rstrip(b"=").decode()

    def decode(self, cursor: str) -> Keys:
        if len(cursor) > self._max_length:
            raise InvalidCursor
        try:
            document = b64decode(cursor + "=" * (-len(cursor) % 4), altchars="-_", validate=True)
            listing, keys = self._adapter.validate_json(document)
        except ValueError as error:
            raise InvalidCursor from error
        # Base64 and JSON have many spellings of one value; only the one that we gave is taken.
        if listing != self._listing or self.encode(keys) != cursor:
            raise InvalidCursor
        return keys
