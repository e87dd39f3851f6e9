"""What the routes of the feed take from a request beside the query."""

from typing import Annotated, cast

from fastapi import Header, Query, Request

from huuva_backend.feed.schemas import After
from huuva_backend.feed.service import FeedService
from huuva_backend.platform.text import Text64


def service(request: Request) -> FeedService:
    return cast(FeedService, request.app.state.feed)


LocationId = Annotated[Text64, Query(alias="locationId", description="Whose feed")]
Station = Annotated[
    Text64 | None,
    Query(
        description="Only events of whole orders and of this station's items", examples=["grill"]
    ),
]
StreamAfter = Annotated[
    After | None,
    Query(description="The `asOf` of a snapshot or the `id` of a message; left out: from now on"),
]
LastEventId = Annotated[
    After | None,
    Header(description="Where an EventSource resumes by itself; it goes before `after`"),
]
