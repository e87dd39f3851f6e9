"""Where a message goes that has a path of its own."""

import pytest

from huuva_backend.webhooks.addresses import below


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://api.example", "https://api.example/orders/7%2F8"),
        ("https://api.example/", "https://api.example/orders/7%2F8"),
        ("https://api.example:8443/hooks", "https://api.example:8443/hooks/orders/7%2F8"),
        ("https://api.example/hooks/?a=b", "https://api.example/hooks/orders/7%2F8?a=b"),
    ],
)
def test_a_path_is_below_the_urls_own_and_its_query_stays(url: str, address: str) -> None:
    assert below(url, "/orders/7%2F8") == address
