"""What the address of a platform's hook can't say."""

from typing import Any, Final

from huuva_backend.integrations import deliverect_schemas, uber_eats_schemas
from tests.input.cases import MARKER, Case, encoded
from tests.wire import JSON, message

DELIVERECT: Final = "/api/integrations/deliverect/orders?brandId=b&currency=EUR"
UBER: Final = "/api/integrations/uber-eats/orders?brandId=b"
EXAMPLES: Final[dict[str, Any]] = {
    DELIVERECT: deliverect_schemas.EXAMPLE,
    UBER: uber_eats_schemas.EXAMPLE,
}


def hook(path: str, query: str) -> Case:
    request = message("POST", f"{path}&{query}", JSON, encoded(EXAMPLES[path]))
    return Case(f"{path}&{query}", request, 422, "invalid-request")


INTEGRATIONS: list[Case] = [
    hook(path, query)
    for path in (DELIVERECT, UBER)
    for query in (
        *(f"acceptMinutes={minutes}" for minutes in ("0", "61", "-1", "1.5", "", MARKER, "9" * 30)),
        *(f"acceptOutcome={outcome}" for outcome in ("", "accept", MARKER)),
        "acceptMinutes=1&acceptMinutes=1",
        "integration=1&integration=1",
        f"surprise={MARKER}",
        "locationId=",
    )
]
