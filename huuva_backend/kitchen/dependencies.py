"""What the routes of the kitchen take from a request beside query and body."""

from typing import Annotated, cast

from fastapi import Path, Query, Request

from huuva_backend.kitchen.service import KitchenService, StationService
from huuva_backend.platform.text import Addressable, Text64


def service(request: Request) -> KitchenService:
    # As in orders: called by the routes, since a dependency costs CPU.
    return cast(KitchenService, request.app.state["kitchen"])


def stations(request: Request) -> StationService:
    return cast(StationService, request.app.state["stations"])


LocationId = Annotated[Text64, Query(alias="locationId", description="Whose kitchen")]
StationName = Annotated[
    str, Addressable(64), Path(description="The station, percent-encoded", examples=["grill"])
]
