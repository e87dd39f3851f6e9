"""Who history says did it: as the request says, else the caller, else as the route says."""

import pytest

from huuva_backend.orders.dependencies import DISPLAY, InvalidActor, OtherActor, actor
from huuva_backend.orders.history import Actor
from huuva_backend.partners.caller import TRUSTED, Caller, system


def of_kind(kind: str, name: str) -> Caller:
    return Caller(kind, name, frozenset(), brands=None, locations=None)


GRILL = of_kind("display", "grill")
WOLT = of_kind("partner", "wolt")
MANAGER = of_kind("operator", "anna")


@pytest.mark.parametrize(
    ("caller", "header", "expected"),
    [
        (TRUSTED, None, "display"),
        (TRUSTED, "partner:acme", "partner:acme"),
        (TRUSTED, "user", "user"),
        (GRILL, None, "display:grill"),
        (GRILL, "display:left", "display:grill/left"),
        (GRILL, "display", "display:grill"),
        (GRILL, "display:grill", "display:grill"),
        (WOLT, None, "partner:wolt"),
        (WOLT, "partner:till-3", "partner:wolt/till-3"),
        (MANAGER, None, "user:anna"),
        (MANAGER, "user:till", "user:anna/till"),
        (of_kind("analyst", "eve"), None, "user:eve"),
        (system("release"), None, "system:release"),
    ],
)
def test_the_actor_is_the_callers_and_only_made_more_precise_by_the_request(
    caller: Caller, header: str | None, expected: str
) -> None:
    assert str(actor(caller, header, DISPLAY)) == expected


def test_an_order_that_a_trusted_caller_places_for_nobody_is_its_partners() -> None:
    assert actor(TRUSTED, None, Actor("partner", "direct")) == Actor("partner", "direct")


@pytest.mark.parametrize(
    ("caller", "header"),
    [
        (GRILL, "partner:wolt"),
        (GRILL, "user:anna"),
        (WOLT, "display:grill"),
        (WOLT, "user"),
        (MANAGER, "display:grill"),
    ],
)
def test_nobody_acts_as_one_of_another_kind_than_their_key_is(caller: Caller, header: str) -> None:
    with pytest.raises(OtherActor):
        actor(caller, header, DISPLAY)


@pytest.mark.parametrize("caller", [TRUSTED, GRILL])
@pytest.mark.parametrize("header", ["system:release", "trusted", "", ":7"])
def test_nobody_may_name_an_actor_of_another_kind(caller: Caller, header: str) -> None:
    with pytest.raises(InvalidActor):
        actor(caller, header, DISPLAY)
