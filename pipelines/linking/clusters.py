"""From scored pairs to clusters of reports: best pairs first, under constraints.

Two clusters become one where a pair of at least THRESHOLD joins them and nothing speaks against it:
an article that would tell of one incident twice, days or places that cannot meet, a low mean score.
The order of the pairs is total (score, then the two indexes), so that the same reports give the same
clusters however they arrive.
"""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from pipelines.linking import weights as w

DAY_TOLERANCE = 1
"""Days by which two ranges may miss each other in a cluster: nights, time zones."""
DEGREE_KM = 111.0
Families = dict[int, tuple[str, bool]]


class Edge(NamedTuple):
    """A pair of reports; `is_misread` where it is linked though days or places are far apart."""

    score: float
    is_misread: bool


@dataclass(slots=True)
class Cluster:
    """What must hold for all reports of one incident, kept up to date as clusters merge.

    `latest_start` and `earliest_end` are days, `box` the least and greatest latitude and longitude;
    `links` maps neighbouring clusters to the sum and the number of the scores between them.
    """

    reports: list[int]
    articles: dict[str, int]
    latest_start: float
    earliest_end: float
    box: tuple[float, float, float, float] | None
    links: dict[int, tuple[float, int]]


def cluster_reports(
    features: pl.DataFrame, scored: pl.DataFrame, pieces: pl.DataFrame
) -> list[list[int]]:
    """Indexes of the reports of each incident, sorted within and among clusters.

    `pieces`: the pieces of one incident in one article (siblings.py); they stay together.
    """
    first = dict(pieces.select("right", "left").iter_rows())
    whole = _between_wholes(scored, first)
    edges = _edges(features, whole)
    clusters = _single_reports(features, _among(whole, edges))
    owner = list(range(features.height))
    family = _families(features)
    for left, right, score, is_misread in edges.iter_rows():
        x, y = owner[left], owner[right]
        if x != y and _may_merge(clusters[x], clusters[y], y, Edge(score, is_misread), family):
            smaller_links = len(clusters[x].links) < len(clusters[y].links)
            keep, drop = (y, x) if smaller_links else (x, y)
            for report in clusters[drop].reports:
                owner[report] = keep
            _merge(clusters, keep, drop, is_misread=is_misread)
    for piece, report in first.items():
        clusters[owner[report]].reports.append(piece)
    return sorted(sorted(c.reports) for i, c in clusters.items() if i not in first)


def _between_wholes(scored: pl.DataFrame, first: dict[int, int]) -> pl.DataFrame:
    """The scores with later pieces as their first ones: the best score of each two incidents."""
    if not first:
        return scored
    ends = [pl.col(end).replace(first) for end in ("left", "right")]
    moved = scored.with_columns(left=pl.min_horizontal(ends), right=pl.max_horizontal(ends)).filter(
        pl.col("left") != pl.col("right")
    )
    best = moved.sort(
        "left", "right", "score", "is_misread", descending=[False, False, True, False]
    )
    return best.unique(["left", "right"], keep="first", maintain_order=True)


def _edges(features: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """left, right, score, is_misread of the pairs to link, best first.

    A pair is left out where a rival in the same article fits nearly as well.
    """
    edges = scored.select("left", "right", "score", "is_misread").filter(
        pl.col("score") >= w.THRESHOLD - w.AMBIGUITY_MARGIN
    )
    second = _second_best(edges, features.select(other="index", article="article_id"))
    for end, other in (("left", "right"), ("right", "left")):
        rivals = second.rename({"report": end, "other": other, "second": f"{end}_second"})
        edges = edges.join(rivals, on=["left", "right"])
    rival = pl.max_horizontal("left_second", "right_second").fill_null(-w.SAME_TEXT)
    clear = (pl.col("score") - rival >= w.AMBIGUITY_MARGIN) | (pl.col("score") >= w.SAME_TEXT)
    kept = edges.filter(clear, pl.col("score") >= w.THRESHOLD)
    ordered = kept.sort("score", "left", "right", descending=[True, False, False])
    return ordered.select("left", "right", "score", "is_misread")


def _second_best(edges: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Per report and other one how well the second-best of that one's article fits, on whichever side."""
    both = pl.concat(
        edges.select(report=end, other=other, score="score")
        for end, other in (("left", "right"), ("right", "left"))
    ).join(articles, on="other")
    second = pl.col("score").sort(descending=True).get(1, null_on_oob=True)
    rivals = both.group_by("report", "article").agg(second=second)
    return both.join(rivals, on=["report", "article"]).select("report", "other", "second")


def _among(scored: pl.DataFrame, edges: pl.DataFrame) -> pl.DataFrame:
    """Scores between reports that edges connect, over however many steps: others never matter."""
    root: dict[int, int] = {}

    def find(report: int) -> int:
        while (above := root.setdefault(report, report)) != report:
            root[report] = report = root[above]
        return report

    for left, right in edges.select("left", "right").iter_rows():
        root[find(left)] = find(right)
    table = {"report": list(root), "component": [find(report) for report in root]}
    components = pl.DataFrame(table, schema={"report": pl.UInt32, "component": pl.UInt32})
    return (
        scored.join(components.rename({"report": "left"}), on="left")
        .join(components.rename({"report": "right"}), on="right", suffix="_right")
        .filter(pl.col("component") == pl.col("component_right"))
    )


def _single_reports(features: pl.DataFrame, scored: pl.DataFrame) -> dict[int, Cluster]:
    place = pl.when("is_precise").then("latitude"), pl.when("is_precise").then("longitude")
    rows = features.select(
        "article_id", "start", "end", latitude=place[0], longitude=place[1]
    ).iter_rows()
    clusters: dict[int, Cluster] = {}
    for index, (article, start, end, lat, lon) in enumerate(rows):
        clusters[index] = Cluster(
            reports=[index],
            articles={article: index},
            latest_start=float("-inf") if start is None else start,
            earliest_end=float("inf") if end is None else end,
            box=None if lat is None else (lat, lat, lon, lon),
            links={},
        )
    for left, right, score in scored.select("left", "right", "score").iter_rows():
        clusters[left].links[right] = clusters[right].links[left] = (score, 1)
    return clusters


def _families(features: pl.DataFrame) -> Families:
    """Index → report_id of its summary (its own where it is none's part) and whether it is a part, of both."""
    family = pl.coalesce("part_of_report", "report_id")
    related = features.filter(
        pl.col("part_of_report").is_not_null()
        | pl.col("report_id").is_in(features["part_of_report"].drop_nulls().implode())
    )
    is_part = pl.col("part_of_report").is_not_null()
    rows = related.select("index", name=family, is_part=is_part).iter_rows()
    return {index: (name, is_part) for index, name, is_part in rows}


def _may_merge(x: Cluster, y: Cluster, y_key: int, edge: Edge, family: Families) -> bool:
    if not _articles_agree(x, y, family):
        return False
    if edge.score >= w.SAME_TEXT:
        return True
    total, n = x.links[y_key]
    late = max(x.latest_start, y.latest_start)
    early = min(x.earliest_end, y.earliest_end)
    meet = late - early <= DAY_TOLERANCE and _boxes_meet(x, y)
    return total / n >= w.HARMONY and (meet or edge.is_misread)


def _articles_agree(x: Cluster, y: Cluster, family: Families) -> bool:
    """No article tells of the incident twice, unless as a summary and its part; two parts are two incidents."""
    few, many = sorted((x.articles, y.articles), key=len)
    for article in few.keys() & many.keys():
        mine, theirs = family.get(few[article]), family.get(many[article])
        if mine is None or theirs is None or mine[0] != theirs[0] or mine[1] == theirs[1]:
            return False
    return True


def _union(x: Cluster, y: Cluster) -> tuple[float, float, float, float] | None:
    if x.box is None or y.box is None:
        return x.box or y.box
    a, b = x.box, y.box
    return min(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), max(a[3], b[3])


def _boxes_meet(x: Cluster, y: Cluster) -> bool:
    box = _union(x, y)
    widest = w.APART_KM / DEGREE_KM
    return box is None or (box[1] - box[0] <= widest and box[3] - box[2] <= 2 * widest)


def _merge(clusters: dict[int, Cluster], keep: int, drop: int, *, is_misread: bool) -> None:
    x, y = clusters[keep], clusters.pop(drop)
    if is_misread:
        _keep_bounds_of_larger(x, y)
    else:
        x.box = _union(x, y)
        x.latest_start = max(x.latest_start, y.latest_start)
        x.earliest_end = min(x.earliest_end, y.earliest_end)
    x.reports += y.reports
    x.articles |= y.articles
    del x.links[drop], y.links[keep]
    for other, (total, n) in y.links.items():
        known = x.links.get(other, (0.0, 0))
        x.links[other] = (known[0] + total, known[1] + n)
        clusters[other].links[keep] = x.links[other]
        del clusters[other].links[drop]


def _keep_bounds_of_larger(x: Cluster, y: Cluster) -> None:
    """Where day or place of one of them was misread, those of the more reports hold."""
    larger = min((x, y), key=lambda c: (-len(c.reports), min(c.reports)))
    x.box, x.latest_start, x.earliest_end = larger.box, larger.latest_start, larger.earliest_end
