import pytest

from pipelines.articles import pages
from pipelines.articles.items import RefusedError

PARAGRAPH = (
    "Treize combattants ont été tués mercredi au sud de Tripoli, a indiqué une source militaire, "
    "selon laquelle des dizaines d'autres ont été blessés dans les combats autour de l'aéroport."
)
PAGE = f"""<html><head><title>Treize morts | Journal</title>
<meta property="og:title" content="Treize morts à Tripoli">{{head}}</head>
<body><nav><ul><li><a href="/">Accueil</a></li></ul></nav>
<article><h1>Treize morts à Tripoli</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[:90]}.</p></article>
<footer>Mentions légales</footer></body></html>"""


def page(head="", encoding="utf-8"):
    (draft,) = pages.read(PAGE.format(head=head).encode(encoding), "dir/a.html", "a")
    return draft


def test_the_article_without_menus_and_headline():
    draft = page()
    assert draft.text.split("\n") == [PARAGRAPH, PARAGRAPH[:90] + "."]
    assert draft.title == "Treize morts à Tripoli"
    assert (draft.source_ref, draft.url, draft.published) == ("a", None, None)


def test_what_the_head_says():
    draft = page(
        '<meta property="article:published_time" content="2019-08-15T11:20:00+01:00">'
        '<meta property="og:site_name" content="Journal">'
        '<link rel="canonical" href="https://example.org/treize">'
    )
    assert draft.published == "2019-08-15T11:20:00+01:00"
    assert (draft.publisher, draft.url) == ("Journal", "https://example.org/treize")


def test_a_day_in_the_head():
    assert page('<meta name="date" content="2019-08-15">').published == "2019-08-15"


@pytest.mark.parametrize("declared", ["windows-1252", "no-such-encoding"])
def test_old_encodings(declared):
    assert PARAGRAPH in page(f'<meta charset="{declared}">', "cp1252").text


@pytest.mark.parametrize("data", [b"", b"<html><body></body></html>", b"<nav>Accueil</nav>"])
def test_a_page_without_article(data):
    with pytest.raises(RefusedError, match="no article is found"):
        list(pages.read(data, "a.html", "a"))
