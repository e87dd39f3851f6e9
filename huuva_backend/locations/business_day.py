"""When a location's day begins. Pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


def day_began(now: datetime, timezone: str, day_starts_at: str) -> datetime:
    """The last time, in UTC, at which the location's clock showed when its days begin.

    A time that the clock repeats counts once, the first time. One that it skips is where the clock would show it if
    it hadn't been changed, which for a full hour is the jump.
    """
    zone, start = ZoneInfo(timezone), time.fromisoformat(day_starts_at)
    today = now.astimezone(zone).date()
    starts = (
        datetime.combine(today + timedelta(days=days), start, zone).astimezone(UTC)
        for days in (1, 0, -1)
    )
    return next(began for began in starts if began <= now)
