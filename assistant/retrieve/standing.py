"""Which statements and passages have ended, or had not begun, and which of those a question still wants."""

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
_SINCE = re.compile(r"\bsince (?:[A-Z][a-z]+ )?(?:\d{1,2}, )?((?:19|20)\d\d)\b")


def is_outdated(statement: Statement, document: Document, today: date) -> bool:
    """Whether a statement speaks of a rule that has ended by ``today``."""
    return document.metadata.standing != "current" or bool(statement.until and statement.until < today)


def unwelcome_statements(snapshot: Snapshot, scope: TimeScope, today: date) -> Flags:
    """True for every outdated statement that a question about ``scope`` does not ask for.

    Where it asks how things were in a year, true for every rule that began later.
    """
    if scope.tense == "past" and scope.years:
        return _first_years(snapshot) > max(scope.years)
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
    return np.array([not held.isdisjoint(years) for held in _years_of_statements(snapshot)])


@lru_cache(maxsize=2)
def _first_years(snapshot: Snapshot) -> npt.NDArray[np.int_]:
    """The year in which the rule of every statement began; 0 where that is not told."""
    years = []
    for statement, document in zip(snapshot.statements, snapshot.documents_of_statements, strict=True):
        told = _SINCE.search(statement.text)
        began = statement.since or document.metadata.valid_from
        years.append(int(told[1]) if told else began.year if began else 0)
    return np.array(years)


@lru_cache(maxsize=2)
def _years_of_statements(snapshot: Snapshot) -> tuple[frozenset[int], ...]:
    """The years that every statement is about: those it names, and those in which it held if it has ended."""
    years = []
    for statement, document in zip(snapshot.statements, snapshot.documents_of_statements, strict=True):
        around = f"{document.metadata.title} {statement.section} {document.season}"
        own = {int(year) for year in _YEAR.findall(statement.text)}
        if statement.until:
            first = statement.since.year if statement.since else min(own, default=statement.until.year)
            own.update(range(first, statement.until.year + 1))
        years.append(frozenset(own | {int(year) for year in _YEAR.findall(around)}))
    return tuple(years)
