"""What routes take from a request for their service."""

from typing import cast

from fastapi import Request

from huuva_backend.integrations.service import MessageService


def messages(request: Request) -> MessageService:
    return cast(MessageService, request.app.state["messages"])
