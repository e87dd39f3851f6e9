"""The rows behind the numbers: `/api/analytics/exports`."""

from typing import Annotated, Any

from fastapi import Query, Request, Response
from pydantic_core import from_json

from huuva_backend.analytics.dependencies import preferred
from huuva_backend.analytics.errors import InvalidPeriod, TooManyExports
from huuva_backend.analytics.export import Export
from huuva_backend.analytics.export_examples import EXAMPLES
from huuva_backend.analytics.export_formats import CSV, FORMATS, NDJSON, PARQUET
from huuva_backend.analytics.export_schemas import ROWS, ExportQuery
from huuva_backend.analytics.export_service import ExportService
from huuva_backend.analytics.export_stream import ExportStream
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import watching
from huuva_backend.platform.errors import Invalid, NotAcceptable
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.http.sse import HEADERS
from huuva_backend.platform.http.streaming import LongAnswer
from huuva_backend.platform.pagination import InvalidCursor

exports_router = Router("/api/analytics/exports", tags=["analytics"])


def _exported(export: Export) -> dict[int | str, dict[str, Any]]:
    """A line of NDJSON is described as the schema of a row; its example has one of each format."""
    schema = ROWS[export].model_json_schema(mode="serialization")
    inlined: dict[str, Any] = _inlined(schema, schema.pop("$defs", {}))
    documents, table = EXAMPLES[export]
    content = {
        NDJSON.media_type: {"schema": inlined, "example": from_json(documents)},
        CSV.media_type: {"schema": {"type": "string"}, "example": table},
        PARQUET.media_type: {"schema": {"contentMediaType": PARQUET.media_type}},
    }
    described = {"description": "All rows; as NDJSON one such object a line", "content": content}
    problems = problem_responses(
        Invalid, InvalidPeriod, InvalidCursor, NotAcceptable, TooManyExports
    )
    return {200: described, **problems}


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """No other operation answers with rows, so they are described where they are."""
    if isinstance(node, list):
        return [_inlined(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _inlined(definitions[node["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(each, definitions) for name, each in node.items()}


async def _export(request: Request, export: Export, query: ExportQuery) -> Response:
    media_type = preferred(request.headers.get("accept"), FORMATS)
    if media_type is None:
        raise NotAcceptable(f"An export is {' or '.join(FORMATS)}.")
    written = FORMATS[media_type]
    state = request.app.state
    service: ExportService = state.exports
    reading = service.begin(request.state.caller, state.measured, export, query)
    try:
        first = await reading.page()
    except BaseException:
        service.end(reading)
        raise
    stream = ExportStream(
        reading,
        written.begin(export),
        stopping=lambda: getattr(state, "stopping", False),
        watching=watching(request),
    )
    attachment = f'attachment; filename="{export}.{written.extension}"'
    headers = {**HEADERS, "Vary": "Accept", "Content-Disposition": attachment}
    return LongAnswer(
        stream.parts(first, service.end),
        headers,
        media_type=media_type,
        send_seconds=service.stall_seconds,
    )


@exports_router.get(
    "/order-history",
    scope=Scope.ANALYTICS_READ,
    summary="Export what happened to orders",
    status_code=200,
    response_class=LongAnswer,
    responses=_exported(Export.ORDER_HISTORY),
)
async def export_order_history(
    query: Annotated[ExportQuery, Query()], request: Request
) -> Response:
    """Every change of an order's status, however many there are: by location, and there by `timestamp`.

    NDJSON, or CSV or (where the server has it installed) Parquet for who prefers it. Each row has a `cursor`. An answer that ended before its end (a chunked one without
    its last chunk: the connection broke, the server left, nothing was read for half a minute) goes on after the last whole
    row by `cursor`, with the same filters. Rows that are recorded meanwhile with an earlier time than where it is aren't
    in it: let `to` be over, or ask again.

    Nothing tells of a customer: no names, phones, addresses, notes or reasons.
    """
    return await _export(request, Export.ORDER_HISTORY, query)


@exports_router.get(
    "/item-history",
    scope=Scope.ANALYTICS_READ,
    summary="Export what happened to lines",
    status_code=200,
    response_class=LongAnswer,
    responses=_exported(Export.ITEM_HISTORY),
)
async def export_item_history(query: Annotated[ExportQuery, Query()], request: Request) -> Response:
    """Every change of a line's status, as `exportOrderHistory` has those of orders."""
    return await _export(request, Export.ITEM_HISTORY, query)


@exports_router.get(
    "/orders",
    scope=Scope.ANALYTICS_READ,
    summary="Export orders",
    status_code=200,
    response_class=LongAnswer,
    responses=_exported(Export.ORDERS),
)
async def export_orders(query: Annotated[ExportQuery, Query()], request: Request) -> Response:
    """Every order as it stands when its row is read: by location, and there by `createdAt`; else as `exportOrderHistory`.

    `account` is the one thing by which the orders of a customer are told.
    """
    return await _export(request, Export.ORDERS, query)


@exports_router.get(
    "/amendments",
    scope=Scope.ANALYTICS_READ,
    summary="Export amendments",
    status_code=200,
    response_class=LongAnswer,
    responses=_exported(Export.AMENDMENTS),
)
async def export_amendments(query: Annotated[ExportQuery, Query()], request: Request) -> Response:
    """Every amendment, by location and order; else as `exportOrderHistory`.

    Of what may be text only the field is told, of numbers and times also what they were `before` and are `after`.
    """
    return await _export(request, Export.AMENDMENTS, query)
