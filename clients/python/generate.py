"""Makes models.py and operations.py of `huuva_client` from the committed API document; `make clients`."""

import json
import keyword
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[1] / "docs" / "openapi.json"
SAID = "Made from docs/openapi.json by `make clients`; not to be changed by hand."
METHODS = ("get", "put", "post", "patch", "delete")
# What the client does by itself, or what would tell nothing: an answer that didn't change (304).
OWN_HEADERS = {"if-none-match", "last-event-id"}

Json = dict[str, Any]


def models(target: Path) -> None:
    options: list[str | Path] = [
        *("--input", DOCUMENT, "--input-file-type", "openapi", "--output", target),
        *("--output-model-type", "typing.TypedDict", "--target-python-version", "3.11"),
        *("--enum-field-as-literal", "all", "--no-use-closed-typed-dict", "--disable-timestamp"),
        *("--use-schema-description", "--use-standard-collections", "--use-union-operator"),
        *("--formatters", "builtin", "--custom-file-header", f'"""{SAID}"""'),
    ]
    subprocess.run([sys.executable, "-m", "datamodel_code_generator", *options], check=True)


def hint(schema: Json) -> str:
    """The type of a parameter, or of a body."""
    if "$ref" in schema:
        return f"models.{schema['$ref'].rpartition('/')[2]}"
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(hint(kind) for kind in schema["anyOf"]))
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]"
    if schema["type"] == "array":
        return f"Sequence[{hint(schema['items'])}]"
    plain: dict[str, str] = {
        "string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None",
    }  # fmt: skip
    return plain[schema["type"]]


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])|-", "_", name).lower()


def argument(name: str) -> str:
    plain = snake(name)
    return f"{plain}_" if keyword.iskeyword(plain) else plain


def answer(operation: Json) -> str | None:
    """The type of what it answers; None where that is no JSON."""
    done = [said for status, said in operation["responses"].items() if status.startswith("2")]
    contents = [said.get("content", {}) for said in done]
    if not any(contents):
        return "None"
    bodies = [
        content["application/json"]["schema"]
        for content in contents
        if "application/json" in content
    ]
    return " | ".join(dict.fromkeys(map(hint, bodies))) or None


def takes(operation: Json, parameters: list[Json]) -> Iterator[str]:
    """What a method takes: what is in the path and the body by place, what else there is by name."""
    for each in parameters:
        if each["in"] == "path":
            yield f"{argument(each['name'])}: {hint(each['schema'])}"
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" in content:
        yield f"body: {hint(content['application/json']['schema'])}"
    elif content:
        yield f"body: bytes, content_type: Literal[{', '.join(map(repr, content))}]"
    named = [each for each in parameters if each["in"] != "path"]
    if named:
        yield "*"
    for each in sorted(named, key=lambda each: not each.get("required", False)):
        left_out = "" if each.get("required") else " | None = None"
        yield f"{argument(each['name'])}: {hint(each['schema'])}{left_out}"


def sends(operation: Json, parameters: list[Json]) -> Iterator[str]:
    """The arguments of `_call`."""
    for place in ("path", "query", "header"):
        inside = [each["name"] for each in parameters if each["in"] == place]
        if inside:
            yield f"{place}={{{', '.join(f'{each!r}: {argument(each)}' for each in inside)}}}"
    if "requestBody" in operation:
        yield "body=body"
        if "application/json" not in operation["requestBody"]["content"]:
            yield "content_type=content_type"
    if any(each["name"] == "Idempotency-Key" for each in parameters):
        yield "keyed=True"


def method(verb: str, path: str, operation: Json) -> str | None:
    answered = answer(operation)
    if answered is None:
        return None
    given = [each for each in operation.get("parameters", []) if each["name"] not in OWN_HEADERS]
    taken = ", ".join(["self", *takes(operation, given)])
    sent = ", ".join([repr(verb.upper()), repr(path), *sends(operation, given)])
    return f'''
    async def {snake(operation["operationId"])}({taken}) -> {answered}:
        """{operation["summary"]}: `{verb.upper()} {path}`."""
        answered: {answered} = await self._call({sent})
        return answered
'''


def message(document: Json) -> str:
    """The type of what is sent to others."""
    bodies = [told["post"]["requestBody"]["content"] for told in document["webhooks"].values()]
    return " | ".join(hint(body["application/json"]["schema"]) for body in bodies)


def operations() -> str:
    document: Json = json.loads(DOCUMENT.read_text())
    methods = [
        method(verb, path, item[verb])
        for path, item in document["paths"].items()
        for verb in METHODS
        if verb in item
    ]
    return f'''"""{SAID}"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from huuva_client import models

WebhookMessage: TypeAlias = {message(document)}
"""What an endpoint of webhooks is told."""


class Operations:
    """Each operation of the API that answers in JSON, or with nothing, by its name. Each raises a `Problem`."""

    async def _call(
        self,
        method: str,
        path_template: str,
        *,
        path: Mapping[str, object] = {{}},
        query: Mapping[str, object] = {{}},
        header: Mapping[str, str | None] = {{}},
        body: object = None,
        content_type: str = "application/json",
        keyed: bool = False,
    ) -> Any:
        """`keyed`: it is done once under an `Idempotency-Key`."""
        raise NotImplementedError
{"".join(filter(None, methods))}'''


def main(target: Path) -> None:
    models(target / "models.py")
    (target / "operations.py").write_text(operations())
    made = [target / "models.py", target / "operations.py"]
    subprocess.run(
        [sys.executable, "-m", "black", "--quiet", "--line-length", "100", *made], check=True
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else HERE / "huuva_client")
