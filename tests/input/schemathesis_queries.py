"""What schemathesis can't know of a query, because each of its parameters is described by itself."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from huuva_backend.platform.schemas import Instant

_INSTANT: TypeAdapter[Any] = TypeAdapter(Instant)


def suit_query(path: str, query: dict[str, Any]) -> None:
    if path == "/api/orders":
        _suit_search(query)
    if query.get("thenBy") is not None and query["thenBy"] == query.get("groupBy", query["thenBy"]):
        del query["thenBy"]  # it stands beside another grouping


def _is_instant(value: object) -> bool:
    try:
        _INSTANT.validate_python(value)
    except ValidationError:
        return False
    return True


def _suit_search(query: dict[str, Any]) -> None:
    if isinstance(query.get("phone"), str) and 0 < len(query["phone"]) <= 64:
        query["phone"] = "040 1234567"
    if {"phone", "customer"} & query.keys():
        query.setdefault("locationId", "main")
    for begins, ends in (("from", "to"), ("pickupFrom", "pickupTo")):
        if all(map(_is_instant, (query.get(begins), query.get(ends)))):
            del query[ends]  # a period ends after it begins
    if "cursor" in query and query.get("sort") == "pickupTime":
        query["sort"] = "createdAt"  # of which the cursor is
