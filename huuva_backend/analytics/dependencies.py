"""What the routes of analytics take from a request beside path and query."""

import re
from collections.abc import Iterable
from typing import Annotated, cast

from fastapi import Depends, Request, Response

from huuva_backend.analytics.order_service import OrderMeasureService
from huuva_backend.analytics.service import AnalyticsService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor

_QUALITY = re.compile(r";\s*q=(0(?:\.[0-9]{0,3})?)\s*(?:;|$)", re.IGNORECASE)


async def analytics_service(request: Request) -> AnalyticsService:
    return cast(AnalyticsService, request.app.state.analytics)


async def order_measure_service(request: Request) -> OrderMeasureService:
    return cast(OrderMeasureService, request.app.state.order_measures)


async def measuring(request: Request) -> tuple[Caller, Executor]:
    """As `asking`, on the database to measure on, which may be a replica."""
    return request.state.caller, request.app.state.measured


def _qualities(accept: str) -> dict[str, float]:
    """How much each range of media types is liked."""
    qualities: dict[str, float] = {}
    for media_range in accept.split(","):
        lowered = _QUALITY.search(media_range)
        media = media_range.partition(";")[0].strip().lower()
        qualities[media] = float(lowered[1]) if lowered else 1.0
    return qualities


async def as_csv(request: Request, response: Response) -> bool:
    """Whether the client names `text/csv` and doesn't like JSON better."""
    response.headers["Vary"] = "Accept"
    qualities = _qualities(request.headers.get("accept", ""))
    csv = qualities.get("text/csv", 0.0)
    return csv > 0 and csv >= qualities.get("application/json", 0.0)


def preferred(accept: str | None, offered: Iterable[str]) -> str | None:
    """Which media type the client likes best, the first of those that it likes alike; None: none of them."""
    qualities = _qualities(accept or "*/*")
    liked = {
        media: next(
            (
                qualities[media_range]
                for media_range in (media, f"{media.partition('/')[0]}/*", "*/*")
                if media_range in qualities
            ),
            0.0,
        )
        for media in offered
    }
    best = max(liked, key=liked.__getitem__)
    return best if liked[best] > 0 else None


Service = Annotated[AnalyticsService, Depends(analytics_service)]
OrderMeasures = Annotated[OrderMeasureService, Depends(order_measure_service)]
Measuring = Annotated[tuple[Caller, Executor], Depends(measuring)]
AsCsv = Annotated[bool, Depends(as_csv)]
