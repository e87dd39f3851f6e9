"""Made from docs/openapi.json by `make clients`; not to be changed by hand."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from huuva_client import models

WebhookMessage: TypeAlias = models.OrderMessage | models.ProductMessage | models.EndpointTestMessage
"""What an endpoint of webhooks is told."""


class Operations:
    """Each operation of the API that answers in JSON, or with nothing, by its name. Each raises a `Problem`."""

    async def _call(
        self,
        method: str,
        path_template: str,
        *,
        path: Mapping[str, object] = {},
        query: Mapping[str, object] = {},
        header: Mapping[str, str | None] = {},
        body: object = None,
        content_type: str = "application/json",
        keyed: bool = False,
    ) -> Any:
        """`keyed`: it is done once under an `Idempotency-Key`."""
        raise NotImplementedError

    async def move_item(
        self,
        order_id: str,
        plu: str,
        body: models.ItemStatusUpdate,
        *,
        line: int | None = None,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
    ) -> models.ItemMovedRead:
        """Move one item: `PATCH /api/orders/{order_id}/items/{plu}/status`."""
        answered: models.ItemMovedRead = await self._call(
            "PATCH",
            "/api/orders/{order_id}/items/{plu}/status",
            path={"order_id": order_id, "plu": plu},
            query={"line": line, "locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor},
            body=body,
        )
        return answered

    async def move_order(
        self,
        order_id: str,
        body: models.OrderStatusUpdate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
    ) -> models.OrderRead:
        """Move an order: `PATCH /api/orders/{order_id}/status`."""
        answered: models.OrderRead = await self._call(
            "PATCH",
            "/api/orders/{order_id}/status",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor},
            body=body,
        )
        return answered

    async def get_order(self, order_id: str, *, location_id: str | None = None) -> models.OrderRead:
        """Look up an order: `GET /api/orders/{order_id}`."""
        answered: models.OrderRead = await self._call(
            "GET",
            "/api/orders/{order_id}",
            path={"order_id": order_id},
            query={"locationId": location_id},
        )
        return answered

    async def amend_order(
        self,
        order_id: str,
        body: models.OrderUpdate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
    ) -> models.OrderRead:
        """Amend an order: `PATCH /api/orders/{order_id}`."""
        answered: models.OrderRead = await self._call(
            "PATCH",
            "/api/orders/{order_id}",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor},
            body=body,
        )
        return answered

    async def list_orders(
        self,
        *,
        status: (
            Sequence[
                Literal["RECEIVED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"]
                | Literal[1, 2, 3, 4, 5]
            ]
            | None
        ) = None,
        location_id: str | None = None,
        brand_id: str | None = None,
        channel: str | None = None,
        channel_order_id: str | None = None,
        external_id: str | None = None,
        account: str | None = None,
        display_id: str | None = None,
        customer: str | None = None,
        phone: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        pickup_from: str | None = None,
        pickup_to: str | None = None,
        sort: models.OrderSort | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.OrderPage:
        """List orders: `GET /api/orders`."""
        answered: models.OrderPage = await self._call(
            "GET",
            "/api/orders",
            query={
                "status": status,
                "locationId": location_id,
                "brandId": brand_id,
                "channel": channel,
                "channelOrderId": channel_order_id,
                "externalId": external_id,
                "account": account,
                "displayId": display_id,
                "customer": customer,
                "phone": phone,
                "from": from_,
                "to": to,
                "pickupFrom": pickup_from,
                "pickupTo": pickup_to,
                "sort": sort,
                "limit": limit,
                "cursor": cursor,
            },
        )
        return answered

    async def place_order(
        self,
        body: models.OrderCreate,
        *,
        validate_only: bool | None = None,
        if_exists: models.IfExists | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Place an order: `POST /api/orders`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders",
            query={"validateOnly": validate_only, "ifExists": if_exists},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def add_items(
        self,
        order_id: str,
        body: models.ItemsCreate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Add lines: `POST /api/orders/{order_id}/items`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/items",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def amend_item(
        self,
        order_id: str,
        plu: str,
        body: models.ItemUpdate,
        *,
        line: int | None = None,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
    ) -> models.OrderRead:
        """Amend a line: `PATCH /api/orders/{order_id}/items/{plu}`."""
        answered: models.OrderRead = await self._call(
            "PATCH",
            "/api/orders/{order_id}/items/{plu}",
            path={"order_id": order_id, "plu": plu},
            query={"line": line, "locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor},
            body=body,
        )
        return answered

    async def delay_order(
        self,
        order_id: str,
        body: models.DelayCreate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Delay an order: `POST /api/orders/{order_id}/delay`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/delay",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def fire_course(
        self,
        order_id: str,
        body: models.FiringCreate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Fire a course: `POST /api/orders/{order_id}/fire`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/fire",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def accept_order(
        self,
        order_id: str,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Accept an order: `POST /api/orders/{order_id}/accept`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/accept",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            keyed=True,
        )
        return answered

    async def deny_order(
        self,
        order_id: str,
        body: models.DenialCreate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Deny an order: `POST /api/orders/{order_id}/deny`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/deny",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def confirm_cancellation(
        self,
        order_id: str,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Confirm a cancellation request: `POST /api/orders/{order_id}/cancellation-requests/confirm`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/cancellation-requests/confirm",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            keyed=True,
        )
        return answered

    async def refuse_cancellation(
        self,
        order_id: str,
        body: models.CancellationRefusalCreate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Refuse a cancellation request: `POST /api/orders/{order_id}/cancellation-requests/refuse`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/cancellation-requests/refuse",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def request_cancellation(
        self,
        order_id: str,
        body: models.CancellationRequestCreate,
        *,
        location_id: str | None = None,
        if_match: str | None = None,
        x_actor: str | None = None,
        idempotency_key: str | None = None,
    ) -> models.OrderRead:
        """Ask for an order to be cancelled: `POST /api/orders/{order_id}/cancellation-requests`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/orders/{order_id}/cancellation-requests",
            path={"order_id": order_id},
            query={"locationId": location_id},
            header={"if-match": if_match, "x-actor": x_actor, "Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def put_product_image(
        self,
        plu: str,
        name: str,
        body: bytes,
        content_type: Literal["image/png", "image/jpeg", "image/webp"],
        *,
        brand_id: str,
    ) -> models.ImageRead:
        """Put a picture on a product: `PUT /api/menu/products/{plu}/images/{name}`."""
        answered: models.ImageRead = await self._call(
            "PUT",
            "/api/menu/products/{plu}/images/{name}",
            path={"plu": plu, "name": name},
            query={"brandId": brand_id},
            body=body,
            content_type=content_type,
        )
        return answered

    async def delete_product_image(self, plu: str, name: str, *, brand_id: str) -> None:
        """Take a picture off a product: `DELETE /api/menu/products/{plu}/images/{name}`."""
        answered: None = await self._call(
            "DELETE",
            "/api/menu/products/{plu}/images/{name}",
            path={"plu": plu, "name": name},
            query={"brandId": brand_id},
        )
        return answered

    async def list_products(
        self,
        *,
        brand_id: str | None = None,
        location_id: str | None = None,
        name: str | None = None,
        ingredient: str | None = None,
        orderable: bool | None = None,
        available: bool | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.ProductPage:
        """List products: `GET /api/menu/products`."""
        answered: models.ProductPage = await self._call(
            "GET",
            "/api/menu/products",
            query={
                "brandId": brand_id,
                "locationId": location_id,
                "name": name,
                "ingredient": ingredient,
                "orderable": orderable,
                "available": available,
                "limit": limit,
                "cursor": cursor,
            },
        )
        return answered

    async def list_modifiers(
        self, plu: str, *, brand_id: str, location_id: str | None = None
    ) -> models.ModifiersRead:
        """List what may go with a product: `GET /api/menu/products/{plu}/modifiers`."""
        answered: models.ModifiersRead = await self._call(
            "GET",
            "/api/menu/products/{plu}/modifiers",
            path={"plu": plu},
            query={"brandId": brand_id, "locationId": location_id},
        )
        return answered

    async def assign_station(
        self, plu: str, location_id: str, body: models.StationUpdate, *, brand_id: str
    ) -> models.StationRead:
        """Prepare a product at another station: `PUT /api/menu/products/{plu}/stations/{location_id}`."""
        answered: models.StationRead = await self._call(
            "PUT",
            "/api/menu/products/{plu}/stations/{location_id}",
            path={"plu": plu, "location_id": location_id},
            query={"brandId": brand_id},
            body=body,
        )
        return answered

    async def unassign_station(self, plu: str, location_id: str, *, brand_id: str) -> None:
        """Prepare a product where its brand says: `DELETE /api/menu/products/{plu}/stations/{location_id}`."""
        answered: None = await self._call(
            "DELETE",
            "/api/menu/products/{plu}/stations/{location_id}",
            path={"plu": plu, "location_id": location_id},
            query={"brandId": brand_id},
        )
        return answered

    async def list_product_stations(
        self, *, brand_id: str, location_id: str
    ) -> models.StationsRead:
        """List a location's own stations: `GET /api/menu/stations`."""
        answered: models.StationsRead = await self._call(
            "GET", "/api/menu/stations", query={"brandId": brand_id, "locationId": location_id}
        )
        return answered

    async def get_product(
        self, plu: str, *, brand_id: str, location_id: str | None = None
    ) -> models.ProductRead:
        """Look up a product: `GET /api/menu/products/{plu}`."""
        answered: models.ProductRead = await self._call(
            "GET",
            "/api/menu/products/{plu}",
            path={"plu": plu},
            query={"brandId": brand_id, "locationId": location_id},
        )
        return answered

    async def put_product(
        self, plu: str, body: models.ProductUpdate, *, brand_id: str, location_id: str | None = None
    ) -> models.ProductRead:
        """Create or replace a product: `PUT /api/menu/products/{plu}`."""
        answered: models.ProductRead = await self._call(
            "PUT",
            "/api/menu/products/{plu}",
            path={"plu": plu},
            query={"brandId": brand_id, "locationId": location_id},
            body=body,
        )
        return answered

    async def delete_product(self, plu: str, *, brand_id: str) -> None:
        """Take a product off the menu for good: `DELETE /api/menu/products/{plu}`."""
        answered: None = await self._call(
            "DELETE", "/api/menu/products/{plu}", path={"plu": plu}, query={"brandId": brand_id}
        )
        return answered

    async def list_stock(
        self, *, brand_id: str, location_id: str | None = None
    ) -> models.StockListRead:
        """List what is left: `GET /api/menu/stocks`."""
        answered: models.StockListRead = await self._call(
            "GET", "/api/menu/stocks", query={"brandId": brand_id, "locationId": location_id}
        )
        return answered

    async def set_stock(self, body: models.StockUpdate) -> models.StockListRead:
        """Count products: `PUT /api/menu/stocks`."""
        answered: models.StockListRead = await self._call("PUT", "/api/menu/stocks", body=body)
        return answered

    async def forget_stock(
        self, *, brand_id: str, plu: Sequence[str], location_id: str | None = None
    ) -> None:
        """Count products no more: `DELETE /api/menu/stocks`."""
        answered: None = await self._call(
            "DELETE",
            "/api/menu/stocks",
            query={"brandId": brand_id, "plu": plu, "locationId": location_id},
        )
        return answered

    async def list_snoozes(
        self, *, brand_id: str, location_id: str | None = None
    ) -> models.SnoozesRead:
        """List snoozes: `GET /api/menu/snoozes`."""
        answered: models.SnoozesRead = await self._call(
            "GET", "/api/menu/snoozes", query={"brandId": brand_id, "locationId": location_id}
        )
        return answered

    async def snooze(
        self, body: models.SnoozeCreate, *, idempotency_key: str | None = None
    ) -> models.SnoozedRead:
        """Snooze products and modifiers: `POST /api/menu/snoozes`."""
        answered: models.SnoozedRead = await self._call(
            "POST",
            "/api/menu/snoozes",
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def wake(
        self, *, brand_id: str, plu: Sequence[str], location_id: str | None = None
    ) -> None:
        """End snoozes: `DELETE /api/menu/snoozes`."""
        answered: None = await self._call(
            "DELETE",
            "/api/menu/snoozes",
            query={"brandId": brand_id, "plu": plu, "locationId": location_id},
        )
        return answered

    async def export_menu(self, brand_id: str) -> models.MenuRead:
        """Export a brand's menu: `GET /api/menu/brands/{brand_id}`."""
        answered: models.MenuRead = await self._call(
            "GET", "/api/menu/brands/{brand_id}", path={"brand_id": brand_id}
        )
        return answered

    async def import_menu(
        self, brand_id: str, body: models.MenuCreate, *, dry_run: bool | None = None
    ) -> models.ReplacedRead:
        """Import a brand's menu: `PUT /api/menu/brands/{brand_id}`."""
        answered: models.ReplacedRead = await self._call(
            "PUT",
            "/api/menu/brands/{brand_id}",
            path={"brand_id": brand_id},
            query={"dryRun": dry_run},
            body=body,
        )
        return answered

    async def list_tickets(
        self,
        *,
        location_id: str | None = None,
        station: str | None = None,
        order_id: Sequence[str] | None = None,
    ) -> models.TicketsRead:
        """Open tickets: `GET /api/kitchen/tickets`."""
        answered: models.TicketsRead = await self._call(
            "GET",
            "/api/kitchen/tickets",
            query={"locationId": location_id, "station": station, "orderId": order_id},
        )
        return answered

    async def get_board(self, *, location_id: str | None = None) -> models.BoardRead:
        """What is ready: `GET /api/kitchen/board`."""
        answered: models.BoardRead = await self._call(
            "GET", "/api/kitchen/board", query={"locationId": location_id}
        )
        return answered

    async def list_stations(self, *, location_id: str | None = None) -> models.KitchenStationsRead:
        """List stations: `GET /api/kitchen/stations`."""
        answered: models.KitchenStationsRead = await self._call(
            "GET", "/api/kitchen/stations", query={"locationId": location_id}
        )
        return answered

    async def put_station(
        self, station: str, body: models.KitchenStationUpdate, *, location_id: str | None = None
    ) -> models.KitchenStationRead:
        """Set a station's thresholds: `PUT /api/kitchen/stations/{station}`."""
        answered: models.KitchenStationRead = await self._call(
            "PUT",
            "/api/kitchen/stations/{station}",
            path={"station": station},
            query={"locationId": location_id},
            body=body,
        )
        return answered

    async def remove_station(self, station: str, *, location_id: str | None = None) -> None:
        """Forget a station's thresholds: `DELETE /api/kitchen/stations/{station}`."""
        answered: None = await self._call(
            "DELETE",
            "/api/kitchen/stations/{station}",
            path={"station": station},
            query={"locationId": location_id},
        )
        return answered

    async def get_now(
        self, *, limit: int | None = None, cursor: str | None = None, location_id: str | None = None
    ) -> models.NowRead:
        """How kitchens stand: `GET /api/kitchen/now`."""
        answered: models.NowRead = await self._call(
            "GET",
            "/api/kitchen/now",
            query={"limit": limit, "cursor": cursor, "locationId": location_id},
        )
        return answered

    async def get_load(self, location_id: str) -> models.LoadRead:
        """How busy a kitchen is: `GET /api/locations/{location_id}/load`."""
        answered: models.LoadRead = await self._call(
            "GET", "/api/locations/{location_id}/load", path={"location_id": location_id}
        )
        return answered

    async def quote(
        self, body: models.QuoteCreate, *, idempotency_key: str | None = None
    ) -> models.QuoteRead:
        """When would it be ready?: `POST /api/quotes`."""
        answered: models.QuoteRead = await self._call(
            "POST",
            "/api/quotes",
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def get_intake(self, location_id: str) -> models.IntakeRead:
        """Does it take orders?: `GET /api/locations/{location_id}/intake`."""
        answered: models.IntakeRead = await self._call(
            "GET", "/api/locations/{location_id}/intake", path={"location_id": location_id}
        )
        return answered

    async def put_intake(self, location_id: str, body: models.IntakeUpdate) -> models.IntakeRead:
        """Pause, be busy, or open again: `PUT /api/locations/{location_id}/intake`."""
        answered: models.IntakeRead = await self._call(
            "PUT",
            "/api/locations/{location_id}/intake",
            path={"location_id": location_id},
            body=body,
        )
        return answered

    async def get_location(self, location_id: str) -> models.LocationRead:
        """Get a location: `GET /api/locations/{location_id}`."""
        answered: models.LocationRead = await self._call(
            "GET", "/api/locations/{location_id}", path={"location_id": location_id}
        )
        return answered

    async def put_location(
        self, location_id: str, body: models.LocationUpdate
    ) -> models.LocationRead:
        """Say what holds at a location: `PUT /api/locations/{location_id}`."""
        answered: models.LocationRead = await self._call(
            "PUT", "/api/locations/{location_id}", path={"location_id": location_id}, body=body
        )
        return answered

    async def list_locations(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> models.LocationsRead:
        """List locations: `GET /api/locations`."""
        answered: models.LocationsRead = await self._call(
            "GET", "/api/locations", query={"limit": limit, "cursor": cursor}
        )
        return answered

    async def take_deliverect_order(
        self,
        body: models.DeliverectOrder,
        *,
        brand_id: str,
        currency: str,
        location_id: str | None = None,
        accept_minutes: int | None = None,
        accept_outcome: models.AcceptOutcome | None = None,
        idempotency_key: str | None = None,
        integration: str | None = None,
        x_server_authorization_hmac_sha256: str | None = None,
    ) -> models.OrderRead:
        """Take an order from Deliverect: `POST /api/integrations/deliverect/orders`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/integrations/deliverect/orders",
            query={
                "brandId": brand_id,
                "currency": currency,
                "locationId": location_id,
                "acceptMinutes": accept_minutes,
                "acceptOutcome": accept_outcome,
                "integration": integration,
            },
            header={
                "Idempotency-Key": idempotency_key,
                "X-Server-Authorization-HMAC-SHA256": x_server_authorization_hmac_sha256,
            },
            body=body,
            keyed=True,
        )
        return answered

    async def take_uber_eats_order(
        self,
        body: models.UberEatsOrder,
        *,
        brand_id: str,
        location_id: str | None = None,
        accept_minutes: int | None = None,
        accept_outcome: models.AcceptOutcome | None = None,
        idempotency_key: str | None = None,
        integration: str | None = None,
        x_uber_signature: str | None = None,
    ) -> models.OrderRead:
        """Take an order from Uber Eats: `POST /api/integrations/uber-eats/orders`."""
        answered: models.OrderRead = await self._call(
            "POST",
            "/api/integrations/uber-eats/orders",
            query={
                "brandId": brand_id,
                "locationId": location_id,
                "acceptMinutes": accept_minutes,
                "acceptOutcome": accept_outcome,
                "integration": integration,
            },
            header={"Idempotency-Key": idempotency_key, "X-Uber-Signature": x_uber_signature},
            body=body,
            keyed=True,
        )
        return answered

    async def list_events(
        self, *, location_id: str | None = None, after: str | None = None, limit: int | None = None
    ) -> models.EventPage:
        """Page events: `GET /api/events`."""
        answered: models.EventPage = await self._call(
            "GET", "/api/events", query={"locationId": location_id, "after": after, "limit": limit}
        )
        return answered

    async def get_punctuality(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
        promise: models.Promise | None = None,
        ready: models.Readiness | None = None,
    ) -> models.MeasuredPunctualityRead:
        """Whether orders were ready when promised: `GET /api/analytics/punctuality`."""
        answered: models.MeasuredPunctualityRead = await self._call(
            "GET",
            "/api/analytics/punctuality",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
                "promise": promise,
                "ready": ready,
            },
        )
        return answered

    async def get_pickups(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
    ) -> models.PickupWaitsRead:
        """How long ready orders wait to be picked up: `GET /api/analytics/pickups`."""
        answered: models.PickupWaitsRead = await self._call(
            "GET",
            "/api/analytics/pickups",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
            },
        )
        return answered

    async def get_cancellations(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
        subject: models.Subject | None = None,
        limit: int | None = None,
    ) -> models.CancellationsRead:
        """What was cancelled or recalled, why and at what cost: `GET /api/analytics/cancellations`."""
        answered: models.CancellationsRead = await self._call(
            "GET",
            "/api/analytics/cancellations",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
                "subject": subject,
                "limit": limit,
            },
        )
        return answered

    async def get_amendments(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
    ) -> models.AmendmentsRead:
        """How many orders were amended, and in what: `GET /api/analytics/amendments`."""
        answered: models.AmendmentsRead = await self._call(
            "GET",
            "/api/analytics/amendments",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
            },
        )
        return answered

    async def get_preparation_times(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
        limit: int | None = None,
    ) -> models.PreparationTimesRead:
        """How long products take to prepare: `GET /api/analytics/products`."""
        answered: models.PreparationTimesRead = await self._call(
            "GET",
            "/api/analytics/products",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
                "limit": limit,
            },
        )
        return answered

    async def get_retention(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
    ) -> models.RetentionsRead:
        """How many customers are new, and how many return: `GET /api/analytics/retention`."""
        answered: models.RetentionsRead = await self._call(
            "GET",
            "/api/analytics/retention",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
            },
        )
        return answered

    async def get_status_durations(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        group_by: models.OrderGrouping | None = None,
        then_by: models.OrderGrouping | None = None,
        subject: models.Subject | None = None,
        ended_by: models.EndedBy | None = None,
        basis: models.Basis | None = None,
    ) -> models.StatusDurationsRead:
        """How long statuses last: `GET /api/analytics/status-durations`."""
        answered: models.StatusDurationsRead = await self._call(
            "GET",
            "/api/analytics/status-durations",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "groupBy": group_by,
                "thenBy": then_by,
                "subject": subject,
                "endedBy": ended_by,
                "basis": basis,
            },
        )
        return answered

    async def get_throughput(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        day_start: str | None = None,
        compare: models.Comparison | None = None,
        interval: models.Interval | None = None,
        group_by: models.OrderGrouping | None = None,
    ) -> models.ThroughputRead:
        """How many orders flow through: `GET /api/analytics/throughput`."""
        answered: models.ThroughputRead = await self._call(
            "GET",
            "/api/analytics/throughput",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "dayStart": day_start,
                "compare": compare,
                "interval": interval,
                "groupBy": group_by,
            },
        )
        return answered

    async def list_customers(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
        limit: int | None = None,
        cursor: str | None = None,
    ) -> models.CustomersRead:
        """How often customers order: `GET /api/analytics/customers`."""
        answered: models.CustomersRead = await self._call(
            "GET",
            "/api/analytics/customers",
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
                "limit": limit,
                "cursor": cursor,
            },
        )
        return answered

    async def get_customer(
        self,
        account: str,
        *,
        from_: str | None = None,
        to: str | None = None,
        timezone: str | None = None,
        brand_id: str | None = None,
        location_id: str | None = None,
        channel: str | None = None,
    ) -> models.CustomersRead:
        """How often one customer orders: `GET /api/analytics/customers/{account}`."""
        answered: models.CustomersRead = await self._call(
            "GET",
            "/api/analytics/customers/{account}",
            path={"account": account},
            query={
                "from": from_,
                "to": to,
                "timezone": timezone,
                "brandId": brand_id,
                "locationId": location_id,
                "channel": channel,
            },
        )
        return answered

    async def list_webhook_endpoints(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> models.EndpointsRead:
        """List webhook endpoints: `GET /api/webhook-endpoints`."""
        answered: models.EndpointsRead = await self._call(
            "GET", "/api/webhook-endpoints", query={"limit": limit, "cursor": cursor}
        )
        return answered

    async def add_webhook_endpoint(self, body: models.EndpointCreate) -> models.EndpointIssuedRead:
        """Add a webhook endpoint: `POST /api/webhook-endpoints`."""
        answered: models.EndpointIssuedRead = await self._call(
            "POST", "/api/webhook-endpoints", body=body
        )
        return answered

    async def get_webhook_endpoint(self, endpoint_id: str) -> models.EndpointRead:
        """Get a webhook endpoint: `GET /api/webhook-endpoints/{endpoint_id}`."""
        answered: models.EndpointRead = await self._call(
            "GET", "/api/webhook-endpoints/{endpoint_id}", path={"endpoint_id": endpoint_id}
        )
        return answered

    async def change_webhook_endpoint(
        self, endpoint_id: str, body: models.EndpointUpdate
    ) -> models.EndpointRead:
        """Change a webhook endpoint: `PATCH /api/webhook-endpoints/{endpoint_id}`."""
        answered: models.EndpointRead = await self._call(
            "PATCH",
            "/api/webhook-endpoints/{endpoint_id}",
            path={"endpoint_id": endpoint_id},
            body=body,
        )
        return answered

    async def remove_webhook_endpoint(self, endpoint_id: str) -> None:
        """Remove a webhook endpoint: `DELETE /api/webhook-endpoints/{endpoint_id}`."""
        answered: None = await self._call(
            "DELETE", "/api/webhook-endpoints/{endpoint_id}", path={"endpoint_id": endpoint_id}
        )
        return answered

    async def rotate_webhook_secret(
        self, endpoint_id: str, body: models.SecretRotate
    ) -> models.EndpointIssuedRead:
        """Rotate an endpoint's secret: `POST /api/webhook-endpoints/{endpoint_id}/rotate-secret`."""
        answered: models.EndpointIssuedRead = await self._call(
            "POST",
            "/api/webhook-endpoints/{endpoint_id}/rotate-secret",
            path={"endpoint_id": endpoint_id},
            body=body,
        )
        return answered

    async def test_webhook_endpoint(
        self, endpoint_id: str, *, idempotency_key: str | None = None
    ) -> models.DeliveryRead:
        """Send a test message: `POST /api/webhook-endpoints/{endpoint_id}/test`."""
        answered: models.DeliveryRead = await self._call(
            "POST",
            "/api/webhook-endpoints/{endpoint_id}/test",
            path={"endpoint_id": endpoint_id},
            header={"Idempotency-Key": idempotency_key},
            keyed=True,
        )
        return answered

    async def list_webhook_deliveries(
        self, endpoint_id: str, *, limit: int | None = None, cursor: str | None = None
    ) -> models.DeliveriesRead:
        """List what was sent to an endpoint: `GET /api/webhook-endpoints/{endpoint_id}/deliveries`."""
        answered: models.DeliveriesRead = await self._call(
            "GET",
            "/api/webhook-endpoints/{endpoint_id}/deliveries",
            path={"endpoint_id": endpoint_id},
            query={"limit": limit, "cursor": cursor},
        )
        return answered

    async def redeliver_webhook(
        self, endpoint_id: str, delivery_id: str, *, idempotency_key: str | None = None
    ) -> models.DeliveryRead:
        """Send one message again: `POST /api/webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}/redeliver`."""
        answered: models.DeliveryRead = await self._call(
            "POST",
            "/api/webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}/redeliver",
            path={"endpoint_id": endpoint_id, "delivery_id": delivery_id},
            header={"Idempotency-Key": idempotency_key},
            keyed=True,
        )
        return answered

    async def replay_webhooks(
        self, endpoint_id: str, body: models.Replay, *, idempotency_key: str | None = None
    ) -> models.EndpointRead:
        """Send events again from a time or cursor: `POST /api/webhook-endpoints/{endpoint_id}/replay`."""
        answered: models.EndpointRead = await self._call(
            "POST",
            "/api/webhook-endpoints/{endpoint_id}/replay",
            path={"endpoint_id": endpoint_id},
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def erase_customer(self, body: models.CustomerNamed) -> models.ErasedRead:
        """Erase a customer: `POST /api/erasures`."""
        answered: models.ErasedRead = await self._call("POST", "/api/erasures", body=body)
        return answered

    async def export_customer(self, body: models.CustomerNamed) -> models.ExportedRead:
        """Export a customer: `POST /api/exports`."""
        answered: models.ExportedRead = await self._call("POST", "/api/exports", body=body)
        return answered

    async def open_pairing(self) -> models.PairingRead:
        """Ask for a code: `POST /api/pairings`."""
        answered: models.PairingRead = await self._call("POST", "/api/pairings")
        return answered

    async def confirm_pairing(
        self, code: str, body: models.PairingConfirm, *, idempotency_key: str | None = None
    ) -> models.KeyRead:
        """Confirm a screen's code: `POST /api/pairings/{code}/confirm`."""
        answered: models.KeyRead = await self._call(
            "POST",
            "/api/pairings/{code}/confirm",
            path={"code": code},
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def list_displays(self) -> models.DisplaysRead:
        """List displays: `GET /api/displays`."""
        answered: models.DisplaysRead = await self._call("GET", "/api/displays")
        return answered

    async def get_session(self) -> models.SessionRead:
        """Who am I?: `GET /api/session`."""
        answered: models.SessionRead = await self._call("GET", "/api/session")
        return answered

    async def renew_session(self) -> None:
        """Stay signed in: `PUT /api/session`."""
        answered: None = await self._call("PUT", "/api/session")
        return answered

    async def sign_in(self, body: models.SessionCreate) -> None:
        """Sign in: `POST /api/session`."""
        answered: None = await self._call("POST", "/api/session", body=body)
        return answered

    async def sign_out(self) -> None:
        """Sign out: `DELETE /api/session`."""
        answered: None = await self._call("DELETE", "/api/session")
        return answered

    async def rotate_integration(
        self,
        partner_id: str,
        integration_id: str,
        body: models.IntegrationRotate,
        *,
        idempotency_key: str | None = None,
    ) -> models.IntegrationRead:
        """Rotate an integration's secret: `POST /api/partners/{partner_id}/integrations/{integration_id}/rotate`."""
        answered: models.IntegrationRead = await self._call(
            "POST",
            "/api/partners/{partner_id}/integrations/{integration_id}/rotate",
            path={"partner_id": partner_id, "integration_id": integration_id},
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def revoke_integration(self, partner_id: str, integration_id: str) -> None:
        """Revoke an integration: `DELETE /api/partners/{partner_id}/integrations/{integration_id}`."""
        answered: None = await self._call(
            "DELETE",
            "/api/partners/{partner_id}/integrations/{integration_id}",
            path={"partner_id": partner_id, "integration_id": integration_id},
        )
        return answered

    async def list_integrations(self, partner_id: str) -> models.IntegrationsRead:
        """List a partner's integrations: `GET /api/partners/{partner_id}/integrations`."""
        answered: models.IntegrationsRead = await self._call(
            "GET", "/api/partners/{partner_id}/integrations", path={"partner_id": partner_id}
        )
        return answered

    async def add_integration(
        self, partner_id: str, body: models.IntegrationCreate, *, idempotency_key: str | None = None
    ) -> models.IntegrationRead:
        """Register an integration: `POST /api/partners/{partner_id}/integrations`."""
        answered: models.IntegrationRead = await self._call(
            "POST",
            "/api/partners/{partner_id}/integrations",
            path={"partner_id": partner_id},
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def rotate_key(
        self, partner_id: str, key_id: str, body: models.KeyRotate
    ) -> models.KeyIssuedRead:
        """Rotate a key: `POST /api/partners/{partner_id}/keys/{key_id}/rotate`."""
        answered: models.KeyIssuedRead = await self._call(
            "POST",
            "/api/partners/{partner_id}/keys/{key_id}/rotate",
            path={"partner_id": partner_id, "key_id": key_id},
            body=body,
        )
        return answered

    async def revoke_key(self, partner_id: str, key_id: str) -> None:
        """Revoke a key: `DELETE /api/partners/{partner_id}/keys/{key_id}`."""
        answered: None = await self._call(
            "DELETE",
            "/api/partners/{partner_id}/keys/{key_id}",
            path={"partner_id": partner_id, "key_id": key_id},
        )
        return answered

    async def list_keys(self, partner_id: str) -> models.KeysRead:
        """List a partner's keys: `GET /api/partners/{partner_id}/keys`."""
        answered: models.KeysRead = await self._call(
            "GET", "/api/partners/{partner_id}/keys", path={"partner_id": partner_id}
        )
        return answered

    async def create_key(self, partner_id: str, body: models.KeyCreate) -> models.KeyIssuedRead:
        """Make a key: `POST /api/partners/{partner_id}/keys`."""
        answered: models.KeyIssuedRead = await self._call(
            "POST", "/api/partners/{partner_id}/keys", path={"partner_id": partner_id}, body=body
        )
        return answered

    async def list_partners(
        self, *, limit: int | None = None, cursor: str | None = None
    ) -> models.PartnersRead:
        """List partners: `GET /api/partners`."""
        answered: models.PartnersRead = await self._call(
            "GET", "/api/partners", query={"limit": limit, "cursor": cursor}
        )
        return answered

    async def add_partner(
        self, body: models.PartnerCreate, *, idempotency_key: str | None = None
    ) -> models.PartnerRead:
        """Add a partner: `POST /api/partners`."""
        answered: models.PartnerRead = await self._call(
            "POST",
            "/api/partners",
            header={"Idempotency-Key": idempotency_key},
            body=body,
            keyed=True,
        )
        return answered

    async def livez(self) -> models.Health:
        """Is the process alive?: `GET /livez`."""
        answered: models.Health = await self._call("GET", "/livez")
        return answered

    async def readyz(self) -> models.WorkingParts:
        """Should it be sent requests?: `GET /readyz`."""
        answered: models.WorkingParts = await self._call("GET", "/readyz")
        return answered
