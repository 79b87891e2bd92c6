"""One fee or limit has one current value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from assistant.corpus.check.finding import at_statement, place
from assistant.corpus.document import Document, Statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

_VALUE = re.compile(
    r"^(?P<subject>.{4,90}?) (?:costs?|is|are|needs?|allows?|lasts?|takes?)"
    r" (?:at least |at most |about |up to |only )?"
    r"(?P<value>(?:USD|AUD|GBP|EUR) [\d,.]*\d|\d[\d,.]*(?= (?P<unit>attempts|points|days|months|years|hours|blocks)))"
    r"(?P<condition>[^.,;:(]*)"
)
_FILLER = re.compile(r"\b(?:the|a|an|of|for|to|in|at|fee|application|currently|now|since|and)\b|[^\w\s]|\s+")


class _Value(NamedTuple):
    document: Document
    statement: Statement
    value: str


_Key = tuple[str, tuple[str, ...], tuple[str, ...]]


def check_amounts(corpus: Corpus) -> Iterator[Finding]:
    """Where two current statements give one subject two values, both are marked ``{disputed}``."""
    for values in _current_values(corpus).values():
        first = values[0]
        for other in values[1:]:
            if other.value != first.value and not (first.statement.disputed and other.statement.disputed):
                yield at_statement(
                    other.document,
                    other.statement,
                    f"«{other.value}», but «{first.value}» for the same at {place(first.document, first.statement)}",
                    "correct one, end one with {until: …}, or mark both {disputed}",
                )


def _current_values(corpus: Corpus) -> dict[_Key, list[_Value]]:
    values: dict[_Key, list[_Value]] = defaultdict(list)
    for document in corpus.documents:
        if document.metadata.standing != "current":
            continue
        for statement in document.statements:
            if statement.until is None and (found := _VALUE.match(statement.text)):
                kind = found["unit"] or found["value"][:3]
                key = (kind, _words(found["subject"]), _words(found["condition"]))
                values[key].append(_Value(document, statement, found["value"]))
    return values


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(_FILLER.sub(" ", text.casefold()).split()))
