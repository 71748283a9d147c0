"""What authorizes a request of the second generation when no Google token does."""

from __future__ import annotations

from ..engine import proxies

__all__ = ["BasicAuth", "NoAuth"]


class BasicAuth:
    """Sets a Basic Authorization header; `basic_cookie` is its value in base64, on one line.

    2.0.18 broke the lines of long credentials, and then could not send them.
    """

    def __init__(self, user_id, password):
        self.basic_cookie = proxies.basic(user_id, password).removeprefix("Basic ")

    def modify_request(self, http_request):
        """Set the header."""
        http_request.headers["Authorization"] = f"Basic {self.basic_cookie}"

    ModifyRequest = modify_request


class NoAuth:
    """Authorizes nothing."""

    def modify_request(self, http_request):
        """Leave the request as it is."""
