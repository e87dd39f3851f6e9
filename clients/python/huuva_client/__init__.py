"""An asynchronous client of huuva_backend, whose bodies and answers are typed JSON."""

from huuva_client.client import HuuvaClient, each
from huuva_client.following import Event, Reset
from huuva_client.problem import Problem
from huuva_client.retrying import Patience
from huuva_client.webhooks import WebhookRefused, verify

__all__ = [
    "Event",
    "HuuvaClient",
    "Patience",
    "Problem",
    "Reset",
    "WebhookRefused",
    "each",
    "verify",
]
