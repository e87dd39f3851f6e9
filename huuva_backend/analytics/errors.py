"""What can be wrong with a question about the kitchen's numbers."""

from huuva_backend.platform.errors import Fault, Invalid, NotFound, Unavailable


class InvalidPeriod(Invalid):
    code = "invalid-period"
    title = "The period is not one that can be measured"

    def __init__(self, message: str) -> None:
        super().__init__([Fault("query/from", self.code, message)])


class TooManyCells(Invalid):
    code = "too-many-cells"
    title = "Two groupings make more cells than an answer may have"

    def __init__(self, most: int, parameter: str = "thenBy") -> None:
        message = f"Should make at most {most} rows; ask for a shorter period or for less of it"
        super().__init__([Fault(f"query/{parameter}", self.code, message)])


class CustomerNotFound(NotFound):
    code = "customer-not-found"
    title = "No order of this customer is counted"


class TooManyExports(Unavailable):
    code = "too-many-exports"
    title = "The server writes as many exports as it takes"
