"""What the routes of media take from the application."""

from typing import cast

from fastapi import Request

from huuva_backend.media.service import MediaService


def service(request: Request) -> MediaService:
    return cast(MediaService, request.app.state.media)
