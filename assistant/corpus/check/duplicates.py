"""One fact stands in one place.

Corrections, process maps, desks and the glossary may restate a rule that another field holds; everywhere else a
second telling would be forgotten when the rule changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from assistant.corpus.check.finding import at_statement, place
from assistant.corpus.document import Document, Statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

PARALLEL_FIELD = "journeys"  # maps for different people share their steps
NEAR = 88  # per cent of rapidfuzz's ratio over sorted words; below lie statements that share only their pattern
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<!^)\b[A-Z][\w-]*|^[A-Z]{2,}\b")
_NOT_WORD = re.compile(r"[^\w]+")

_FiguresAndNames = tuple[frozenset[str], frozenset[str]]


class _Told(NamedTuple):
    document: Document
    statement: Statement
    words: list[str]


def check_duplicates(corpus: Corpus) -> Iterator[Finding]:
    """No two statements say the same with the same figures, wherever both would be quoted for one rule."""
    for group in _same_figures_and_names(corpus).values():
        for one, two in _near_pairs(group):
            if _may_restate(one.document, two.document) or _rows_of_one_table(one.words, two.words):
                continue
            same = "the same" if one.words == two.words else "nearly the same"
            yield at_statement(
                two.document,
                two.statement,
                f"says {same} as {place(one.document, one.statement)}",
                "keep one and move its questions there, or say what differs",
            )


def _same_figures_and_names(corpus: Corpus) -> dict[_FiguresAndNames, list[_Told]]:
    """Statements by their figures and names: rows of a table differ in these alone and are no duplicates."""
    groups: dict[_FiguresAndNames, list[_Told]] = defaultdict(list)
    for document in corpus.documents:
        for statement in document.statements:
            text = statement.text
            key = frozenset(_FIGURE.findall(text)), frozenset(_NAME.findall(text))
            groups[key].append(_Told(document, statement, _NOT_WORD.sub(" ", text.casefold()).split()))
    return groups


def _near_pairs(group: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    if len(group) < 2:
        return
    sorted_words = [" ".join(sorted(told.words)) for told in group]
    scores = process.cdist(sorted_words, sorted_words, scorer=fuzz.ratio, score_cutoff=NEAR)
    for first, second in np.argwhere(np.triu(scores, k=1)):
        yield group[first], group[second]


def _may_restate(first: Document, second: Document) -> bool:
    if first.field == second.field:
        return first.field == PARALLEL_FIELD and first.id != second.id
    return first.restates or second.restates


def _rows_of_one_table(left: list[str], right: list[str]) -> bool:
    """Whether the texts differ in one place only, in words that have nothing in common: «Pathology»/«Pediatrics»."""
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return bool(left and right) and not set(left) & set(right)
