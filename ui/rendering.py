"""Values -> HTML, through templates that escape everything."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant import Answer, Citation
from ui.shelf import Shelf

ASSETS = Path(__file__).with_name("assets")
_TEMPLATES = Path(__file__).with_name("templates")

KIND_LABELS = {
    "clarify": "One more detail, please",
    "not_found": "Not in the sources",
    "out_of_scope": "Outside what this assistant covers",
    "declined": "Not something this assistant helps with",
}
NOTICE_TITLES = {
    "superseded": "This rule has changed",
    "disputed": "Sources disagree",
    "past": "About the past",
    "review_due": "Due for a new check",
    "secondary": "No official page seen",
    "profile": "Used from your situation",
    "truncated": "Your message was cut",
    "language": "Language",
    "model": "About the wording",
    "care": "You are not alone",
}
# Shown above the answer: what the reader must know before the first sentence.
NOTICES_FIRST = ("superseded", "care", "truncated")


def long_date(day: date) -> str:
    """«January 12, 2026»."""
    return f"{day:%B} {day.day}, {day.year}"


def asset(name: str) -> str:
    """The address of a file of the page; it changes with the content, so browsers may keep it."""
    return f"/page/{_version()}/{name}"


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["long_date"] = long_date
    environment.globals.update(asset=asset, notice_titles=NOTICE_TITLES)
    return environment


def render(template: str, **values: Any) -> str:
    """A page or a part of one."""
    return _environment().get_template(template).render(**values)


def answer_html(answer: Answer, shelf: Shelf) -> str:
    """Notices, text and the list of sources of one answer."""
    numbers = [citation.number for citation in answer.citations]
    markdown = shelf.markdown
    return render(
        "answer.html",
        answer=answer,
        label=KIND_LABELS.get(answer.kind),
        text=Markup(markdown.to_html(answer.text, markers=numbers)),
        notices_first=[notice for notice in answer.notices if notice.kind in NOTICES_FIRST],
        notices_after=[notice for notice in answer.notices if notice.kind not in NOTICES_FIRST],
        line=lambda text: Markup(markdown.line_to_html(text, markers=numbers)),
        groups=grouped(answer.citations),
        may_link=markdown.allows,
    )


def statement_html(text: str, numbers: tuple[int, ...], shelf: Shelf) -> str:
    """One statement of an answer that is still being written."""
    marked = f"{text} {''.join(f'[{number}]' for number in numbers)}"
    return shelf.markdown.to_html(marked, markers=numbers)


def source_html(citation: Citation, shelf: Shelf) -> str:
    """The panel that shows what a citation rests on."""
    lines = [line for line in citation.passage.splitlines() if line.strip()] or [citation.quote]
    return render(
        "source.html",
        citation=citation,
        lines=lines,
        replaced=shelf.existing(citation.replaces),
        replaced_by=shelf.replaced_by.get(citation.document_id, ()),
        may_link=shelf.markdown.allows,
        in_catalogue=citation.document_id in shelf.by_id,
    )


def grouped(citations: tuple[Citation, ...]) -> list[list[Citation]]:
    """Citations of the same page together, in the order in which they first appear."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.document_id, citation.url), []).append(citation)
    return list(groups.values())
