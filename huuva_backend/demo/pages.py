"""The pages on which the demo is to be seen."""

from collections.abc import Iterator


def pages(location_id: str, server: str) -> Iterator[str]:
    """Each with its address, for a location that has something to show."""
    yield f"Kitchen   [cyan]{server}/kitchen?locationId={location_id}[/cyan]"
    yield f"Board     [cyan]{server}/board?locationId={location_id}[/cyan]"
    yield f"Dashboard [cyan]{server}/dashboard?locationId={location_id}[/cyan]"
