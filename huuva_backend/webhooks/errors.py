"""What can be wrong with an endpoint."""

from huuva_backend.platform.errors import Conflict, Fault, Invalid, NotFound


class EndpointNotFound(NotFound):
    code = "webhook-endpoint-not-found"
    title = "No such webhook endpoint of this partner"


class DeliveryNotFound(NotFound):
    code = "webhook-delivery-not-found"
    title = "Nothing of this id is kept of what was sent to the endpoint"


class RefusedUrl(Invalid):
    code = "webhook-url-refused"
    title = "Webhooks can't be sent to this URL"

    def __init__(self, why: str) -> None:
        super().__init__([Fault("/url", self.code, why)])


class EndpointDisabled(Conflict):
    code = "webhook-endpoint-disabled"
    title = "The endpoint is disabled: enable it first"


class TooManyEndpoints(Conflict):
    code = "too-many-webhook-endpoints"
    title = "The partner has as many endpoints as it may have"


class NoReplayFrom(Invalid):
    code = "invalid-replay"
    title = "The feed can't be told again from there"

    def __init__(self, pointer: str, why: str) -> None:
        super().__init__([Fault(pointer, self.code, why)])
