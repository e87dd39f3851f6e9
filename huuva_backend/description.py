"""What the description of the API says of it as a whole."""

from typing import Final

DESCRIPTION: Final = """
Orders of a kitchen, where they stand and how long everything took.

Times are RFC 3339 with an offset and answered in UTC. Errors are RFC 9457 problems; their `code` is stable.

Callers bring a key: `Authorization: Bearer <key>`, or at a screen a cookie. Each operation names the scope that a key needs for it.
A server with `AUTH=off` or `AUTH=proxy` asks nobody.
"""
TAGS: Final = [
    {"name": "orders", "description": "What was ordered, where it stands, and how it got there."},
    {"name": "menu", "description": "What brands sell, with pictures, and what is out for now."},
    {"name": "kitchen", "description": "What displays show, and the thresholds of stations."},
    {"name": "locations", "description": "Which there are, and what holds at each."},
    {"name": "quotes", "description": "How busy a kitchen is, and when an order would be ready."},
    {"name": "integrations", "description": "Orders in the words of delivery platforms."},
    {"name": "partners", "description": "Who may call, and the keys that they call with."},
    {"name": "customers", "description": "What is known of one: to hand out, or to erase."},
    {
        "name": "events",
        "description": "What changed at a location, in order, to read or to follow.",
    },
    {"name": "webhooks", "description": "Who is told of events, and what became of telling them."},
    {"name": "analytics", "description": "How long it took, how much it was, and who ordered it."},
    {"name": "operations", "description": "For whoever runs the server."},
]
