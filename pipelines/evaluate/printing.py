"""An evaluation as lines to read and as an object to compare; nothing is counted here."""

import json
from collections.abc import Iterator, Mapping

from pipelines.evaluate import Evaluation
from pipelines.evaluate.reliability import bands, brier, brier_of_share, judged
from pipelines.evaluate.tallies import Score, interval
from schemas.codelists import MEASURES


def score_lines(evaluation: Evaluation) -> Iterator[str]:
    """The scores, one line each: figures, each measure, incident totals, attributes."""
    figures = evaluation.figures()
    ends = interval([article.figures() for article in evaluation.articles])
    yield f"articles {len(evaluation.articles)}, gold figures {figures.gold}, rows {figures.rows}"
    told = f"  [{ends[0]:.3f}, {ends[1]:.3f}]" if ends else ""
    yield f"figures           {_score(figures)}{told}"
    for measure in MEASURES:
        score = evaluation.figures(measure)
        if score.rows or score.gold:
            yield f"  {measure:15} {_score(score)}  (gold {score.gold})"
    incidents = evaluation.incidents
    yield f"incident totals   {_score(incidents)}  (gold {incidents.gold})"
    for name, (right, n) in evaluation.attributes.shares().items():
        yield f"  {name:26} {right:.3f}  (of {n} figures found)"


def reliability_lines(evaluation: Evaluation, title: str) -> Iterator[str]:
    """For each band of confidence how many figures said so, and how many of them are right."""
    figures = judged(evaluation)
    yield f"confidence, {title}: figures that say so, their mean, how many are right"
    for band in bands(figures):
        told = f"{band.seen:5}  say {band.said:.3f}  right {band.right:5}"
        yield f"  {band.low:.2f} to {band.high:.2f}  {told}  = {band.share:.3f}"
    yield (
        f"  Brier score {_number(brier(figures))}"
        f" ({_number(brier_of_share(figures))} if all said the same)"
    )


def json_text(evaluation: Evaluation) -> str:
    """The same as a JSON object; null where there is nothing to divide by."""
    return json.dumps(_as_object(evaluation), ensure_ascii=False, indent=1) + "\n"


def _as_object(evaluation: Evaluation) -> Mapping[str, object]:
    scores = [article.figures() for article in evaluation.articles]
    incidents, figures = evaluation.incidents, judged(evaluation)
    return {
        "articles": len(scores),
        "figures": {**_ratios(evaluation.figures()), "ci": interval(scores)},
        "measures": {measure: _ratios(evaluation.figures(measure)) for measure in MEASURES},
        "incident_totals": _ratios(incidents),
        "attributes": {
            name: {"right": right, "n": n}
            for name, (right, n) in evaluation.attributes.shares().items()
        },
        "reliability": {
            "bands": [
                {"low": b.low, "high": b.high, "said": b.said, "seen": b.seen, "right": b.right}
                for b in bands(figures)
            ],
            "brier": brier(figures),
        },
    }


def _score(score: Score) -> str:
    named = (("P", score.precision), ("R", score.recall), ("F1", score.f1))
    return "  ".join(f"{name} {_number(value)}" for name, value in named)


def _number(value: float | None) -> str:
    return "  –  " if value is None else f"{value:.3f}"


def _ratios(score: Score) -> dict[str, float | int | None]:
    return {
        "p": score.precision,
        "r": score.recall,
        "f1": score.f1,
        "right": score.right,
        "rows": score.rows,
        "gold": score.gold,
    }
