"""Feeds and pages from the web: http and https only, with bounds on time, size and redirects.

Private addresses are refused unless allowed, so that a feed can't lead into the network at home.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from pipelines.articles.decoding import MAX_DOCUMENT_BYTES, too_large
from pipelines.articles.items import RefusedError

TIMEOUT_SECONDS = 30.0
MAX_REDIRECTS = 5
_AGENT = "bilan (news article reader)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an answer, and whether it says of itself that it is an HTML page."""

    body: bytes
    is_page: bool


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """The document at `url`; RefusedError where it can't or mustn't be fetched."""
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, headers={"User-Agent": _AGENT}) as client:
            for _ in range(MAX_REDIRECTS + 1):
                if not allow_private:
                    _refuse_private(url)
                with client.stream("GET", url) as response:
                    if not response.has_redirect_location:
                        return _body(response)
                    url = str(response.url.join(response.headers["location"]))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise _not_fetched(str(error) or type(error).__name__) from error
    raise _not_fetched(f"it is redirected more than {MAX_REDIRECTS} times")


def _body(response: httpx.Response) -> Fetched:
    if not response.is_success:
        raise _not_fetched(f"the server answers {response.status_code}")
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MAX_DOCUMENT_BYTES:
            raise too_large("the answer")
    return Fetched(bytes(body), "html" in response.headers.get("content-type", ""))


def _refuse_private(url: str) -> None:
    host = urlsplit(url).hostname or ""
    for *_, address in socket.getaddrinfo(host, None):
        if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
            raise RefusedError(
                "address_is_public",
                f"{host} is an address of a private network",
                "allow private addresses if this is meant",
            )


def _not_fetched(reason: str) -> RefusedError:
    return RefusedError("url_is_reachable", f"can't be fetched: {reason}", "try again later")
