"""Which statements and passages have ended, and which of those a question still wants."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from assistant.corpus.document import Document, Statement
from assistant.index.snapshot import Snapshot
from assistant.understand.time import TimeScope

Flags = npt.NDArray[np.bool_]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def is_outdated(statement: Statement, document: Document, today: date) -> bool:
    """Whether a statement speaks of a rule that has ended by ``today``."""
    return document.metadata.standing != "current" or bool(statement.until and statement.until < today)


def unwelcome_statements(snapshot: Snapshot, scope: TimeScope, today: date) -> Flags:
    """True for every outdated statement that a question about ``scope`` does not ask for."""
    if scope.wants_past:
        return np.zeros(len(snapshot.statements), dtype=np.bool_)
    outdated = _outdated(snapshot, today)
    return outdated & ~_of_years(snapshot, scope.years) if scope.years else outdated


def unwelcome_passages(snapshot: Snapshot, scope: TimeScope, today: date) -> Flags:
    """True for every passage all of whose statements are unwelcome."""
    welcome = np.zeros(len(snapshot.passages), dtype=np.bool_)
    welcome[snapshot.passage_of_statement[~unwelcome_statements(snapshot, scope, today)]] = True
    return ~welcome


@lru_cache(maxsize=4)
def _outdated(snapshot: Snapshot, today: date) -> Flags:
    return np.array(
        [
            is_outdated(statement, document, today)
            for statement, document in zip(snapshot.statements, snapshot.documents_of_statements, strict=True)
        ]
    )


def _of_years(snapshot: Snapshot, years: tuple[int, ...]) -> Flags:
    wanted = {str(year) for year in years}
    return np.array([bool(named & wanted) for named in _named_years(snapshot)])


@lru_cache(maxsize=2)
def _named_years(snapshot: Snapshot) -> tuple[frozenset[str], ...]:
    return tuple(
        frozenset(_YEAR.findall(f"{document.metadata.title} {statement.section} {statement.text} {document.season}"))
        for statement, document in zip(snapshot.statements, snapshot.documents_of_statements, strict=True)
    )
