"""Markdown file -> :class:`Document`, with every fault found and its line.

The body is a small language of four line forms (heading, statement, question, blank), so that a fault can be
told with its line number; front matter is YAML. One heading is reserved: see :data:`GAPS_HEADING`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import frontmatter
import yaml
from pydantic import ValidationError

from assistant.corpus.document import Document, Metadata, Section, Statement

_MARK = re.compile(r"\s*\{([^{}]*)\}")
_KEY = re.compile(r"[a-z_]+:")
_LIST_MARKS = {"see": ",", "terms": ";", "premise": ";"}
_FLAG_MARKS = {"secondary", "disputed"}
_DATE_MARKS = {"since", "until"}
QUESTION_PREFIX = "  - ? "
# The questions under this heading belong to no statement: the corpus is known not to answer them.
GAPS_HEADING = "Not answered here"


@dataclass(frozen=True)
class Finding:
    """One fault of one document, told so that an editor can mend it."""

    path: str
    line: int
    what: str
    to_do: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}: {self.to_do}"


@dataclass
class _Draft:
    """A statement while its questions are still being read."""

    line: int
    text: str
    marks: dict[str, Any]
    questions: list[str] = field(default_factory=list)


def parse_document(text: str, path: str) -> tuple[Document | None, list[Finding]]:
    """Parse the text of one document.

    Returns the document, or None where its front matter or a mark cannot be used, and all findings.
    ``path`` is relative to the corpus folder, with forward slashes.
    """
    findings: list[Finding] = []

    def find(line: int, what: str, to_do: str) -> None:
        findings.append(Finding(path, line, what, to_do))

    metadata, body, offset = _front_matter(text, path, findings)
    sections: list[tuple[str, int, list[_Draft]]] = []
    gaps: list[str] = []
    in_gaps = False
    for number, line in enumerate(body.split("\n"), offset):
        if not line.strip():
            continue
        if line.startswith("## "):
            heading = line[3:].strip()
            in_gaps = heading == GAPS_HEADING
            if not in_gaps:
                sections.append((heading, number, []))
        elif in_gaps and line.startswith(QUESTION_PREFIX):
            gaps.append(line[len(QUESTION_PREFIX) :].strip())
        elif in_gaps:
            find(number, f"no question under «{GAPS_HEADING}»", "write '  - ? question', or a heading above it")
        elif line.startswith(QUESTION_PREFIX):
            if not sections or not sections[-1][2]:
                find(
                    number,
                    "a question without a statement above it",
                    "move it under the statement it asks for",
                )
                continue
            sections[-1][2][-1].questions.append(line[len(QUESTION_PREFIX) :].strip())
        elif line.startswith("- "):
            if not sections:
                find(number, "a statement before the first heading", "write a '## ' heading above it")
                continue
            draft = _statement(line[2:], number, path, findings)
            if draft:
                sections[-1][2].append(draft)
        else:
            find(
                number,
                "a line that is neither heading, statement nor question",
                "write '## heading', '- statement' or '  - ? question'",
            )
    for heading, number, drafts in sections:
        if not drafts:
            find(number, f"no statement under the heading «{heading}»", "write one or remove the heading")
    if metadata and not sections:
        find(offset, "a document without statements", "write at least one heading with a statement")
    if metadata is None or not sections:
        return None, findings
    return _document(metadata, path, sections, tuple(gaps), _key_lines(text), findings), findings


def _front_matter(text: str, path: str, findings: list[Finding]) -> tuple[Metadata | None, str, int]:
    """The metadata, the body and the line number on which the body starts."""
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        findings.append(Finding(path, 1, "no front matter", "open the file with '---', the keys and '---'"))
        return None, "", 1
    head_end = text.index("\n---\n", 3) + len("\n---\n")
    body, offset = text[head_end:], text.count("\n", 0, head_end) + 1
    raw = _load(text[:head_end], path, findings)
    if raw is None:
        return None, body, offset
    try:
        metadata = Metadata.model_validate(raw)
    except ValidationError as error:
        lines = dict(_key_lines(text))
        for problem in error.errors():
            key = ".".join(str(part) for part in problem["loc"])
            findings.append(
                Finding(
                    path,
                    lines.get(key.split(".", 1)[0], 1),
                    f"front matter key «{key}»",
                    problem["msg"].lower(),
                )
            )
        return None, body, offset
    return metadata, body, offset


def _load(head: str, path: str, findings: list[Finding]) -> dict[str, Any] | None:
    """The keys and values of the front matter; None, and a finding, where YAML cannot read them."""
    try:
        raw, _ = frontmatter.parse(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        findings.append(Finding(path, line, "front matter that is not YAML", "quote values with ':' or '#'"))
    except Exception:  # the YAML library lets errors of its conversions through, as for the day 2026-02-30
        line = _line_of_impossible_value(head)
        findings.append(Finding(path, line, "a value that cannot be", "correct it; a day is written 2026-01-12"))
    else:
        return dict(raw)
    return None


def _line_of_impossible_value(head: str) -> int:
    for number, line in enumerate(head.split("\n"), 1):
        try:
            yaml.safe_load(line)
        except yaml.YAMLError:
            continue
        except Exception:
            return number
    return 1


def _key_lines(text: str) -> tuple[tuple[str, int], ...]:
    """The keys at the margin of the front matter, each with its line."""
    head = text[: text.find("\n---\n", 3)].split("\n")
    return tuple((line.split(":", 1)[0], number) for number, line in enumerate(head, 1) if _KEY.match(line))


def _statement(line: str, number: int, path: str, findings: list[Finding]) -> _Draft | None:
    marks: dict[str, Any] = {}
    sound = True
    for mark in _MARK.findall(line):
        name, _, value = (part.strip() for part in mark.partition(":"))
        try:
            marks.update(_mark(name, value))
        except ValueError as error:
            findings.append(Finding(path, number, f"the mark {{{mark}}} {error}", "see corpus/README.md, Marks"))
            sound = False
    text = _MARK.sub("", line).strip()
    if not text or "{" in text or "}" in text:
        findings.append(Finding(path, number, "an empty statement or an open brace", "close the mark or write text"))
        return None
    return _Draft(number, text, marks) if sound else None


def _mark(name: str, value: str) -> dict[str, Any]:
    if name in _FLAG_MARKS and not value:
        return {name: True}
    if name in _DATE_MARKS:
        try:
            return {name: date.fromisoformat(value)}
        except ValueError:
            raise ValueError("holds no date like 2026-01-12") from None
    if name == "source":
        if not value.isdigit() or int(value) < 1:
            raise ValueError("holds no number of a source")
        return {name: int(value)}
    if name in _LIST_MARKS:
        items = tuple(item.strip() for item in value.split(_LIST_MARKS[name]) if item.strip())
        if not items:
            raise ValueError("lists nothing")
        return {"premises" if name == "premise" else name: items}
    raise ValueError("is unknown")


def _document(
    metadata: Metadata,
    path: str,
    sections: list[tuple[str, int, list[_Draft]]],
    gaps: tuple[str, ...],
    key_lines: tuple[tuple[str, int], ...],
    findings: list[Finding],
) -> Document:
    numbers = count(1)
    built = []
    for heading, line, drafts in sections:
        statements = []
        for draft in drafts:
            if draft.marks.get("source", 1) > len(metadata.sources) + 1:
                findings.append(Finding(path, draft.line, "a source number that does not exist", "add it to `sources`"))
                draft.marks.pop("source")
            statements.append(
                Statement(
                    id=f"{metadata.id}#{next(numbers)}",
                    text=draft.text,
                    section=heading,
                    line=draft.line,
                    questions=tuple(draft.questions),
                    **draft.marks,
                )
            )
        built.append(Section(heading=heading, line=line, statements=tuple(statements)))
    return Document(metadata=metadata, path=path, sections=tuple(built), gaps=gaps, key_lines=key_lines)
