"""What somebody decided of an order beside a plain move. Plain values."""

from dataclasses import dataclass

from huuva_backend.orders.acceptance import Acceptance
from huuva_backend.orders.cancellation import CancellationRequest
from huuva_backend.orders.events import Telling
from huuva_backend.orders.history import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What is kept of its acceptance and of its cancellation request from now on; the revision cancels the order, or
    moves nothing.
    """

    acceptance: Acceptance | None
    cancellation: CancellationRequest | None
    revision: Revision
    event: Telling
