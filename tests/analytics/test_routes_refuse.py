"""What no measure takes: refused with the name of the parameter, and never a failure of ours."""

from base64 import urlsafe_b64encode

import pytest

from tests.analytics.analyst import Analyst

PERIODS = [
    "status-durations",
    "throughput",
    "punctuality",
    "pickups",
    "cancellations",
    "amendments",
    "products",
    "retention",
]
MEASURES = [*PERIODS, "customers", "customers/account-1"]


def cursor(document: str) -> str:
    return urlsafe_b64encode(document.encode()).rstrip(b"=").decode()


BAD_EVERYWHERE = [
    ("from", ""),
    ("from", "yesterday"),
    ("from", "2026-01-31"),
    ("from", "2026-01-31T18:30:00"),
    ("from", "2026-02-30T00:00:00Z"),
    ("from", "0001-01-01T00:00:00Z"),
    ("from", "0001-01-01T00:00:00+14:00"),
    ("from", "1969-12-31T23:59:59Z"),
    ("to", "9999-12-31T23:59:59Z"),
    ("to", "9999-12-31T23:59:59-14:00"),
    ("to", "10000-01-01T00:00:00Z"),
    ("to", "0001-01-01T00:00:00Z"),
    ("from", "1769817600"),
    ("timezone", ""),
    ("timezone", "Mars/Olympus"),
    ("timezone", "America"),
    ("timezone", "../UTC"),
    ("timezone", "/etc/localtime"),
    ("timezone", "zone.tab"),
    ("timezone", "localtime"),
    ("timezone", "posixrules"),
    ("timezone", "Factory"),
    ("timezone", "UTC\x00"),
    ("timezone", "x" * 64),
    ("brandId", ""),
    ("brandId", "x" * 65),
    ("brandId", "a\x00b"),
    ("locationId", "a\u202eb"),
    ("channel", "   "),
]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("name", "value"), BAD_EVERYWHERE)
async def test_a_bad_value_is_refused(
    analyst: Analyst, measure: str, name: str, value: str
) -> None:
    answer = await analyst.api.get(f"/api/analytics/{measure}", params={name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"query/{name}"


@pytest.mark.parametrize(
    ("measure", "name", "value"),
    [
        ("status-durations", "subject", "kitchen"),
        ("status-durations", "subject", "ORDER"),
        ("status-durations", "groupBy", "station"),
        ("status-durations", "endedBy", "forward,recall"),
        ("status-durations", "endedBy", ""),
        ("status-durations", "basis", "begun"),
        *(
            (measure, "dayStart", value)
            for measure in PERIODS
            for value in (
                "",
                "4:00",
                "04",
                "24:00",
                "04:60",
                "04:00:00",
                "04:00Z",
                "04:00\n",
                "٠٤:٠٠",
            )
        ),
        ("customers", "dayStart", "04:00"),
        ("customers", "endedBy", "forward"),
        ("throughput", "basis", "spent"),
        ("punctuality", "groupBy", "order_type"),
        ("punctuality", "promise", "final"),
        ("punctuality", "ready", "last"),
        ("punctuality", "compare", ""),
        ("throughput", "interval", "minute"),
        ("customers", "limit", "0"),
        ("customers", "limit", "201"),
        ("customers", "limit", "9223372036854775808"),
        ("customers", "limit", "9" * 5000),
        ("customers", "limit", "ten"),
        ("customers", "cursor", ""),
        ("customers", "cursor", "nonsense"),
        ("customers", "cursor", "x" * 513),
        ("customers", "cursor", cursor('["orders",[1,"a"]]')),
        ("customers", "cursor", cursor('["customers",[0,"a"]]')),
        ("customers", "cursor", cursor('["customers",[9e99,"a"]]')),
        ("customers", "cursor", cursor(f'["customers",[{2**63},"a"]]')),
        ("customers", "cursor", cursor('["customers",[1,"\\u0000"]]')),
        ("customers", "cursor", cursor('["customers",["2026-01-31T00:00:00Z",1,"a"]]')),
        ("customers", "limitless", "1"),
        ("throughput", "limit", "1"),
        ("throughput", "period_from", "2026-01-31T00:00:00Z"),
    ],
)
async def test_a_value_that_one_measure_does_not_know_is_refused(
    analyst: Analyst, measure: str, name: str, value: str
) -> None:
    answer = await analyst.api.get(f"/api/analytics/{measure}", params={name: value})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == f"query/{name}"


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-31T00:00:00Z", "2026-01-31T00:00:00Z"),
        ("2026-01-31T00:00:00Z", "2026-01-30T00:00:00Z"),
        ("2026-01-31T00:00:00+02:00", "2026-01-30T22:00:00Z"),
    ],
)
async def test_a_period_that_ends_where_it_begins_or_before_is_refused(
    analyst: Analyst, measure: str, start: str, end: str
) -> None:
    answer = await analyst.ask(measure, **{"from": start, "to": end})

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid-period"


@pytest.mark.parametrize(
    ("measure", "query", "longest", "beyond"),
    [
        ("status-durations", {}, "2026-02-05T00:00:00Z", "2026-02-05T00:00:01Z"),
        ("status-durations", {"groupBy": "day"}, "2026-02-05T00:00:00Z", "2026-02-05T00:00:01Z"),
        ("status-durations", {"groupBy": "hour"}, "2025-02-01T00:00:00Z", "2025-02-01T00:00:01Z"),
        ("punctuality", {"groupBy": "month"}, "2026-02-05T00:00:00Z", "2026-02-05T00:00:01Z"),
        ("punctuality", {"groupBy": "hour"}, "2025-02-01T00:00:00Z", "2025-02-01T00:00:01Z"),
        ("throughput", {"interval": "hour"}, "2026-02-05T00:00:00Z", "2026-02-05T00:00:01Z"),
        ("throughput", {"interval": "15min"}, "2025-02-01T00:00:00Z", "2025-02-01T00:00:01Z"),
    ],
)
async def test_a_period_has_a_longest_length(
    analyst: Analyst, measure: str, query: dict[str, str], longest: str, beyond: str
) -> None:
    begin = {"from": "2025-01-01T00:00:00Z"}

    allowed = await analyst.ask(measure, **query, **begin, to=longest)
    refused = await analyst.ask(measure, **query, **begin, to=beyond)

    assert allowed.status_code == 200
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-period")


@pytest.mark.parametrize("measure", PERIODS)
async def test_a_period_that_begins_in_the_future_is_refused(
    analyst: Analyst, measure: str
) -> None:
    params = {"from": "9998-01-01T00:00:00Z"}
    answer = await analyst.api.get(f"/api/analytics/{measure}", params=params)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-period")


@pytest.mark.parametrize("timezone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("end", ["1970-01-01T00:00:01Z", "9998-12-31T23:59:59.999999Z"])
async def test_the_first_and_the_last_period_are_measured(
    analyst: Analyst, timezone: str, end: str
) -> None:
    for interval in ("15min", "hour", "day"):
        await analyst.read(
            "throughput",
            interval=interval,
            timezone=timezone,
            **{"from": "1970-01-01T00:00:00Z" if end < "2" else "9998-12-01T00:00:00Z", "to": end},
        )
