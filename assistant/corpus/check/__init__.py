"""The rules every document must keep, and the one function that applies them all.

One family of rules a module; a rule takes the corpus (and the day, where time matters) and yields findings.
Faults of the format itself are found by :mod:`assistant.corpus.parse`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.corpus.check.amounts import check_amounts
from assistant.corpus.check.dates import check_dates
from assistant.corpus.check.duplicates import check_duplicates
from assistant.corpus.check.figures import check_figures
from assistant.corpus.check.identity import check_identity
from assistant.corpus.check.links import check_links
from assistant.corpus.check.misconceptions import check_misconceptions
from assistant.corpus.check.questions import check_questions
from assistant.corpus.check.review import check_review
from assistant.corpus.check.sources import check_sources
from assistant.corpus.check.standalone import check_standalone
from assistant.corpus.check.supersession import check_supersession
from assistant.corpus.load import read_corpus
from assistant.corpus.parse import Finding

__all__ = ["check_corpus"]

TIMELESS_RULES = (
    check_identity,
    check_links,
    check_sources,
    check_supersession,
    check_standalone,
    check_figures,
    check_amounts,
    check_duplicates,
    check_questions,
    check_misconceptions,
)
DATED_RULES = (check_dates, check_review)


def check_corpus(folder: Path, today: date) -> list[Finding]:
    """All findings of all documents under ``folder``, by file and line; empty for a clean corpus.

    A document that cannot be parsed is told once, with its fault, and the other rules see the rest.
    """
    corpus, findings = read_corpus(folder)
    for rule in TIMELESS_RULES:
        findings += rule(corpus)
    for dated_rule in DATED_RULES:
        findings += dated_rule(corpus, today)
    return sorted(findings, key=lambda finding: (finding.path, finding.line, finding.what))
