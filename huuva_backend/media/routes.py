"""The pictures of `/media`: in production the web server in front serves them in the same way."""

from pathlib import PurePath
from typing import Annotated

from fastapi import Header, Path, Request, Response

from huuva_backend.media.dependencies import service
from huuva_backend.media.errors import PictureNotFound, StorageUnavailable
from huuva_backend.media.picture import FORMATS
from huuva_backend.media.storage import NAME
from huuva_backend.platform.http.caching import is_held
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import PUBLIC, Router

EXAMPLE = "0f343b0931126a20f133d67c2b018a3b8e3a7c1f1f0e6f2e1a4d5c6b7a890123.webp"
MEDIA_TYPES = {f".{kind.extension}": media_type for media_type, kind in FORMATS.items()}
HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    # Opened by itself, nothing in it may be run.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}

media_router = Router("/media", tags=["menu"])


@media_router.get(
    "/{name}",
    scope=PUBLIC,
    summary="Look at a picture",
    response_class=Response,
    response_description="The picture",
    responses={
        200: {
            "content": {
                media_type: {"schema": {"type": "string", "format": "binary"}}
                for media_type in FORMATS
            },
            "headers": {
                "ETag": {"description": "Its name's digest", "schema": {"type": "string"}},
                "Cache-Control": {"description": "A year", "schema": {"type": "string"}},
            },
        },
        304: {"description": "You have it: what a name stands for never changes"},
        **problem_responses(PictureNotFound, StorageUnavailable),
    },
)
async def get_picture(
    name: Annotated[
        str,
        Path(
            description="As a product's image gives it",
            pattern=f"^{NAME.pattern}$",
            examples=[EXAMPLE],
        ),
    ],
    request: Request,
    if_none_match: Annotated[str | None, Header(description="The ETag that you have")] = None,
) -> Response:
    """Named by its content, so it may be kept for ever."""
    content = await service(request).read(name)
    file = PurePath(name)
    headers = HEADERS | {"ETag": f'"{file.stem}"'}
    if is_held(file.stem, if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, MEDIA_TYPES[file.suffix])
