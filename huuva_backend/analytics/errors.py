"""What can be wrong with a question about the kitchen's numbers."""

from huuva_backend.platform.errors import Fault, Invalid, NotFound, Unavailable


class InvalidPeriod(Invalid):
    code = "invalid-period"
    title = "The period is not one that can be measured"

    def __init__(self, message: str) -> None:
        super().__init__([Fault("query/from", self.code, message)])


class CustomerNotFound(NotFound):
    code = "customer-not-found"
    title = "No order of this customer is counted"


class TooManyExports(Unavailable):
    code = "too-many-exports"
    title = "The server writes as many exports as it takes"
