"""What can go wrong in the kitchen, as facts."""

from huuva_backend.platform.errors import NotFound


class StationNotFound(NotFound):
    code = "station-not-found"
    title = "The location says nothing of such a station"
