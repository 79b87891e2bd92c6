"""Does every sentence stand on a quote that its document really holds?"""

from __future__ import annotations

import re

from eval.metrics.metric import SampledMetric, each_question
from eval.outcome import Result

MARKER = re.compile(r"\[(\d+)\]")


def _answered(result: Result) -> bool:
    return result.outcome.kind == "answered"


def every_statement_cited(result: Result) -> bool:
    """At least one statement; each names citations that exist; the text has no marker without a citation."""
    known = {citation.number for citation in result.outcome.citations}
    marked = {int(number) for number in MARKER.findall(result.outcome.text)}
    return (
        bool(result.outcome.statements)
        and all(statement.citations and set(statement.citations) <= known for statement in result.outcome.statements)
        and marked <= known
    )


statements_cited = SampledMetric(
    name="cited",
    meaning="Share of answers in which every statement is cited and every marker leads to a citation.",
    sampler=each_question(_answered, every_statement_cited),
)

quotes_verbatim = SampledMetric(
    name="verbatim",
    meaning="Share of answers whose quotes all stand word for word in their documents.",
    sampler=each_question(
        lambda result: bool(result.outcome.citations),
        lambda result: all(citation.verbatim for citation in result.outcome.citations),
    ),
)
