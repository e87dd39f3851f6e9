"""What the routes of quotes take from a request beside query and body."""

from typing import cast

from fastapi import Request

from huuva_backend.quotes.service import QuoteService


def quotes(request: Request) -> QuoteService:
    return cast(QuoteService, request.app.state.quotes)
