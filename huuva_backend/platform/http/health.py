import asyncio

from fastapi import Request, Response
from pydantic import ConfigDict, Field

from huuva_backend.platform.errors import Unavailable
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import PUBLIC, Router
from huuva_backend.platform.metrics import exposition
from huuva_backend.platform.schemas import Schema

PING_TIMEOUT_SECONDS = 2

health_router = Router(tags=["operations"])


class NotReady(Unavailable):
    code = "not-ready"
    title = "Not ready for requests"


class Health(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "ok"}]})

    status: str


class WorkingParts(Schema):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"status": "reads-only", "reads": "ok", "writes": "commits-hang"}]
        }
    )

    status: str = Field(description="`ok`, or `reads-only` where nothing can be changed for now")
    reads: str = Field(description="`ok`")
    writes: str = Field(description="`ok`, or why they are refused")


@health_router.get("/livez", scope=PUBLIC, summary="Is the process alive?")
async def livez() -> Health:
    """Never asks the database, so that losing it doesn't get every server restarted."""
    return Health(status="ok")


@health_router.get(
    "/readyz",
    scope=PUBLIC,
    summary="Should it be sent requests?",
    responses=problem_responses(NotReady),
)
async def readyz(request: Request) -> WorkingParts:
    """Says also which part works: where only writes are refused it goes on serving reads.

    Fails when the database doesn't answer in two seconds, and as soon as the server is asked to stop.

    That all connections for requests are busy doesn't matter: it asks on one of its own.
    """
    state = request.app.state
    if getattr(state, "draining", False):
        raise NotReady("The server is stopping.", cause="stopping")
    try:
        async with asyncio.timeout(PING_TIMEOUT_SECONDS):
            await state.health.ping()
    except Exception as error:
        raise NotReady("The database doesn't answer.", cause=_cause(error)) from error
    refused = getattr(getattr(state, "database", None), "refuses_writes", None)
    return WorkingParts(
        status="reads-only" if refused else "ok", reads="ok", writes=refused or "ok"
    )


def _cause(error: Exception) -> str:
    return (error.cause if isinstance(error, Unavailable) else None) or "no-answer"


@health_router.get(
    "/metrics",
    scope=PUBLIC,
    summary="Measurements for Prometheus",
    response_class=Response,
    responses={
        200: {
            "description": "Prometheus' text format",
            "content": {
                "text/plain": {
                    "schema": {"type": "string"},
                    "example": 'huuva_http_requests_total{operation="getOrder",…} 12.0',
                }
            },
        }
    },
)
async def metrics() -> Response:
    """Requests by operation and status, their latency, the connection pool, streams, loops and processes.

    With several worker processes all are added up; `process_*` are told apart by `pid`.
    """
    body, media_type = exposition()
    return Response(body, media_type=media_type)
