"""How a rule points at its place: a front matter key, or the line of a statement."""

from __future__ import annotations

from assistant.corpus.document import Document, Statement
from assistant.corpus.parse import Finding


def at_key(document: Document, key: str, what: str, to_do: str) -> Finding:
    """A finding on the line of a front matter key; on line 1 where the key is not written."""
    return Finding(document.path, document.line_of(key), what, to_do)


def at_statement(document: Document, statement: Statement, what: str, to_do: str) -> Finding:
    """A finding on the line of a statement."""
    return Finding(document.path, statement.line, what, to_do)


def place(document: Document, statement: Statement) -> str:
    """Where another statement stands, for the text of a finding: ``ecfmg/epic.md:21``."""
    return f"{document.path}:{statement.line}"
