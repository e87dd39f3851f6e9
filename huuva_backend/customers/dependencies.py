"""What the routes of customers take from a request."""

from fastapi import Request

from huuva_backend.customers.service import CustomerService


def service(request: Request) -> CustomerService:
    return CustomerService(request.app.state["orders"])
