"""The HTML report of a run: one file, no scripts, nothing loaded from elsewhere, readable on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from eval.figure_text import figure, interval_text
from eval.metrics import METRICS
from eval.metrics.key_points import key_point_recall
from eval.metrics.kinds import confusion
from eval.outcome import Result, Run
from eval.sheet import Sheet, estimates

_TEMPLATES = Path(__file__).with_name("templates")
# Of a tag's or a document's line; the totals show every metric.
_LINE_METRICS = ("key_points", "complete", "wrong_claims", "kind", "recall@5")


def report_html(run: Run, sheet: Sheet, *, totals_only: bool) -> str:
    """The whole report; with ``totals_only`` neither questions nor answers."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.globals.update(figure=figure, interval_text=interval_text)
    return environment.get_template("report.html").render(
        run=run,
        sheet=sheet,
        metrics=METRICS,
        line_metrics=[metric for metric in METRICS if metric.name in _LINE_METRICS],
        kinds=sorted(confusion(run.results).items()),
        by_document=by_document(run.results),
        results=() if totals_only else worst_first(run.results),
    )


def by_document(results: Sequence[Result]) -> dict[str, dict[str, object]]:
    """The figures of each source document's questions, the lowest share of key points first."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        for document_id in result.question.sources:
            groups.setdefault(document_id, []).append(result)
    found = {document_id: estimates(members) for document_id, members in groups.items()}
    name = key_point_recall.name
    return {
        document_id: dict(figures)
        for document_id, figures in sorted(
            found.items(),
            key=lambda item: (2.0 if item[1][name].value is None else item[1][name].value, item[0]),
        )
    }


def worst_first(results: Sequence[Result]) -> list[Result]:
    """Wrong claims, then wrong kinds, then missed key points, then what is right."""
    return sorted(
        results,
        key=lambda result: (
            -len(result.wrong_claims),
            result.outcome.kind == result.question.expect,
            sum(result.met) / len(result.met) if result.met else 1.0,
            result.question.id,
        ),
    )
