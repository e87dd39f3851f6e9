"""The pages, which are files: what they show, their scripts ask of the API."""

from collections.abc import Awaitable, Callable
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from fastapi import APIRouter, Request, Response

from huuva_backend.platform.errors import NotFound
from huuva_backend.platform.http.caching import is_held
from huuva_backend.platform.settings import VERSION

HERE: Final = Path(__file__).parent
MEDIA_TYPES: Final = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
# Everything comes from here, and no other site may put a button of ours under its own.
POLICY: Final = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
# Swagger UI has pictures in its style sheet, Redoc writes its styles and its search while it runs.
DOCUMENTATION_POLICY: Final = (
    f"{POLICY}; img-src 'self' data:; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
)
ADDRESSES: Final = {
    "index": "/",
    "kitchen": "/kitchen",
    "board": "/board",
    "dashboard": "/dashboard",
    "signin": "/sign-in",
    "swagger": "/api/docs",
    "redoc": "/api/redoc",
}
# What is served differs from the file in this alone.
REPLACEMENTS: Final = {
    "index.html": (b"{{version}}", VERSION.encode()),
    # Redoc's own mark, which it would load from another host.
    "redoc.standalone.js": (
        b"https://cdn.redoc.ly/redoc/logo-mini.svg",
        b"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>",
    ),
}
READ_METHODS: Final = ["GET", "HEAD"]


class Asset(NamedTuple):
    """What is served of a file."""

    body: bytes
    media_type: str
    tag: str
    policy: str


def _read(path: Path, policy: str = POLICY) -> Asset:
    body = path.read_bytes()
    if path.name in REPLACEMENTS:
        body = body.replace(*REPLACEMENTS[path.name])
    tag = blake2b(body, digest_size=8).hexdigest()
    return Asset(body, MEDIA_TYPES[path.suffix], tag, policy)


def _policy(address: str) -> str:
    return DOCUMENTATION_POLICY if address.startswith("/api/") else POLICY


PAGES: Final = {
    address: _read(HERE / "pages" / f"{name}.html", _policy(address))
    for name, address in ADDRESSES.items()
}
STATIC: Final = {path.name: _read(path) for path in (HERE / "static").iterdir()}
VENDORED: Final = {
    path.name: _read(path) for path in (HERE / "vendor").iterdir() if path.suffix in MEDIA_TYPES
}

web_router = APIRouter(include_in_schema=False)


def _page(page: Asset) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return _answer(page, request)

    return answer


for name, address in ADDRESSES.items():
    web_router.add_api_route(
        address, _page(PAGES[address]), methods=READ_METHODS, operation_id=f"{name}Page"
    )


@web_router.api_route("/static/{name}", methods=READ_METHODS, operation_id="staticFile")
async def static_file(name: str, request: Request) -> Response:
    asset = STATIC.get(name) or VENDORED.get(name)
    if asset is None:
        raise NotFound
    return _answer(asset, request)


def _answer(asset: Asset, request: Request) -> Response:
    headers = {
        "ETag": f'"{asset.tag}"',
        # Asked for again each time, so that a display never runs half of one version and half of another.
        "Cache-Control": "no-cache",
        "Content-Security-Policy": asset.policy,
        "Referrer-Policy": "same-origin",
    }
    if is_held(asset.tag, ", ".join(request.headers.getlist("if-none-match"))):
        return Response(status_code=304, headers=headers)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
