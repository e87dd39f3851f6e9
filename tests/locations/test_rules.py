"""What a location says of its orders holds when they are placed, and takes no look-up of its own."""

from dataclasses import replace
from datetime import timedelta

import pytest

from huuva_backend.locations.location import LocationRules
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.policy import Policy
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db.database import Database
from tests.kitchen.screens import Screens
from tests.locations.places import Places
from tests.orders.kitchen import Kitchen
from tests.orders.test_routes_times import ago


@pytest.mark.parametrize(("lead", "held"), [(None, 1), (40, 1), (50, 0), (0, 1)])
async def test_the_kitchen_sees_an_order_as_long_before_as_its_location_says(
    places: Places, kitchen: Kitchen, screens: Screens, lead: int | None, held: int
) -> None:
    await places.say("main", releaseLeadMinutes=lead)
    await places.say("kallio", releaseLeadMinutes=1440)

    await kitchen.place(pickupTime=ago(minutes=-45))
    await kitchen.place(pickupTime=ago(minutes=-45), locationId="kallio")

    assert (await screens.look())["held"]["count"] == held
    assert (await screens.look(locationId="kallio"))["held"]["count"] == 0


async def test_offers_carry_what_the_location_says(places: Places, database: Database) -> None:
    await places.say("main", unroutedLines="follow", releaseLeadMinutes=20)

    said = await MenuService().offers(TRUSTED, database, "brand-1", "main", [])
    usual = await MenuService().offers(TRUSTED, database, "brand-1", "kallio", [])

    assert said.rules == LocationRules("follow", 20)
    assert usual.rules == LocationRules("make", None)


def test_a_policy_is_the_locations_where_it_says_otherwise() -> None:
    policy = Policy(recall_window=timedelta(hours=1))

    assert policy.at(LocationRules()) == policy
    assert policy.at(LocationRules("follow", 0)) == replace(
        policy, release_lead=timedelta(0), make_unrouted=False
    )
