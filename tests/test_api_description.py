"""The whole API document as clients and their tools read it: `make lint` asks two linters too."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from huuva_backend.application import create_app
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.platform.settings import Settings
from tests.factories import SAMPLE

Json = dict[str, Any]

DOCUMENT: Json = create_app(Settings()).openapi()
OPERATIONS: dict[str, Json] = {
    f"{method} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}
EACH = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)


def faults(schema: Json, example: object) -> list[str]:
    whole = schema | {"components": DOCUMENT["components"]}
    validator = Draft202012Validator(whole, validate_formats=True)
    return [
        f"{'/'.join(map(str, error.instance_path))}: {error.message}"
        for error in validator.iter_errors(example)
    ]


def _given(node: Json) -> Iterator[tuple[Json, object]]:
    """What this one says of itself: a schema its examples, a parameter or content those of its schema."""
    schema = node.get("schema", node)
    if "example" in node:
        yield schema, node["example"]
    match node.get("examples"):
        case list(values):
            yield from ((schema, value) for value in values)
        case dict(named):
            yield from ((schema, example["value"]) for example in named.values())


def examples(node: object, place: str = "") -> Iterator[tuple[str, Json, object]]:
    if isinstance(node, dict):
        yield from ((place, schema, example) for schema, example in _given(node))
        for key, child in node.items():
            if key not in ("example", "examples", "default"):
                yield from examples(child, f"{place}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from examples(child, f"{place}/{index}")


def resolved(schema: Json) -> Json:
    name = schema.get("$ref", "").rpartition("/")[2]
    return DOCUMENT["components"]["schemas"][name] if name else schema


def is_shown(content: Json) -> bool:
    schema = resolved(content["schema"])
    is_file = "contentMediaType" in schema or schema.get("format") == "binary"
    return is_file or bool({"example", "examples"} & (content.keys() | schema.keys()))


def test_every_example_is_one_of_what_it_shows() -> None:
    found = list(examples(DOCUMENT))
    assert len(found) > 250
    wrong = {place: faults(schema, example) for place, schema, example in found}
    assert {place: why for place, why in wrong.items() if why} == {}


def test_an_example_that_is_none_would_be_noticed() -> None:
    order = {"$ref": "#/components/schemas/OrderRead"}
    shown = DOCUMENT["components"]["schemas"]["OrderRead"]["examples"][0]
    assert faults(order, shown) == []
    wrong = shown | {"id": "1", "createdAt": "yesterday", "version": "1"}
    assert sorted(faults(order, wrong)) == [
        'createdAt: "yesterday" is not a "date-time"',
        'id: "1" is not a "uuid"',
        'version: "1" is not of type "integer"',
    ]
    without = {name: value for name, value in shown.items() if name != "items"}
    assert faults(order, without) == [': "items" is a required property']


def test_the_document_says_whose_it_is_and_where_it_holds() -> None:
    info = DOCUMENT["info"]
    assert info.keys() == {"title", "version", "description", "contact", "license"}
    assert info["license"] == {"name": "MIT", "identifier": "MIT"}
    assert [server["url"] for server in DOCUMENT["servers"]] == ["/"]
    assert DOCUMENT["security"] == []


def test_the_committed_document_is_that_of_the_server() -> None:
    committed = Path(__file__).parents[1] / "docs" / "openapi.json"
    assert json.loads(committed.read_text()) == json.loads(
        json.dumps(DOCUMENT)
    ), "run `make clients`"


def test_what_is_sent_to_others_is_described() -> None:
    sent = {name: item["post"] for name, item in DOCUMENT["webhooks"].items()}
    assert set(sent) == {"orderEvent", "productEvent", "test"}
    assert {operation["operationId"] for operation in sent.values()}.isdisjoint(
        operation["operationId"] for operation in OPERATIONS.values()
    )
    for operation in sent.values():
        assert operation["summary"]
        assert is_shown(operation["requestBody"]["content"]["application/json"])


def test_each_tag_is_declared_described_and_used() -> None:
    declared = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    assert all(declared.values())
    assert {tag for operation in OPERATIONS.values() for tag in operation["tags"]} == set(declared)


def test_no_two_operations_have_one_name() -> None:
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(names)) == len(names)


@EACH
def test_each_operation_says_what_it_does_and_what_it_takes(operation: Json) -> None:
    assert operation["summary"]
    assert operation["description"]
    assert len(operation["tags"]) == 1
    for parameter in operation.get("parameters", ()):
        assert parameter["description"], parameter["name"]
        if parameter["required"]:
            assert parameter["schema"]["examples"], parameter["name"]


@EACH
def test_each_operation_shows_what_it_takes_and_answers(operation: Json) -> None:
    bodies = [operation["requestBody"]] if "requestBody" in operation else []
    answers = operation["responses"]
    for described in [*bodies, *answers.values()]:
        for media_type, content in described.get("content", {}).items():
            assert is_shown(content), media_type
    assert {status[0] for status in answers} >= {"2", "4"}


def test_an_order_as_partners_send_it_is_described() -> None:
    described = {"$ref": "#/components/schemas/OrderCreate"}
    assert faults(described, SAMPLE) == []
    twice = SAMPLE | {"id": SAMPLE["_id"]}
    assert len(faults(described, twice)) == 1
    with pytest.raises(ValueError, match="Extra inputs"):
        OrderCreate.model_validate(twice)
