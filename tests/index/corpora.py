"""Hypothesis strategies: documents and corpora of any shape that the format allows."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from assistant.corpus.document import Document
from assistant.corpus.parse import GAPS_HEADING, parse_document

_LETTERS = st.characters(categories=["L", "N", "P"], exclude_characters="{}")
WORDS = st.text(_LETTERS, min_size=1, max_size=4)
# A few words, over and over: long lines that cost little to make.
LINES = st.builds(
    lambda words, times: " ".join(words * times), st.lists(WORDS, min_size=1, max_size=3), st.integers(1, 30)
)
STATEMENTS = st.tuples(LINES, st.lists(LINES, max_size=2))
SECTIONS = st.tuples(LINES, st.lists(STATEMENTS, min_size=1, max_size=5))
BODIES = st.lists(SECTIONS, min_size=1, max_size=3)
_NAMES = st.text("abcdefghij", min_size=1, max_size=4)
CORPORA = st.dictionaries(_NAMES, BODIES, min_size=1, max_size=3)

FRONT_MATTER = """---
id: {id}
title: About {id}
publisher: ECFMG
url: https://www.ecfmg.org/
authority: official
as_of: 2026-10-01
review_by: 2027-10-01
standing: current
topics: [test]
---
"""

Body = list[tuple[str, list[tuple[str, list[str]]]]]


def markdown(document_id: str, body: Body) -> str:
    """The text of a document with this body."""
    lines = FRONT_MATTER.format(id=document_id).splitlines()
    for heading, statements in body:
        lines.append(f"## {heading}")
        for text, questions in statements:
            lines.append(f"- {text}")
            lines += [f"  - ? {question}" for question in questions]
    lines += [f"## {GAPS_HEADING}", f"  - ? what nobody tells about {document_id}"]
    return "\n".join(lines) + "\n"


def document_with(body: Body) -> Document:
    """The parsed document ``ecfmg/test``."""
    document, findings = parse_document(markdown("ecfmg/test", body), "ecfmg/test.md")
    assert document is not None, findings
    return document


def write_corpus(folder: Path, bodies: dict[str, Body]) -> Path:
    """A corpus folder with one document for each name."""
    (folder / "ecfmg").mkdir(parents=True)
    for name, body in bodies.items():
        (folder / "ecfmg" / f"{name}.md").write_text(markdown(f"ecfmg/{name}", body), encoding="utf-8")
    return folder
