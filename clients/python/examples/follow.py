"""Prints what happens at a location: `python examples/follow.py [cursor]`. Ctrl-C ends it, the cursor goes on."""

import asyncio
import os
import sys

from huuva_client import HuuvaClient, Reset

URL = os.environ.get("HUUVA_URL", "http://127.0.0.1:8000")


async def main(after: str | None = None) -> None:
    async with HuuvaClient(URL, os.environ.get("HUUVA_KEY")) as client:
        async for followed in client.follow(location_id="main", after=after):
            if isinstance(followed, Reset):
                snapshot = await client.list_tickets(location_id="main")
                tickets = len(snapshot["tickets"])
                print("begin anew:", tickets, "tickets as of", snapshot["asOf"], flush=True)
            else:
                event = followed.event
                print(followed.cursor, event["type"], event["orderStatus"], flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
