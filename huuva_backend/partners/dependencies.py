"""What the routes of every package take from a request for their service."""

from collections.abc import Awaitable, Callable
from typing import Final, cast

from fastapi import Request, Response

from huuva_backend.partners.caller import Caller
from huuva_backend.partners.idempotency import KeptAnswer
from huuva_backend.partners.idempotency_service import IdempotencyService
from huuva_backend.platform.db.database import Executor, Session

REPLAYED: Final = {"Idempotent-Replayed": "true"}
_KEPT_HEADERS: Final = ("location", "etag", "content-type", "idempotent-replayed")


def asking(request: Request) -> tuple[Caller, Executor]:
    """Who asks, and the database that it is done on: what each method of a service takes first."""
    # By item: an attribute of a State is looked up in vain first, which costs three times as much.
    state = request.state
    return state["caller"], (
        state["session"] if "session" in state else request.app.state["database"]
    )


async def answered_once(
    request: Request, key: str, body: bytes, call: Callable[[], Awaitable[Response]]
) -> Response:
    """What `call` answers, or what it answered before under the same key. Raises as `IdempotencyService.answer`."""

    async def act(session: Session) -> KeptAnswer:
        request.state["session"] = session
        response = await call()
        headers = {
            name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
        }
        return KeptAnswer(response.status_code, headers, bytes(response.body).decode())

    service = cast(IdempotencyService, request.app.state["idempotency"])
    content = f"{request.url.path}?{request.url.query}\n".encode() + body
    answer, replayed = await service.answer(*asking(request), key, content, act)
    return Response(answer.body, answer.status, answer.headers | (REPLAYED if replayed else {}))
