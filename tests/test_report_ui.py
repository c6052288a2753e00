"""The report in a real browser: filter, open an incident, read the words; nothing is fetched."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from browser import NARROW, Seen, browser, page
from command import bilan

HOSTILE = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as opened:
        yield opened


@contextmanager
def report(chromium: Any, output: Path, **options: Any) -> Iterator[Seen]:
    """The report of an output folder, drawn; at the end it must have been quiet."""
    address = (output / "exports" / "report" / "index.html").resolve().as_uri()
    with page(chromium, **options) as seen:
        seen.page.goto(address)
        seen.page.wait_for_selector("html[data-ready]", timeout=120_000)
        yield seen
        assert seen.complaints == seen.uncaught == []
        assert {request.partition("#")[0] for request in seen.requests} == {address}


def rows(seen: Seen) -> int:
    return seen.page.locator("#incident-table tbody tr").count()


def test_filters_leave_the_incidents_that_fit(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        everything = rows(seen)
        seen.page.fill("#filter-text", "drone")
        seen.until(lambda: 0 < rows(seen) < everything)
        kinds = seen.page.locator("#incident-table tbody td:nth-child(4)").all_text_contents()
        assert set(kinds) == {"Air/drone strike"}
        seen.page.click("#filters button[type=reset]")
        seen.until(lambda: rows(seen) == everything)


def test_an_incident_opens_by_keyboard_with_its_words_and_closes_again(
    chromium: Any, published: Path
) -> None:
    with report(chromium, published) as seen:
        link = seen.page.locator("#incident-table tbody tr", has_text="Tajoura").locator("a").first
        link.focus()
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector("dialog[open]")
        assert "Tajoura" in seen.page.inner_text("#incident-title")
        marked = seen.page.locator("dialog mark").all_text_contents()
        assert any("tué" in words or "mort" in words for words in marked)
        assert seen.page.locator("dialog mark strong").count()
        seen.page.keyboard.press("Escape")
        seen.page.wait_for_selector("dialog[open]", state="detached")


def test_an_incident_can_be_linked_to(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        address = seen.page.locator("#incident-table tbody a").first.get_attribute("href")
        seen.page.goto(seen.page.url.partition("#")[0] + address)
        seen.page.wait_for_selector("dialog[open]")


def test_country_language_and_colours_can_be_chosen(chromium: Any, published: Path) -> None:
    with report(chromium, published, locale="fr-FR", color_scheme="dark") as seen:
        assert seen.page.inner_text("#overview-title") == "Vue d’ensemble"
        dark = seen.page.evaluate("getComputedStyle(document.body).backgroundColor")
        seen.page.select_option("#theme", "light")
        assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        seen.page.select_option("#country", "LBY")
        seen.until(lambda: "Libye" in seen.page.inner_text("#timeline-caption"))
        seen.page.select_option("#language", "en")
        assert seen.page.get_attribute("html", "lang") == "en"
        assert seen.page.inner_text("#overview-title") == "Overview"


def test_headings_sort_and_say_so(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        heading = seen.page.locator("#incident-table th", has_text="killed")
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == "descending"
        (first, *_) = seen.page.locator("#incident-table tbody td.number").all_text_contents()
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == "ascending"
        assert seen.page.locator("#incident-table tbody td.number").first.inner_text() != first


def test_everything_has_a_name_for_screen_readers(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        nameless = seen.page.evaluate(
            "[...document.querySelectorAll('button, a, input, select, [role=img], nav, dialog')]"
            ".filter((e) => !(e.textContent.trim() || e.ariaLabel || e.labels?.length"
            " || e.getAttribute('aria-labelledby'))).map((e) => e.outerHTML)"
        )
        assert nameless == []
        assert seen.page.locator("h1").count() == 1
        assert seen.page.locator("#found[role=status]").count() == 1


@pytest.mark.parametrize(("locale", "colours"), [("en-GB", "light"), ("fr-FR", "dark")])
def test_axe_finds_nothing_in_the_way_of_a_screen_reader(
    chromium: Any, published: Path, locale: str, colours: str
) -> None:
    """The rules of axe-core: names, roles, order of headings, contrast, landmarks."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="see make test-ui")
    with report(chromium, published, locale=locale, color_scheme=colours) as seen:
        for opened in (False, True):
            if opened:
                seen.page.locator("#incident-table tbody a").first.click()
                seen.page.wait_for_selector("dialog[open]")
            found = axe.Axe().run(seen.page).response
            assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
            assert found["passes"]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_in_the_data_dictionary(
    chromium: Any, published: Path, colours: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="see make test-ui")
    with page(chromium, color_scheme=colours) as seen:
        seen.page.goto((published / "exports" / "data-dictionary.html").resolve().as_uri())
        assert axe.Axe().run(seen.page).response["violations"] == []


def test_incidents_at_one_place_are_one_circle_the_largest(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        here = {"latitude": 32.9, "longitude": 13.2, "where_prec": 1, "date_start": "2019-07-02"}
        rows = [here | {"id": f"i{n}", "killed_best": n} for n in (3, 53, 8)]
        far = here | {"id": "far", "where_prec": 6}
        circles = seen.page.evaluate("(rows) => points(rows)", [*rows, far])
        assert [(c["id"], c["people"], c["others"]) for c in circles] == [
            ("i53", 53, "more incidents here: 2"),
            ("far", 0, ""),
        ]


def test_circles_stop_growing_at_the_largest_incident_of_conflict(
    chromium: Any, published: Path
) -> None:
    quake, attack = (
        {"event_type": "Disaster", "killed_best": 200_000},
        {"event_type": "Battles", "killed_best": 53},
    )
    with report(chromium, published) as seen:
        largest = [seen.page.evaluate("greatest", rows) for rows in ([quake, attack], [quake], [])]
        assert largest == [53, 200_000, 1]


def test_a_pixel_of_the_line_ends_where_its_last_step_does(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        day = "new Date(n * 86400000).toISOString()"
        steps = f"Array.from({{ length: 20000 }}, (_, n) => ({{ date: {day}, best: n }}))"
        thin = seen.page.evaluate(
            f"(() => {{ const s = {steps}; return thinned(s, span(s, [])); }})()"
        )
        width = seen.page.evaluate("find('timeline').clientWidth")
        assert len(thin) <= width + 1
        assert thin[-1]["best"] == 19_999
        gaps = {b["best"] - a["best"] for a, b in pairwise(thin)}
        assert max(gaps) <= 20_000 / width + 2


def test_all_columns_are_seen_on_a_wide_screen(chromium: Any, published: Path) -> None:
    with report(chromium, published) as seen:
        wide = "[...document.querySelectorAll('.wide')].filter((e) => e.scrollWidth > e.clientWidth).length"
        assert seen.page.evaluate(wide) == 0


def test_nothing_is_wider_than_a_telephone(chromium: Any, published: Path) -> None:
    with report(chromium, published, viewport=NARROW) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        seen.page.locator("#incident-table tbody a").first.click()
        seen.page.wait_for_selector("dialog[open]")
        wide = "document.querySelector('dialog').scrollWidth"
        assert seen.page.evaluate(wide) <= NARROW["width"]


def test_markup_in_articles_is_shown_and_not_obeyed(chromium: Any, tmp_path: Path) -> None:
    article = {
        "id": HOSTILE,
        "title": HOSTILE,
        "publisher": HOSTILE,
        "url": "javascript:document.title='owned'",
        "published": "2024-03-12",
        "text": f"Au moins 15 civils {HOSTILE} ont été tués lundi à Djibo. Selon {HOSTILE},"
        " 15 civils ont été tués lundi à Djibo. {{data}}</script>",
    }
    (tmp_path / "hostile.jsonl").write_text(json.dumps(article) + "\n", "utf-8")
    ran = bilan("run", tmp_path / "hostile.jsonl", "--output", tmp_path / "out", "--quiet")
    assert ran.exit_code == 0, ran.stderr
    with report(chromium, tmp_path / "out") as seen:
        seen.page.locator("#incident-table tbody a").first.click()
        seen.page.wait_for_selector("dialog[open]")
        assert seen.page.locator("dialog article h4").first.inner_text() == HOSTILE
        assert seen.page.locator("dialog article h4 a, dialog img, dialog script").count() == 0
        assert "owned" not in seen.page.title()
