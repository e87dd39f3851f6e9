"""A model that is accepted or denied, and whose cancellation is asked for; written from the handbook, not from the code."""

from tests.orders.model import ModelOrder
from tests.orders.model_lines import ModelLine

BEGUN = {"PREPARING", "READY", "PICKED_UP"}


class ModelAnswered(ModelOrder):
    def __init__(self, lines: list[ModelLine], *, waits: bool) -> None:
        super().__init__(lines)
        self._waits = waits
        self._answer: str | None = None
        self._request: str | None = None

    @property
    def acceptance(self) -> str | None:
        if not self._waits or self._answer is not None:
            return self._answer
        if {entry[2] for entry in self.histories[0]} & BEGUN:
            return "ACCEPTED"
        return "MOOT" if self.statuses[0] == "CANCELLED" else "PENDING"

    @property
    def cancellation(self) -> str | None:
        return "MOOT" if self._request == "PENDING" and self.is_closed() else self._request

    def accept(self, *, stale: bool) -> int:
        """The HTTP status that this and the others are answered with."""
        if self.acceptance != "PENDING":
            return 200 if self.acceptance == "ACCEPTED" else 409
        if stale:
            return 412
        self.version += 1
        self._answer = "ACCEPTED"
        return 200

    def deny(self, *, stale: bool) -> int:
        if self.acceptance != "PENDING":
            return 200 if self.acceptance == "DENIED" else 409
        status = self.move("CANCELLED", recall=False, stale=stale)
        if status == 200:
            self._answer = "DENIED"
        return status

    def request_cancellation(self, *, stale: bool) -> int:
        if self.cancellation in ("PENDING", "CONFIRMED"):
            return 200
        if self.is_closed():
            return 409
        if stale:
            return 412
        if len(self.histories[0]) == 1 and self.statuses[0] == "RECEIVED":
            self._request = "CONFIRMED"
            return self.move("CANCELLED", recall=False, stale=False)
        self.version += 1
        self._request = "PENDING"
        return 200

    def confirm_cancellation(self, *, stale: bool) -> int:
        if self.cancellation != "PENDING":
            return 200 if self.cancellation == "CONFIRMED" else 409
        status = self.move("CANCELLED", recall=False, stale=stale)
        if status == 200:
            self._request = "CONFIRMED"
        return status

    def refuse_cancellation(self, *, stale: bool) -> int:
        if self.cancellation != "PENDING":
            return 200 if self.cancellation == "REFUSED" else 409
        if stale:
            return 412
        self.version += 1
        self._request = "REFUSED"
        return 200

    def delay(self, before: str, after: str, *, stale: bool) -> int:
        if self.is_closed():
            return 409
        if stale:
            return 412
        self._amended((None, "pickupTime", before, after))
        return 200
