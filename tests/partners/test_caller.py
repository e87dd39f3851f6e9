"""Who may do what: each operation of the API with the scope that its callers need."""

from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.partners.caller import TRUSTED, Scope

METHODS = {"get", "put", "post", "delete", "patch"}
PUBLIC = None
SCOPES = {
    "livez": PUBLIC,
    "readyz": PUBLIC,
    "metrics": PUBLIC,
    "getPicture": PUBLIC,
    "placeOrder": Scope.ORDERS_WRITE,
    "eraseCustomer": Scope.ADMIN,
    "exportCustomer": Scope.ADMIN,
    "addPartner": Scope.ADMIN,
    "listPartners": Scope.ADMIN,
    "createKey": Scope.ADMIN,
    "listKeys": Scope.ADMIN,
    "rotateKey": Scope.ADMIN,
    "revokeKey": Scope.ADMIN,
    "addIntegration": Scope.ADMIN,
    "listIntegrations": Scope.ADMIN,
    "rotateIntegration": Scope.ADMIN,
    "revokeIntegration": Scope.ADMIN,
    "openPairing": PUBLIC,
    "confirmPairing": Scope.ADMIN,
    "listDisplays": Scope.ADMIN,
    "getSession": PUBLIC,
    "signIn": PUBLIC,
    "renewSession": PUBLIC,
    "signOut": PUBLIC,
    "listOrders": Scope.ORDERS_READ,
    "getOrder": Scope.ORDERS_READ,
    "amendOrder": Scope.ORDERS_WRITE,
    "addItems": Scope.ORDERS_WRITE,
    "amendItem": Scope.ORDERS_WRITE,
    "moveOrder": Scope.KITCHEN_WRITE,
    "moveItem": Scope.KITCHEN_WRITE,
    "fireCourse": Scope.KITCHEN_WRITE,
    "acceptOrder": Scope.KITCHEN_WRITE,
    "denyOrder": Scope.KITCHEN_WRITE,
    "delayOrder": Scope.KITCHEN_WRITE,
    "requestCancellation": Scope.ORDERS_WRITE,
    "confirmCancellation": Scope.KITCHEN_WRITE,
    "refuseCancellation": Scope.KITCHEN_WRITE,
    "takeDeliverectOrder": Scope.ORDERS_WRITE,
    "takeUberEatsOrder": Scope.ORDERS_WRITE,
    "listTickets": Scope.KITCHEN_READ,
    "getNow": Scope.KITCHEN_READ,
    "getBoard": Scope.KITCHEN_READ,
    "listStations": Scope.KITCHEN_READ,
    "putStation": Scope.KITCHEN_WRITE,
    "removeStation": Scope.KITCHEN_WRITE,
    "getLocation": Scope.KITCHEN_READ,
    "listLocations": Scope.KITCHEN_READ,
    "putLocation": Scope.ADMIN,
    "getLoad": Scope.KITCHEN_READ,
    "quote": Scope.ORDERS_READ,
    "getIntake": Scope.ORDERS_READ,
    "putIntake": Scope.KITCHEN_WRITE,
    "addWebhookEndpoint": Scope.WEBHOOKS_WRITE,
    "listWebhookEndpoints": Scope.WEBHOOKS_WRITE,
    "getWebhookEndpoint": Scope.WEBHOOKS_WRITE,
    "changeWebhookEndpoint": Scope.WEBHOOKS_WRITE,
    "removeWebhookEndpoint": Scope.WEBHOOKS_WRITE,
    "rotateWebhookSecret": Scope.WEBHOOKS_WRITE,
    "testWebhookEndpoint": Scope.WEBHOOKS_WRITE,
    "listWebhookDeliveries": Scope.WEBHOOKS_WRITE,
    "redeliverWebhook": Scope.WEBHOOKS_WRITE,
    "replayWebhooks": Scope.WEBHOOKS_WRITE,
    "listEvents": Scope.EVENTS_READ,
    "streamEvents": Scope.EVENTS_READ,
    "exportMenu": Scope.MENU_READ,
    "importMenu": Scope.MENU_WRITE,
    "listProducts": Scope.MENU_READ,
    "getProduct": Scope.MENU_READ,
    "putProduct": Scope.MENU_WRITE,
    "deleteProduct": Scope.MENU_WRITE,
    "listModifiers": Scope.MENU_READ,
    "listProductStations": Scope.MENU_READ,
    "assignStation": Scope.MENU_WRITE,
    "unassignStation": Scope.MENU_WRITE,
    "putProductImage": Scope.MENU_WRITE,
    "deleteProductImage": Scope.MENU_WRITE,
    "snooze": Scope.MENU_WRITE,
    "listSnoozes": Scope.MENU_READ,
    "wake": Scope.MENU_WRITE,
    "setStock": Scope.MENU_WRITE,
    "listStock": Scope.MENU_READ,
    "forgetStock": Scope.MENU_WRITE,
    "getStatusDurations": Scope.ANALYTICS_READ,
    "getThroughput": Scope.ANALYTICS_READ,
    "getPunctuality": Scope.ANALYTICS_READ,
    "getPickups": Scope.ANALYTICS_READ,
    "getPreparationTimes": Scope.ANALYTICS_READ,
    "getAmendments": Scope.ANALYTICS_READ,
    "getCancellations": Scope.ANALYTICS_READ,
    "listCustomers": Scope.ANALYTICS_READ,
    "getCustomer": Scope.ANALYTICS_READ,
    "exportOrderHistory": Scope.ANALYTICS_READ,
    "exportItemHistory": Scope.ANALYTICS_READ,
    "exportOrders": Scope.ANALYTICS_READ,
    "exportAmendments": Scope.ANALYTICS_READ,
}


def test_each_operation_needs_its_scope(shared_app: FastAPI) -> None:
    needed = {
        operation["operationId"]: operation.get("x-scope", PUBLIC)
        for path in shared_app.openapi()["paths"].values()
        for method, operation in path.items()
        if method in METHODS
    }
    assert needed == SCOPES


def test_each_operation_that_needs_a_scope_says_that_a_key_is_brought(shared_app: FastAPI) -> None:
    document = shared_app.openapi()
    for path in document["paths"].values():
        for operation in path.values():
            keyed = "x-scope" in operation
            assert operation.get("security", []) == ([{"key": []}, {}] if keyed else [])
            told = keyed or operation["operationId"] in ("getSession", "signIn", "renewSession")
            assert ({"401", "403"} <= operation["responses"].keys()) is told
    assert document["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


async def test_the_trusted_caller_of_today_may_do_all(api: AsyncClient) -> None:
    assert TRUSTED.scopes == set(Scope)
    assert (await api.get("/api/orders")).status_code == 200
