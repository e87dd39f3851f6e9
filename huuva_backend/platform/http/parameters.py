"""What a route takes from a request, validated at once: one model of it all, made with the route."""

from collections.abc import Iterable
from typing import Annotated, Any, Final, cast
from urllib.parse import parse_qsl

from fastapi._compat import ModelField, field_annotation_is_sequence
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_flat_params, get_validation_alias
from fastapi.exceptions import RequestValidationError
from pydantic import AliasPath, BaseModel, Field, ValidationError, create_model
from starlette.types import Scope

from huuva_backend.platform.errors import Fault, Invalid
from huuva_backend.platform.http.problems import pointer
from huuva_backend.platform.text import is_garbled

CONTENT_TYPE: Final = "content-type"


class Parameters:
    """Refuses what doesn't exist, and what is given twice: which one counts is for nobody to guess."""

    def __init__(
        self,
        dependant: Dependant,
        more_headers: Iterable[str] = (),
        more_queries: Iterable[str] = (),
    ) -> None:
        self._repeatable = dict.fromkeys(more_queries, False) | {
            get_validation_alias(field): field_annotation_is_sequence(field.field_info.annotation)
            for field in _fields(dependant, "query_params")
        }
        headers = map(get_validation_alias, _fields(dependant, "header_params"))
        self._headers = {name.encode(): name for name in (CONTENT_TYPE, *headers, *more_headers)}
        self._model = _model_of(dependant)
        self.names = frozenset(self._model.model_fields)

    def given(self, scope: Scope) -> dict[str, Any]:
        """By place and name, as text. Raises `Invalid` where it isn't clear what was meant."""
        faults = _Faults()
        given = {
            "path": scope["path_params"],
            "query": self._query(scope["query_string"], faults) if scope["query_string"] else {},
            "header": self._header(scope["headers"], faults),
        }
        if faults:
            raise Invalid([*faults.values()])
        return given

    def arguments(self, given: dict[str, Any]) -> dict[str, Any]:
        """Of the endpoint, by name. Raises `RequestValidationError`."""
        try:
            return vars(self._model.model_validate(given))
        except ValidationError as error:
            raise RequestValidationError(error.errors(include_url=False)) from error

    def _query(self, query: bytes, faults: "_Faults") -> dict[str, str | list[str]]:
        texts: dict[str, str | list[str]] = {}
        lists: dict[str, list[str]] = {}
        for name, value in pairs(query.decode("latin-1")):
            if name not in self._repeatable:
                faults.add("query", name, "unknown-parameter", "There is no such parameter")
            elif is_garbled(value, query):
                faults.add("query", name, "not-utf8", "Text should be UTF-8")
            elif self._repeatable[name]:
                lists.setdefault(name, []).append(value)
            elif name in texts:
                faults.add("query", name, "repeated-parameter", "Should be given once")
            else:
                texts[name] = value
        return texts | lists

    def _header(self, lines: list[tuple[bytes, bytes]], faults: "_Faults") -> dict[str, str]:
        """The middleware has made one line of those that may have several."""
        texts: dict[str, str] = {}
        for line, value in lines:
            name = self._headers.get(line)
            if name in texts:
                faults.add("header", name, "repeated-header", "Should be given once")
            elif name is not None:
                texts[name] = value.decode("latin-1")
        return texts


def pairs(query: str) -> Iterable[tuple[str, str]]:
    """As `parse_qsl`, which takes several times as long, also where nothing is encoded."""
    if "%" in query or "+" in query:
        return parse_qsl(query, keep_blank_values=True)
    split = [pair.partition("=") for pair in query.split("&") if pair]
    return [(name, value) for name, _, value in split]


class _Faults(dict[tuple[str, str], Fault]):
    """One for each place and name, the first."""

    def add(self, place: str, name: str, code: str, message: str) -> None:
        self.setdefault((place, name), Fault(pointer((place, name)), code, message))


def _fields(dependant: Dependant, place: str) -> list[ModelField]:
    """Those of dependencies too, and those of a model one by one."""
    fields = get_flat_params(Dependant(**{place: getattr(dependant, place)}))
    for child in dependant.dependencies:
        fields += _fields(child, place)
    return fields


def _model_of(dependant: Dependant) -> type[BaseModel]:
    """As FastAPI describes the parameters, each looked up at its place in what is given."""
    places = {
        "path": dependant.path_params,
        "query": dependant.query_params,
        "header": dependant.header_params,
        "body": dependant.body_params,
    }
    fields = {
        field.name: _annotated(field, place) for place, fields in places.items() for field in fields
    }
    return create_model("Parameters", **cast(Any, fields))


def _annotated(field: ModelField, place: str) -> object:
    info = field.field_info
    is_model = isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel)
    where = place if is_model or place == "body" else AliasPath(place, get_validation_alias(field))
    default: dict[str, Any] = {"default": info.default}
    if info.default_factory:
        default = {"default_factory": info.default_factory}
    return Annotated[(info.annotation, *info.metadata, Field(validation_alias=where, **default))]
