import threading
import time
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipelines.articles import decoding, fetching, read_batches
from pipelines.articles.fetching import fetch
from pipelines.articles.items import RefusedError

SENTENCE = "Treize combattants ont été tués mercredi au sud de Tripoli, selon une source militaire."
PAGE = f"<html><body><article><p>{SENTENCE}</p></article></body></html>"
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lettre</title>
<entry><id>e1</id><summary>{SENTENCE}</summary></entry></feed>"""


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
            self.wfile.write(PAGE.encode())
        elif self.path == "/atom":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(ATOM.encode())
        elif self.path in ("/moved", "/round"):
            self.send_response(302)
            self.send_header("Location", "/feed" if self.path == "/moved" else "/round")
            self.end_headers()
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x")
                time.sleep(0.05)
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


def test_an_answer_that_drips_is_given_up(server, monkeypatch):
    monkeypatch.setattr(fetching, "TOTAL_SECONDS", 0.2)
    with pytest.raises(RefusedError, match=r"takes longer than 0\.2 s"):
        fetch(f"{server}/slow", allow_private=True)


def test_a_name_that_leads_home_when_looked_up_again_is_refused(server, monkeypatch):
    monkeypatch.setattr(fetching, "_refuse_private", lambda url: None)
    monkeypatch.setattr(fetching, "getproxies", dict)
    with pytest.raises(RefusedError, match="private network"):
        fetch(f"{server}/feed")


def test_a_feed_and_a_page_become_articles(server):
    inputs = [f"{server}/atom", f"{server}/page", f"{server}/none"]
    (batch,) = read_batches(inputs, now=datetime(2026, 1, 1), allow_private=True)
    assert batch.articles["text"].to_list() == [SENTENCE, SENTENCE]
    assert batch.articles["source_ref"].to_list() == ["e1", f"{server}/page"]
    assert batch.articles["url"].to_list() == [None, f"{server}/page"]
    assert batch.rejected["rule"].to_list() == ["url_is_reachable"]


def test_a_private_address_is_told_without_its_login(server):
    url = server.replace("http://", "http://me:secret@") + "/atom"
    (batch,) = read_batches([url], now=datetime(2026, 1, 1))
    (row,) = batch.rejected.iter_rows(named=True)
    assert row["rule"] == "address_is_public"
    assert row["error"].startswith(f"{server}/atom: 127.0.0.1 is an address of a private network")
    assert "secret" not in str(row)
