from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit
from xml.etree import ElementTree

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pipelines.readers.shards import ARTICLES, Shards, local_url
from schemas import EXTRACTED, frame

pytest.importorskip("obstore", reason="needs obstore: install the extra scale")

ROWS = frame(
    "raw.articles",
    [{"article_id": f"a{n}", "source_ref": "s", "text": "Douze morts à Gao."} for n in range(3)],
)
TABLES = {table: frame(table, []) for table in EXTRACTED}
TABLES["core.figures"] = frame("core.figures", [{"figure_id": "f1", "value_low": 12}])


class ObjectStore(BaseHTTPRequestHandler):
    """As much of S3 as shards use: PUT, GET and the deletion of several objects by one POST."""

    objects: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        self.objects[self._key()] = self._body()
        self._answer(200, {"ETag": '"1"'})

    def do_GET(self) -> None:
        found = self.objects.get(self._key())
        headers = {"ETag": '"1"', "Last-Modified": "Wed, 01 Jan 2020 12:00:00 GMT"}
        self._answer(404 if found is None else 200, headers, found or b"")

    def do_POST(self) -> None:
        body = ElementTree.fromstring(self._body())
        keys = [str(key.text) for key in body.iter() if key.tag.endswith("Key")]
        for key in keys:
            del self.objects[f"{self._key()}/{key}"]
        deleted = "".join(f"<Deleted><Key>{key}</Key></Deleted>" for key in keys)
        self._answer(200, {}, f"<DeleteResult>{deleted}</DeleteResult>".encode())

    def _key(self) -> str:
        return urlsplit(self.path).path.strip("/")

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def _answer(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def bucket(monkeypatch):
    server = ThreadingHTTPServer(("127.0.0.1", 0), ObjectStore)
    ObjectStore.objects = {}
    Thread(target=server.serve_forever, daemon=True).start()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "eu-west-1",
    }.items():
        monkeypatch.setenv(name, value)
    yield "s3://bucket/of/shards"
    server.shutdown()


@pytest.fixture(params=["file", "s3"])
def url(request, tmp_path):
    if request.param == "file":
        return local_url(tmp_path / "a folder")
    return request.getfixturevalue("bucket")


def test_a_shard_is_what_was_put_and_gone_when_it_is_removed(url):
    shards = Shards(url)
    name = shards.put_articles(ROWS, "version 1")
    assert shards.extracted(name) is None
    assert_frame_equal(shards.articles(name), ROWS)
    shards.put_extracted(name, TABLES)
    again = Shards(url).extracted(name)
    assert again is not None
    for table in EXTRACTED:
        assert_frame_equal(again[table], TABLES[table])
    shards.remove(name)
    assert shards.extracted(name) is None
    with pytest.raises(FileNotFoundError):
        shards.articles(name)


def test_a_bucket_holds_one_object_per_table(bucket):
    shards = Shards(bucket)
    name = shards.put_articles(ROWS, "version 1")
    shards.put_extracted(name, TABLES)
    parts = [f"bucket/of/shards/{name}/{part}.parquet" for part in (ARTICLES, *EXTRACTED)]
    assert sorted(ObjectStore.objects) == sorted(parts)


@pytest.mark.parametrize(
    ("articles", "version", "is_same"),
    [(ROWS, "1", True), (ROWS, "2", False), (ROWS.head(2), "1", False)],
)
def test_a_shard_is_named_by_its_articles_and_the_version_that_reads_them(
    tmp_path, articles: pl.DataFrame, version: str, is_same: bool
):
    shards = Shards(local_url(tmp_path))
    same = shards.put_articles(articles, version) == shards.put_articles(ROWS, "1")
    assert same is is_same


def test_half_a_shard_counts_as_not_read(tmp_path):
    shards = Shards(local_url(tmp_path))
    name = shards.put_articles(ROWS, "1")
    shards.put_extracted(name, TABLES)
    (tmp_path / name / "core.figures.parquet").unlink()
    assert shards.extracted(name) is None
