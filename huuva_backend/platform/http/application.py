from fastapi import FastAPI
from starlette.types import ASGIApp

from huuva_backend.platform.http.middleware import RequestMiddleware


class Application(FastAPI):
    """FastAPI with one layer around its router instead of six, which cost a request as much as reading an order."""

    def build_middleware_stack(self) -> ASGIApp:
        return RequestMiddleware(self.router)
