"""Small documents for the tests: what a test does not name is sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.corpus.check import check_corpus

TODAY = date(2026, 11, 22)
FIRST_STATEMENT_LINE = 13  # of a page without further front matter keys


def page(document_id: str, *statements: str, **front_matter: str) -> str:
    """A document of one section; each statement gets three questions of its own."""
    keys = {
        "id": document_id,
        "title": f"About {document_id}",
        "publisher": "ECFMG",
        "url": "https://www.ecfmg.org/",
        "authority": "official",
        "as_of": "2026-01-12",
        "review_by": "2027-06-01",
        "standing": "current",
        "topics": "[example]",
    } | front_matter
    lines = ["---", *(f"{key}: {value}" for key, value in keys.items()), "---", "## Rules"]
    for number, statement in enumerate(statements or (f"The rule of {document_id} holds.",), 1):
        lines += [f"- {statement}", *(f"  - ? {word} {document_id} {number}" for word in ("what", "why", "who"))]
    return "\n".join(lines) + "\n"


def write(folder: Path, *pages: str) -> Path:
    """Write documents where their ids want them, and give the folder back."""
    for text in pages:
        document_id = text.split("id: ", 1)[1].split("\n", 1)[0]
        path = folder / f"{document_id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def findings(folder: Path, *pages: str) -> list[str]:
    """The findings of a corpus of these documents, as lines."""
    return [str(finding) for finding in check_corpus(write(folder, *pages), TODAY)]
