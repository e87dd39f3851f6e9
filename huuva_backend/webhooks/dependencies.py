"""What the routes of webhooks take from a request."""

from typing import Annotated, cast
from uuid import UUID

from fastapi import Path, Request

from huuva_backend.webhooks.schemas import DELIVERY, ENDPOINT_ID
from huuva_backend.webhooks.service import WebhookService


def webhooks(request: Request) -> WebhookService:
    return cast(WebhookService, request.app.state["webhooks"])


EndpointInAddress = Annotated[UUID, Path(description="The endpoint's `id`", examples=[ENDPOINT_ID])]
DeliveryInAddress = Annotated[
    UUID, Path(description="The delivery's `id`", examples=[DELIVERY["id"]])
]
