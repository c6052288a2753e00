"""Extractions as rows of core.figures, core.incident_reports and core.toll_statements.

What belongs here: ids and columns. What does not: whether a row is allowed (schemas, quarantine).
Ids are hashes of the article's id and of what the row says, so the same text gives the same ids.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b

import polars as pl

from pipelines.extract import Extraction, extract_all
from pipelines.extract.accounts.reports import Report
from pipelines.extract.confidence import features
from pipelines.extract.figures import Figure
from pipelines.extract.model import Article, PlaceMention
from pipelines.extract.retractions import retracted
from pipelines.lexicons import Seeds
from schemas import frame
from schemas.codelists import MEASURES

Row = dict[str, object]
Extracted = Mapping[str, pl.DataFrame]

_ID_BYTES = 10
_CLEAR, _SUMMARY = 1, 2  # UCDP event_clarity
_BEGAN_RULE = "date.after"
_COLUMNS = (
    *("article_id", "source_ref", "language", "text", "published_start", "published_end"),
    "title",
)


def extract_batch(articles: pl.DataFrame, seeds: Seeds) -> Extracted:
    """Read rows of raw.articles; gives the frames of core.figures, .incident_reports, .toll_statements."""
    rows: dict[str, list[Row]] = {
        "core.incident_reports": [],
        "core.toll_statements": [],
        "core.figures": [],
    }
    read = [Article(*values) for values in articles.select(_COLUMNS).iter_rows()]
    for article, extraction in zip(read, extract_all(read, seeds), strict=True):
        for table, row in extraction_rows(article, extraction, seeds):
            rows[table].append(row)
    return {table: frame(table, found) for table, found in rows.items()}


def extraction_rows(
    article: Article, extraction: Extraction, seeds: Seeds
) -> Iterator[tuple[str, Row]]:
    """The rows of one article, each with the name of its table."""
    account_of: dict[int, Row] = {}
    ids = [_id(article, "figure", f"{f.quote_start} {f.measure} {f.number}", n)
           for n, f in enumerate(extraction.figures)]  # fmt: skip
    withdrawn = (
        retracted(article, reports, extraction.figures, seeds.retractions[article.language])
        if (reports := extraction.reports)
        else ()
    )
    keys = [_key(article, report, n) for n, report in enumerate(reports)]
    for report, key in zip(reports, keys, strict=True):
        account_of.update(dict.fromkeys(report.figures, key))
    wholes = [_whole(report, extraction.figures, account_of) for report in reports]
    for number, (report, key, whole) in enumerate(zip(reports, keys, wholes, strict=True)):
        table, row = _account_row(article, report, key)
        if report.scope == "incident":
            row["is_retraction"] = number in withdrawn
            row["event_clarity"] = _SUMMARY if key in wholes else _CLEAR
            row["part_of_report"] = whole["report_id"] if whole else None
        yield table, row
    for n, figure in enumerate(extraction.figures):
        yield "core.figures", _figure_row(article, figure, n, ids, account_of[n], seeds)


def _id(article: Article, kind: str, content: str, number: int) -> str:
    told = f"{article.article_id}\n{kind}\n{content}\n{number}"
    return blake2b(told.encode(), digest_size=_ID_BYTES).hexdigest()


def _key(article: Article, report: Report, number: int) -> Row:
    column = "report_id" if report.scope == "incident" else "toll_id"
    return {column: _id(article, column, str(number), number)}


def _whole(report: Report, figures: Sequence[Figure], account_of: Mapping[int, Row]) -> Row | None:
    """The key of the one report of whose people this one tells a part, if all of it is that."""
    counting = [figures[i] for i in report.figures if figures[i].stands]
    outer = [f.part_of for f in counting if f.part_of not in report.figures]
    wholes = [account_of[i] if i is not None else {} for i in outer]
    is_part = bool(wholes) and "report_id" in wholes[0] and all(w == wholes[0] for w in wholes)
    return wholes[0] if is_part else None


def _account_row(article: Article, report: Report, key: Row) -> tuple[str, Row]:
    is_incident = report.scope == "incident"
    row: Row = {
        **key,
        "article_id": article.article_id,
        "source_ref": article.source_ref,
        "event_type": report.event_type,
        **_place_columns(report.place),
        **{
            f"{m}_{part}": getattr(bounds, part)
            for m, bounds in report.totals.items()
            for part in ("low", "best", "high")
        },
        **(_incident_columns(report) if is_incident else _toll_columns(article, report)),
    }
    return ("core.incident_reports" if is_incident else "core.toll_statements"), row


def _incident_columns(report: Report) -> Row:
    day, parties = report.date, report.parties
    return {
        "sub_event_type": report.sub_event_type,
        "date_text": day.text if day else None,
        "date_start": day.start if day else None,
        "date_end": day.end if day else None,
        "date_prec": day.precision if day and day.start and day.end else None,
        "actor1": parties.actor1,
        "actor2": parties.actor2,
        "inter1": parties.inter1,
        "inter2": parties.inter2,
        **report.deaths,
    }


def _toll_columns(article: Article, report: Report) -> Row:
    start, end = (report.date.start, report.date.end) if report.date else (None, None)
    if report.date is not None and report.date.rule_id == _BEGAN_RULE:
        end = None  # "un mois après le début de l'offensive" says when counting began
    return {
        "period_start": start,
        "period_end": _as_of(end, article),
        "stated_by": report.stated_by,
        "stated_by_type": report.stated_by_type,
        "stock_or_flow": report.stock_or_flow,
    }


def _as_of(stated: date | None, article: Article) -> date | None:
    """The day up to which a toll counts: as stated, else the end of the publication interval."""
    return stated or article.published_end


def _place_columns(place: PlaceMention | None) -> Row:
    if place is None:
        return {}
    return {
        "location": place.text,
        "location_name": place.name,
        "country": place.country,
        "iso3": place.iso3,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "where_prec": place.where_prec,
    }


def _figure_row(
    article: Article, figure: Figure, n: int, ids: list[str], account: Row, seeds: Seeds
) -> Row:
    text = article.text
    return {
        "figure_id": ids[n],
        "article_id": article.article_id,
        "source_ref": article.source_ref,
        "position": n + 1,
        "measure": figure.measure,
        "value_low": figure.low,
        "value_best": figure.best,
        "value_high": figure.high,
        "quantifier": figure.quantifier,
        "unit": figure.unit,
        "scope": figure.scope,
        "joint_with": ",".join(m for m in MEASURES if m in figure.joint_with) or None,
        "victims": figure.victims,
        "part_of": ids[figure.part_of] if figure.part_of is not None else None,
        "repeat_of": ids[figure.repeat_of] if figure.repeat_of is not None else None,
        "is_superseded": figure.is_superseded,
        "quote": text[figure.quote_start : figure.quote_end],
        "quote_start": figure.quote_start,
        "quote_end": figure.quote_end,
        "phrase": text[figure.phrase_start : figure.phrase_end],
        "phrase_start": figure.phrase_start,
        "phrase_end": figure.phrase_end,
        "rule_id": figure.rule,
        "number_profile": seeds.profile.name if figure.quantifier == "vague" else None,
        "stated_by": figure.stated_by,
        "stated_by_type": figure.stated_by_type,
        "confidence": seeds.confidence.of(features(figure, article.language)),
        "grouped_by": figure.grouped_by,
        **account,
    }
