"""One fact stands in one place.

Corrections, process maps, desks and the glossary may restate a rule that another field holds; everywhere else a
second telling would be forgotten when the rule changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz

from assistant.corpus.check.finding import at_statement, place
from assistant.corpus.document import Document, Statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

RESTATING_FIELDS = frozenset({"misconceptions", "journeys", "desks", "glossary"})
PARALLEL_FIELD = "journeys"  # maps for different people share their steps
NEAR = 88  # per cent of rapidfuzz's token-sort ratio; below lie statements that share only their pattern
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<!^)\b[A-Z][\w-]*|^[A-Z]{2,}\b")
_NOT_WORD = re.compile(r"[^\w]+")

_Placed = tuple[Document, Statement, str]


def check_duplicates(corpus: Corpus) -> Iterator[Finding]:
    """No two statements say the same with the same figures, wherever both would be quoted for one rule."""
    for alike in _same_figures_and_names(corpus).values():
        for (first, one, one_words), (second, two, two_words) in combinations(alike, 2):
            if _may_restate(first, second) or _rows_of_one_table(one_words, two_words):
                continue
            if fuzz.token_sort_ratio(one_words, two_words, score_cutoff=NEAR):
                same = "the same" if one_words == two_words else "nearly the same"
                yield at_statement(
                    second,
                    two,
                    f"says {same} as {place(first, one)}",
                    "keep one and move its questions there, or say what differs",
                )


def _may_restate(first: Document, second: Document) -> bool:
    if first.field == second.field:
        return first.field == PARALLEL_FIELD and first.id != second.id
    return bool({first.field, second.field} & RESTATING_FIELDS)


def _rows_of_one_table(one: str, two: str) -> bool:
    """Whether the texts differ in one place only, in words that have nothing in common: «Pathology»/«Pediatrics»."""
    left, right = one.split(), two.split()
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return bool(left and right) and not set(left) & set(right)


def _same_figures_and_names(corpus: Corpus) -> dict[tuple[frozenset[str], frozenset[str]], list[_Placed]]:
    """Statements by their figures and names: rows of a table differ in these alone and are no duplicates."""
    groups: dict[tuple[frozenset[str], frozenset[str]], list[_Placed]] = defaultdict(list)
    for document in corpus.documents:
        for statement in document.statements:
            text = statement.text
            key = frozenset(_FIGURE.findall(text)), frozenset(_NAME.findall(text))
            groups[key].append((document, statement, _NOT_WORD.sub(" ", text.casefold()).strip()))
    return groups
