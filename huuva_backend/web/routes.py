"""The pages `/kitchen` and `/board`, which are files: what they show, their scripts ask of the API."""

from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from fastapi import APIRouter, Request, Response

from huuva_backend.platform.errors import NotFound

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

web_router = APIRouter(include_in_schema=False)


class File(NamedTuple):
    body: bytes
    media_type: str
    etag: str


def _read(path: Path) -> File:
    body = path.read_bytes()
    return File(body, MEDIA_TYPES[path.suffix], f'"{blake2b(body, digest_size=8).hexdigest()}"')


PAGES: Final = {path.stem: _read(path) for path in (HERE / "pages").iterdir()}
STATIC: Final = {path.name: _read(path) for path in (HERE / "static").iterdir()}


@web_router.get("/kitchen", operation_id="kitchenPage")
async def kitchen_page(request: Request) -> Response:
    return _answer(PAGES["kitchen"], request)


@web_router.get("/board", operation_id="boardPage")
async def board_page(request: Request) -> Response:
    return _answer(PAGES["board"], request)


@web_router.get("/static/{name}", operation_id="staticFile")
async def static_file(name: str, request: Request) -> Response:
    if name not in STATIC:
        raise NotFound
    return _answer(STATIC[name], request)


def _answer(file: File, request: Request) -> Response:
    headers = {
        "ETag": file.etag,
        # Asked for again each time, so that a display never runs half of one version and half of another.
        "Cache-Control": "no-cache",
        "Content-Security-Policy": POLICY,
        "Referrer-Policy": "same-origin",
    }
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(file.body, headers=headers, media_type=file.media_type)
