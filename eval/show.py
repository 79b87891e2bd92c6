"""Figures and comparisons on the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from eval.compare import Comparison
from eval.figure_text import figure, interval_text, number
from eval.metrics import METRICS
from eval.sheet import Sheet

_TAG_METRICS = ("key_points", "complete", "wrong_claims", "kind")


def show_sheet(sheet: Sheet, console: Console, *, totals_only: bool, beside: Sheet | None = None) -> None:
    """The totals, with those of another system ``beside`` them, and unless ``totals_only`` a line for each tag."""
    table = Table(title=f"{sheet.set_name}: {sheet.questions} questions, {sheet.system}", title_justify="left")
    table.add_column("metric", no_wrap=True)
    for heading in ("figure", "95 % interval", "n", *([beside.system, "95 % interval"] if beside else [])):
        table.add_column(heading, justify="right")
    for metric in METRICS:
        found = sheet.totals[metric.name]
        cells = [figure(metric, found), interval_text(metric, found), str(found.n)]
        if beside:
            other = beside.totals[metric.name]
            cells += [figure(metric, other), interval_text(metric, other)]
        table.add_row(metric.name, *cells)
    console.print(table)
    if not totals_only:
        console.print(_tag_table(sheet))


def _tag_table(sheet: Sheet) -> Table:
    shown = [metric for metric in METRICS if metric.name in _TAG_METRICS]
    table = Table()
    table.add_column("tag")
    for metric in shown:
        table.add_column(f"{metric.name} (n)", justify="right")
    for tag, figures in sheet.by_tag.items():
        cells = [
            f"{figure(metric, figures[metric.name])} ({figures[metric.name].n})" if metric.name in figures else "–"
            for metric in shown
        ]
        table.add_row(tag, *cells)
    return table


def show_comparison(comparison: Comparison, console: Console, *, totals_only: bool) -> None:
    """What was won and lost; the questions by id unless ``totals_only``."""
    console.print(
        f"{comparison.set_name}: {len(comparison.won)} questions won, {len(comparison.lost)} lost, "
        f"McNemar p = {comparison.p_value:.3f}"
    )
    if comparison.only_before or comparison.only_now:
        console.print(f"  not compared: {comparison.only_before} only before, {comparison.only_now} only now")
    if not totals_only:
        for label, keys in (("won", comparison.won), ("lost", comparison.lost)):
            for key in keys:
                console.print(f"  {label}: {key}")
    for change in comparison.changes:
        if change.difference.value:
            before, now = (number(value, change.metric.unit) for value in (change.before, change.now))
            mark = "  significant loss" if change.is_significant_loss else ""
            console.print(f"  {change.metric.name}: {before} -> {now}{mark}")
