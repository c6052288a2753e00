import pytest

from pipelines.articles import feeds
from pipelines.articles.items import RefusedError, Rejection
from pipelines.articles.markup import strip_markup

RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Agence</title><language>fr-fr</language>
<item><guid>g1</guid><title>Un &amp;amp; deux</title><link>https://example.org/1</link>
<pubDate>Thu, 15 Aug 2019 10:00:00 +0200</pubDate>
<description>&lt;p&gt;Treize &lt;b&gt;morts&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;Sept
blessés.&lt;/p&gt;</description></item>
<item><title>Sans texte</title><link>https://example.org/2</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lettre</title>
<entry><id>e1</id><title>Un</title><link href="https://example.org/1"/>
<updated>2019-08-15T10:00:00Z</updated><summary>court</summary>
<content type="text">Treize &lt; quatorze
morts</content></entry></feed>"""


def test_rss():
    draft, empty = feeds.read(RSS.encode(), "a.rss", "a")
    assert (draft.source_ref, draft.url, draft.title) == (
        "g1",
        "https://example.org/1",
        "Un & deux",
    )
    assert (draft.published, draft.language) == ("Thu, 15 Aug 2019 10:00:00 +0200", "fr-fr")
    assert (draft.publisher, draft.text) == ("Agence", "Treize morts.\n\nSept blessés.")
    assert isinstance(empty, Rejection)
    assert empty.error.startswith("a.rss, entry 2: the entry has neither content nor summary")


def test_atom_content_goes_before_summary_and_plain_text_stays():
    (draft,) = feeds.read(ATOM.encode(), "a.atom", "a")
    assert draft.text == "Treize < quatorze\nmorts"
    assert (draft.source_ref, draft.published) == ("e1", "2019-08-15T10:00:00Z")


def test_a_feed_that_breaks_off_is_read_so_far_and_told():
    *drafts, rejection = feeds.read(RSS.partition("<item><title>Sans")[0].encode(), "a.rss", "a")
    assert [draft.source_ref for draft in drafts] == ["g1"]
    assert "1 entries were read, more may be missing" in rejection.error


@pytest.mark.parametrize("data", [b"", b"<html><p>no feed</p></html>", b"<rss></rss>"])
def test_what_is_no_feed(data):
    with pytest.raises(RefusedError, match="no entry of RSS or Atom"):
        list(feeds.read(data, "a.xml", "a"))


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("Treize <b>morts</b>", "Treize morts"),
        ("<p>a</p>\n<p>b</p>", "a\n\nb"),
        ("a<br/>b", "a\nb"),
        ("l&#39;a&eacute;roport &lt;sud&gt;", "l'aéroport <sud>"),
        ("<ul><li>un</li><li>deux</li></ul>", "un\n\ndeux"),
        ("a<script>alert(1)</script>b", "ab"),
        ("1\u00a0093 morts", "1\u00a0093 morts"),
    ],
)
def test_markup(fragment, text):
    assert strip_markup(fragment) == text
