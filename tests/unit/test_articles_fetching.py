import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipelines.articles import decoding, fetching
from pipelines.articles.fetching import fetch, without_login
from pipelines.articles.items import RefusedError


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/feed":
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(b"<rss>" + b"x" * 100)
        elif self.path == "/page":
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<html>")
        elif self.path in ("/moved", "/round"):
            self.send_response(302)
            self.send_header("Location", "/feed" if self.path == "/moved" else "/round")
            self.end_headers()
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        else:
            self.send_error(404)

    def log_message(self, format, *args):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_feeds_pages_and_redirects(server):
    assert fetch(f"{server}/feed", allow_private=True).body.startswith(b"<rss>")
    assert fetch(f"{server}/moved", allow_private=True).body.startswith(b"<rss>")
    assert not fetch(f"{server}/feed", allow_private=True).is_page
    assert fetch(f"{server}/page", allow_private=True).is_page


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/none", "the server answers 404"),
        ("/round", "redirected more than 5 times"),
        ("/away", "can't be fetched"),
    ],
)
def test_what_is_not_answered(server, path, error):
    with pytest.raises(RefusedError, match=error):
        fetch(server + path, allow_private=True)


def test_private_addresses_are_refused(server):
    for url in (f"{server}/feed", "http://localhost/", "http://[::1]/", "http://10.0.0.1/"):
        with pytest.raises(RefusedError, match="private network"):
            fetch(url)


def test_an_answer_without_end_is_refused(server, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_DOCUMENT_BYTES", 50)
    monkeypatch.setattr(decoding, "MAX_DOCUMENT_BYTES", 50)
    with pytest.raises(RefusedError, match="the answer is larger"):
        fetch(f"{server}/feed", allow_private=True)


def test_logins_are_not_written_down():
    assert without_login("https://me:secret@example.org/f?a=1") == "https://example.org/f?a=1"
