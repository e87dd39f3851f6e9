"""Why a caller is refused, and what can be wrong with partners and keys."""

from huuva_backend.platform.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    Unauthenticated,
    Unavailable,
)


class KeyRefused(Unauthenticated):
    code = "invalid-key"
    title = "The key is not valid"


class OutsideLimits(Forbidden):
    code = "outside-limits"
    title = "The key is limited to other brands or locations"


class PartnerNotFound(NotFound):
    code = "partner-not-found"
    title = "No such partner"


class PartnerExists(Conflict):
    code = "partner-exists"
    title = "There is a partner of this id"


class KeyNotFound(NotFound):
    code = "key-not-found"
    title = "No such key of this partner"


class KeyIsOver(Conflict):
    code = "key-is-over"
    title = "The key has expired or was revoked"


class ExpiresInThePast(Invalid):
    code = "expires-in-the-past"
    title = "The key would have expired already"

    def __init__(self) -> None:
        super().__init__([Fault("/expiresAt", self.code, "Should be in the future")])


class LimitedAdmin(Invalid):
    code = "limited-admin"
    title = "Who may make keys of any brand and location can't be limited to some"

    def __init__(self) -> None:
        super().__init__([Fault("/scopes", self.code, "Not `admin` beside brands or locations")])


class FromAnotherSite(Forbidden):
    code = "from-another-site"
    title = "A cookie is taken from our own pages alone"


class NobodyWaits(NotFound):
    code = "pairing-not-found"
    title = "No screen shows this code, or not any more"


class TooManyWait(Unavailable):
    code = "too-many-pairings"
    title = "Too many screens wait to be paired"
    retry_after_seconds = 60


class SignatureRefused(Unauthenticated):
    code = "invalid-signature"
    title = "The signature is missing, or none of the integration's"


class IntegrationNotFound(NotFound):
    code = "integration-not-found"
    title = "No such integration of this partner"


class IntegrationIsOver(Conflict):
    code = "integration-is-over"
    title = "The integration was revoked"
