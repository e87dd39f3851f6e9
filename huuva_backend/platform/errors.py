"""The kinds of failure, which packages subclass. `platform.http.problems` gives each its status."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import JsonValue


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request; `pointer` is written as in `platform.http.problems`."""

    pointer: str
    code: str
    message: str


class DomainError(Exception):
    code: ClassVar[str]
    title: ClassVar[str]
    retry_after_seconds: int | None = None
    etag: str | None = None

    def __init__(self, detail: str | None = None) -> None:
        self.detail = self.title if detail is None else detail
        super().__init__(self.detail)

    def members(self) -> dict[str, JsonValue]:
        """What the problem tells beside the standard members, in camelCase."""
        return {}


class Unauthenticated(DomainError):
    code = "unauthenticated"
    title = "A key is needed: Authorization: Bearer <key>"


class Forbidden(DomainError):
    code = "missing-scope"
    title = "The caller may not do this"


class NotFound(DomainError):
    code = "not-found"
    title = "Not found"


class MethodNotAllowed(DomainError):
    code = "method-not-allowed"
    title = "Method not allowed"


class NotAcceptable(DomainError):
    code = "not-acceptable"
    title = "There is no such form of it"


class Conflict(DomainError):
    code = "conflict"
    title = "In conflict with the current state"


class Gone(DomainError):
    code = "gone"
    title = "Not kept any more"


class PreconditionFailed(DomainError):
    code = "precondition-failed"
    title = "Changed since the version in If-Match"

    def __init__(self, version: int, detail: str | None = None) -> None:
        super().__init__(detail)
        self.version = version
        self.etag = f'"{version}"'

    def members(self) -> dict[str, JsonValue]:
        return {"version": self.version}


class Invalid(DomainError):
    code = "invalid-request"
    title = "The request is not valid"

    def __init__(self, faults: Sequence[Fault], detail: str | None = None) -> None:
        super().__init__(detail)
        self.faults = list(faults)

    def members(self) -> dict[str, JsonValue]:
        return {
            "errors": [
                {"pointer": fault.pointer, "code": fault.code, "message": fault.message}
                for fault in self.faults
            ]
        }


class Malformed(DomainError):
    code = "malformed"
    title = "The request can't be read"


class UnsupportedMedia(DomainError):
    code = "unsupported-media-type"
    title = "The body must be JSON"


class EncodedBody(UnsupportedMedia):
    code = "unsupported-content-encoding"
    title = "The body must not be compressed"


class TooLarge(DomainError):
    code = "too-large"
    title = "The body is too large"


class UriTooLong(DomainError):
    code = "uri-too-long"
    title = "The address is too long"


class HeadersTooLarge(DomainError):
    code = "headers-too-large"
    title = "The headers are too large"


class Busy(DomainError):
    """Somebody else holds what is to be changed; the same request may succeed a moment later."""

    code = "busy"
    title = "Being changed by another request"
    retry_after_seconds = 1


class Unavailable(DomainError):
    """`cause` says why in a word: to who asked, in the log and in a metric. Else it is the code."""

    code = "unavailable"
    title = "Temporarily unavailable"
    retry_after_seconds = 2
    cause: str | None = None

    def __init__(self, detail: str | None = None, *, cause: str | None = None) -> None:
        super().__init__(detail)
        self.cause = cause or self.cause or self.code

    def members(self) -> dict[str, JsonValue]:
        return {"cause": self.cause}


class TooManyRequests(DomainError):
    code = "too-many-requests"
    title = "More requests than may come in this time"

    def __init__(self, retry_after_seconds: int = 1) -> None:
        super().__init__()
        self.retry_after_seconds = retry_after_seconds


class Unexpected(DomainError):
    code = "internal-error"
    title = "Internal server error"
