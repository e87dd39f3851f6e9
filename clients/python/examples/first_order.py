"""Places an order, moves it along, lists what is open: `python examples/first_order.py`."""

import asyncio
import os
import time

from huuva_client import HuuvaClient, Problem, each

URL = os.environ.get("HUUVA_URL", "http://127.0.0.1:8000")


async def main() -> None:
    async with HuuvaClient(URL, os.environ.get("HUUVA_KEY")) as client:
        order = await client.place_order(
            {
                "brandId": "napoli-ovens",
                "channelOrderId": f"W-{time.time_ns()}",
                "items": [
                    {
                        "plu": "PIZ-01",
                        "name": "Margherita",
                        "quantity": 2,
                        "unitPrice": {"amount": 1190, "currency": "EUR"},
                    }
                ],
            }
        )
        print(order["status"], order["total"] and order["total"]["amount"])

        version = f'"{order["version"]}"'
        begun = await client.move_order(order["id"], {"status": "PREPARING"}, if_match=version)
        print(begun["status"], ",".join(item["status"] for item in begun["items"]))

        try:
            await client.move_order(order["id"], {"status": "RECEIVED"})
        except Problem as refusal:
            print(refusal.status, refusal.code)

        async for listed in each(client.list_orders, status=["PREPARING"], limit=50):
            if listed["id"] == order["id"]:
                print("listed", listed["channelOrderId"] == order["channelOrderId"])


if __name__ == "__main__":
    asyncio.run(main())
