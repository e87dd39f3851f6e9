"""The page /dashboard before those who have no mouse, or who listen, and what it asks of others: nothing."""

from urllib.parse import urlsplit

from playwright.async_api import Request, expect

from tests.web.place import Place, line
from tests.web.screens import PHONE, Dashboard, Screens


async def test_nobody_else_is_asked(screens: Screens, place: Place) -> None:
    await place.order("A-1")
    page = await screens.page("/")
    asked: list[str] = []

    def hear(request: Request) -> None:
        asked.append(request.url)

    page.on("request", hear)
    await page.goto(f"{screens.url}/dashboard?locationId={place.id}")
    await Dashboard(page).is_drawn()
    assert len(asked) > 10
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(screens.url).netloc}


async def test_what_lines_show_stands_in_tables_that_keys_reach(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1")
    dashboard = await screens.dashboard(size=PHONE)
    chart = dashboard.chart("throughput")
    await expect(chart.get_by_role("table")).to_be_hidden()
    await chart.get_by_text("Figures").focus()
    await dashboard.page.keyboard.press("Enter")
    await expect(chart.get_by_role("table", name="Throughput")).to_be_visible()
    await dashboard.page.keyboard.press("Tab")
    await expect(chart.get_by_role("region", name="Throughput")).to_be_focused()


async def test_everything_has_a_name_for_those_who_listen(screens: Screens, place: Place) -> None:
    await place.order("A-1", line("BURGER"))
    dashboard = await screens.dashboard()
    await expect(dashboard.page.locator("body")).to_match_aria_snapshot("""
      - banner:
        - heading /place-.+/ [level=1]
        - form "What is shown":
          - text: Location
          - combobox "Location"
          - text: Brand
          - combobox "Brand"
          - text: Channel
          - combobox "Channel"
          - text: Period
          - combobox "Period"
          - button "Show"
        - status: Live
      - main:
        - region "Now":
          - heading "Now" [level=2]
          - list:
            - listitem:
              - article /place-.+/:
                - heading /place-.+/ [level=3]
        - region "Period":
          - heading "Period" [level=2]
          - article "Throughput":
            - heading "Throughput" [level=3]
            - paragraph:
              - link "API call of Throughput"
              - link "CSV of Throughput"
            - img "Throughput over time; the figures follow"
    """)
