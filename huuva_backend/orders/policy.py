"""What whoever runs the kitchens may decide of orders; the defaults are those of the settings."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Self

from huuva_backend.locations.location import LocationRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """`recall_window`: how long after its pick-up an order can be taken back. `release_lead`: how long before it
    must be begun the kitchen sees an order for later. `trusted_delay`: how much of a stay that began before we
    recorded the order counts. `make_unrouted`: whether a line without a station is made by the kitchen, where nobody
    says. `pass_required`: whether an order is READY only once the pass completes it.
    """

    recall_window: timedelta = timedelta(minutes=15)
    release_lead: timedelta = timedelta(minutes=30)
    trusted_delay: timedelta = timedelta(hours=6)
    valid_phones_only: bool = False
    make_unrouted: bool = True
    pass_required: bool = False

    def at(self, rules: LocationRules) -> Self:
        """As it holds at a location."""
        lead = self.release_lead if rules.release_lead is None else rules.release_lead
        holds = (self.release_lead, self.make_unrouted, self.pass_required)
        if (lead, rules.make_unrouted, rules.pass_required) == holds:
            return self
        return replace(
            self,
            release_lead=lead,
            make_unrouted=rules.make_unrouted,
            pass_required=rules.pass_required,
        )
