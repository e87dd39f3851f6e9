"""Products' pictures: `/api/menu/products/{plu}/images`."""

from typing import Annotated, Any, Final

from fastapi import Path, Request, Response

from huuva_backend.media.errors import (
    AnimatedPicture,
    CorruptPicture,
    OtherMediaType,
    StorageUnavailable,
    TooManyPixels,
    UnsupportedPicture,
)
from huuva_backend.media.picture import FORMATS, MAX_BYTES
from huuva_backend.menu.dependencies import BrandId, Plu, images, menu
from huuva_backend.menu.errors import ImageNotFound, ProductNotFound, TooManyImages
from huuva_backend.menu.product import Image
from huuva_backend.menu.schemas import ImageRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.body import read_body
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

images_router = Router("/api/menu/products/{plu:path}/images", tags=["menu"])

WRITE_IMAGE = writer(ImageRead, Image)

ImageName = Annotated[
    str,
    Path(
        description="What you call the picture",
        pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
        examples=["front"],
    ),
]
PICTURE: Final[dict[str, Any]] = {
    "requestBody": {
        "description": "The file itself, at most 5 MiB and 25 million pixels",
        "required": True,
        "content": {
            media_type: {"schema": {"contentMediaType": media_type}} for media_type in FORMATS
        },
    }
}


@images_router.put(
    "/{name:path}",
    scope=Scope.MENU_WRITE,
    summary="Put a picture on a product",
    response_model=ImageRead,
    response_description="Replaced",
    openapi_extra=PICTURE,
    responses={
        201: {"model": ImageRead, "description": "Added"},
        **problem_responses(
            ProductNotFound,
            TooManyImages,
            UnsupportedPicture,
            OtherMediaType,
            CorruptPicture,
            TooManyPixels,
            AnimatedPicture,
            Busy,
            StorageUnavailable,
        ),
    },
)
async def put_product_image(
    plu: Plu, name: ImageName, brand_id: BrandId, request: Request
) -> Response:
    """The picture is drawn anew: upright, in sRGB, at most 2048 pixels on a side and without any metadata
    or anything that the file held beside it, in the format that it came in; with it a thumbnail of at most
    320. Both have addresses that stand for this very content. The same file again changes nothing.
    """
    await menu(request).get(*asking(request), brand_id, plu, None)
    raw = await read_body(request, MAX_BYTES)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    image, created = await images(request).put(
        *asking(request), brand_id, plu, name, raw, media_type
    )
    return Response(WRITE_IMAGE(image), 201 if created else 200, media_type="application/json")


@images_router.delete(
    "/{name:path}",
    scope=Scope.MENU_WRITE,
    status_code=204,
    summary="Take a picture off a product",
    responses={
        204: {"description": "Taken off"},
        **problem_responses(ImageNotFound, Busy),
    },
)
async def delete_product_image(
    plu: Plu, name: ImageName, brand_id: BrandId, request: Request
) -> Response:
    """Who knows the picture's address may look at it there until its files are removed, within hours."""
    await images(request).remove(*asking(request), brand_id, plu, name)
    return Response(status_code=204)
