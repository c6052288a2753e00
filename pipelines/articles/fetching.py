"""Feeds and pages from the web: http and https only, with bounds on time, size and redirects.

Private addresses are refused unless allowed, so that a feed can't lead into the network at home.
"""

import ipaddress
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx

from pipelines.articles.decoding import MAX_DOCUMENT_BYTES, too_large
from pipelines.articles.items import RefusedError

TIMEOUT_SECONDS = 30.0
"""Without a sign of life from the server."""

TOTAL_SECONDS = 120.0
"""For the whole answer, so that a server that drips byte by byte holds nothing up."""

MAX_REDIRECTS = 5
_AGENT = "bilan (news article reader)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an answer, and whether it says of itself that it is an HTML page."""

    body: bytes
    is_page: bool


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """The document at `url`; RefusedError where it can't or mustn't be fetched."""
    deadline = time.monotonic() + TOTAL_SECONDS
    try:
        with httpx.Client(timeout=TIMEOUT_SECONDS, headers={"User-Agent": _AGENT}) as client:
            for _ in range(MAX_REDIRECTS + 1):
                if not allow_private:
                    _refuse_private(url)
                with client.stream("GET", url) as response:
                    if not allow_private:
                        _refuse_private_answer(response)
                    if not response.has_redirect_location:
                        return _body(response, deadline)
                    url = str(response.url.join(response.headers["location"]))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise _not_fetched(str(error) or type(error).__name__) from error
    raise _not_fetched(f"it is redirected more than {MAX_REDIRECTS} times")


def _body(response: httpx.Response, deadline: float) -> Fetched:
    if not response.is_success:
        raise _not_fetched(f"the server answers {response.status_code}")
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MAX_DOCUMENT_BYTES:
            raise too_large("the answer")
        if time.monotonic() > deadline:
            raise _not_fetched(f"the answer takes longer than {TOTAL_SECONDS:g} s")
    return Fetched(bytes(body), "html" in response.headers.get("content-type", ""))


def _refuse_private(url: str) -> None:
    host = urlsplit(url).hostname or ""
    for *_, address in socket.getaddrinfo(host, None):
        _require_public(str(address[0]), host)


def _refuse_private_answer(response: httpx.Response) -> None:
    """A name may lead elsewhere when it is looked up again; a proxy of our own is trusted."""
    stream = response.extensions.get("network_stream")
    address = stream.get_extra_info("server_addr") if stream is not None else None
    if address is not None and not getproxies():
        _require_public(str(address[0]), response.url.host)


def _require_public(address: str, host: str) -> None:
    if not ipaddress.ip_address(address.partition("%")[0]).is_global:
        raise RefusedError(
            "address_is_public",
            f"{host} is an address of a private network",
            "download it first, and name the file",
        )


def _not_fetched(reason: str) -> RefusedError:
    return RefusedError(
        "url_is_reachable", f"can't be fetched: {reason}", "check the address, or try again later"
    )
