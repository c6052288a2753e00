import gzip
import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
import yaml

from pipelines.publish.report.contents import contents
from pipelines.publish.report.page import pack, render
from pipelines.publish.report.sentences import MARGIN, in_sentence
from schemas import codelists

PAGE = files("pipelines.publish.report") / "page"
WORDS = yaml.safe_load((PAGE / "words.yaml").read_text("utf-8"))
SHOWN = [*codelists.MEASURES, *codelists.INCIDENT_GRADES, *codelists.LINK_REASONS]
SHOWN += [*codelists.TOLL_EVENT_TYPES, *codelists.ALL_SUB_EVENT_TYPES, *codelists.STATED_BY_TYPES]
SHOWN += [name for name in codelists.VICTIMS if name != "unspecified"]


@pytest.fixture(scope="module")
def database(published: Path) -> Path:
    return published / "bilan.duckdb"


def read(database: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.sql(query).fetchall()


def data(page: str) -> dict[str, Any]:
    """What the page holds, by the name under which its scripts unpack it."""
    found = re.findall(r'<script type="application/gzip" id="data-(.+?)">(.+?)</script>', page)
    return {name: json.loads(gzip.decompress(b64decode(packed))) for name, packed in found}


def shown(database: Path, **options: Any) -> Any:
    with duckdb.connect(database, read_only=True) as connection:
        return contents(connection, **options)


def test_headline_is_the_last_sum_of_the_published_tables(database: Path) -> None:
    totals = shown(database).overview["totals"]
    libya = next(t for t in totals if t["measure"] == "killed" and t.get("iso3") == "LBY")
    (expected,) = read(
        database,
        "select cumulative_low, cumulative_best, cumulative_high, n_incidents"
        " from out.cumulative_casualties where iso3 = 'LBY' and measure = 'killed'"
        " and admin1 is null and event_group = 'conflict' order by date desc nulls last limit 1",
    )
    assert (libya["low"], libya["best"], libya["high"], libya["n_incidents"]) == expected
    everywhere = next(t for t in totals if t["measure"] == "killed" and "iso3" not in t)
    every = "select max(cumulative_best) from out.cumulative_casualties where admin1 is null"
    every += " and event_group = 'conflict'"
    best = f"{every} and measure = 'killed' group by iso3"
    assert everywhere["best"] == sum(row[0] for row in read(database, best))


def test_sums_over_all_countries_end_at_the_headline(database: Path) -> None:
    overview = shown(database).overview
    for total in overview["totals"]:
        columns = overview["series"][total["measure"]][total.get("iso3", "")]
        assert [columns[name][-1] for name in ("low", "best", "high")] == [
            total[name] for name in ("low", "best", "high")
        ]
        assert columns["date"] == sorted(columns["date"])


def test_every_figure_of_an_incident_stands_in_its_sentence(database: Path) -> None:
    (part,) = list(shown(database).parts)
    texts = [text for (text,) in read(database, "select text from raw.articles")]
    told = part["figures"]
    count = "select count(*) from core.figures where report_id is not null"
    assert len(told["quote"]) == read(database, count)[0][0]
    for before, quote, after in zip(told["before"], told["quote"], told["after"], strict=True):
        words = (before + quote + after).removeprefix("… ")
        assert any(words.removesuffix(" …") in text for text in texts)


def test_lists_end_at_the_number_of_rows_asked_for(database: Path) -> None:
    few = shown(database, rows_shown=2)
    incidents, tolls = few.overview["incidents"], few.overview["tolls"]
    assert len(incidents["id"]) == len(tolls["id"]) == 2
    assert few.overview["counts"]["incidents"] > 2
    (part,) = few.parts
    assert set(part["reports"]["incident_id"]) == set(incidents["id"])


def test_every_toll_listed_has_its_words(database: Path) -> None:
    overview = shown(database).overview
    words = zip(*(overview["words_of_tolls"][name] for name in ("account", "measure")), strict=True)
    tolls = zip(*(overview["tolls"][name] for name in ("id", "measure")), strict=True)
    assert set(tolls) <= set(words)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Il pleut. Au moins ", " à Gao. Puis rien.", ("Au moins ", " à Gao.")),
        ("Titre\nAu moins ", " ", ("Au moins ", "")),
        ("mot " * (MARGIN // 4), " suite" * (MARGIN // 6), ("… mot ", " …")),
        ("Il a dit : « ", ". » Il est parti.", ("Il a dit : « ", ". »")),
    ],
)
def test_a_sentence_is_cut_where_it_begins_and_ends(
    before: str, after: str, expected: tuple[str, str]
) -> None:
    cut = in_sentence(pl.DataFrame({"before": [before], "after": [after]}))
    assert cut["before"][0].startswith(expected[0]) and cut["after"][0].endswith(expected[1])


def test_no_word_of_an_article_stands_in_the_page_as_such(database: Path) -> None:
    page = render(pack(shown(database)), version="1")
    assert "Tripoli" not in page and "Tripoli" in str(data(page)["overview"])
    policy = re.search(r'Content-Security-Policy" content="(.+?)"', page)
    assert policy and "default-src 'none'" in policy[1] and "unsafe-eval" not in policy[1]
    scripts = re.findall(r"<script>(.+?)</script>", page, re.S)
    hashes = [b64encode(sha256(script.encode()).digest()).decode() for script in scripts]
    assert len(scripts) == 2 and all(f"'sha256-{found}'" in policy[1] for found in hashes)


def test_every_code_and_sentence_has_both_languages() -> None:
    texts = {
        **WORDS["sentences"],
        **{f"code {name}": text for name, text in WORDS["codes"].items()},
    }
    assert [name for name, text in texts.items() if set(text) != {"en", "fr"}] == []
    assert sorted(set(SHOWN) - set(WORDS["codes"])) == []
    holes = re.compile(r"\{\w+\}")
    filled = {
        name: [set(holes.findall(text[language])) for language in ("en", "fr")]
        for name, text in texts.items()
    }
    assert [name for name, (english, french) in filled.items() if english != french] == []


def test_words_used_by_the_page_are_those_in_the_list() -> None:
    pages = [path for path in PAGE.iterdir() if path.name.endswith((".js", ".html"))]
    text = "".join(path.read_text("utf-8") for path in pages)
    used = re.findall(r'say\("(\w+)"', text) + re.findall(r'data-(?:word|label)="(\w+)"', text)
    assert sorted(set(used) - set(WORDS["sentences"])) == []
