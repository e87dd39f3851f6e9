from huuva_backend.kitchen.stations import stations
from huuva_backend.locations.location import StationThresholds


def test_stations_are_listed_by_name_with_the_thresholds_that_hold() -> None:
    listed = stations(
        ["wok", "grill"], [StationThresholds("wok", 60, 30), StationThresholds("bar", 0, 0)]
    )

    assert listed.items == [
        StationThresholds("bar", 0, 0),
        StationThresholds("grill", 300, 0),
        StationThresholds("wok", 60, 30),
    ]
