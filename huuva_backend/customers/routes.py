"""`/api/erasures` and `/api/exports`: what is known of one customer goes, or is handed out."""

from fastapi import Request, Response

from huuva_backend.customers.dependencies import service
from huuva_backend.customers.errors import OrdersOpen
from huuva_backend.customers.schemas import (
    WRITE_ERASED,
    WRITE_EXPORTED,
    CustomerNamed,
    ErasedRead,
    ExportedRead,
)
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

customers_router = Router("/api", tags=["customers"])


# Neither is kept under a key: a digest of a phone number can be tried out, and an export is all that is to go.
@customers_router.post(
    "/erasures",
    scope=Scope.ADMIN,
    tells_secrets=True,
    summary="Erase a customer",
    response_model=ErasedRead,
    response_description="Erased",
    responses=problem_responses(Invalid, OrdersOpen, Busy),
)
async def erase_customer(who: CustomerNamed, request: Request) -> Response:
    """For good: name, phone number, address, notes, allergens, metadata and reasons of all of the customer's orders, the
    digests that retries are told by, and the answers kept for them. What was ordered, when and for how much stays,
    and so does every measure: an account all of whose orders are meant is called by a random name from now on.

    Orders that are neither picked up nor cancelled are refused, all with them: whoever cooks must know for whom, and what
    nobody may eat of. `openOrders` says which they are; close them, or wait until the kitchen has. Safe to repeat. A retry of what was
    posted before is answered 409, or 422 where it came under an `Idempotency-Key`.
    """
    erased = await service(request).erase(*asking(request), who.named())
    return Response(WRITE_ERASED(erased), media_type="application/json")


@customers_router.post(
    "/exports",
    scope=Scope.ADMIN,
    tells_secrets=True,
    summary="Export a customer",
    response_model=ExportedRead,
    response_description="All that is known",
    responses=problem_responses(Invalid),
)
async def export_customer(who: CustomerNamed, request: Request) -> Response:
    """The customer's orders, each whole, with its history and amendments."""
    exported = await service(request).export(*asking(request), who.named())
    return Response(WRITE_EXPORTED(exported), media_type="application/json")
