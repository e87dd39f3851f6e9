"""The least that FastAPI does for the same requests: routes that parse the body and answer bytes."""

# ruff: noqa: ARG001

import os
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Response

ANSWERS: Final = "BENCHMARKS_ANSWERS"
"""Names the directory where the product's own answers are, one file for each operation."""


def create_app() -> FastAPI:
    answers = {path.name: path.read_bytes() for path in Path(os.environ[ANSWERS]).iterdir()}
    app = FastAPI(openapi_url=None)

    def answer(operation: str, status: int = 200) -> Response:
        return Response(answers[operation], status, media_type="application/json")

    @app.patch("/api/orders/{order_id}/items/{plu:path}/status")
    async def move_item(order_id: str, plu: str, update: dict[str, Any]) -> Response:
        return answer("patch-item")

    @app.patch("/api/orders/{order_id}/status")
    async def move_order(order_id: str, update: dict[str, Any]) -> Response:
        return answer("patch-order")

    @app.get("/api/orders/{order_id}")
    async def get_order(order_id: str) -> Response:
        return answer("get")

    @app.post("/api/orders")
    async def place_order(order: dict[str, Any]) -> Response:
        return answer("create", 201)

    return app
