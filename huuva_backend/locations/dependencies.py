"""What the routes of locations take from a request beside query and body."""

from typing import Annotated, cast

from fastapi import Path, Request

from huuva_backend.locations.intake_service import IntakeService
from huuva_backend.locations.service import LocationService
from huuva_backend.platform.text import Addressable


def locations(request: Request) -> LocationService:
    return cast(LocationService, request.app.state.locations)


def intake(request: Request) -> IntakeService:
    return cast(IntakeService, request.app.state.intake)


LocationInAddress = Annotated[
    str, Addressable(64), Path(description="The location, percent-encoded", examples=["kamppi"])
]
