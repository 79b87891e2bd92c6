"""What the reader must know beside the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation, Notice
from assistant.evidence.select import Evidence
from assistant.settings import MAX_QUESTION_CHARACTERS


def long_date(day: date) -> str:
    """«January 12, 2026», the form that the corpus uses."""
    return f"{day:%B} {day.day}, {day.year}"


def markers(numbers: Sequence[int]) -> str:
    """«[1] and [3]»."""
    found = [f"[{number}]" for number in numbers]
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def notices(
    evidence: Sequence[Evidence],
    citations: Sequence[Citation],
    *,
    wants_past: bool,
    today: date,
    truncated: bool,
    corrected: Sequence[Evidence] = (),
) -> tuple[Notice, ...]:
    """The notices that follow from the chosen statements; ``evidence`` and ``citations`` run in parallel.

    ``corrected`` are the statements that correct what the question takes for granted.
    """
    found: list[Notice] = []
    pairs = list(zip(evidence, citations, strict=True))
    if corrections := [citation.number for item, citation in pairs if item in corrected]:
        found.append(
            Notice(
                kind="superseded",
                text=f"Your question rests on a rule or claim that does not hold today: see {markers(corrections)}.",
            )
        )
    if disputed := [citation.number for item, citation in pairs if item.statement.disputed]:
        found.append(
            Notice(
                kind="disputed",
                text=f"Sources disagree about {markers(disputed)}. Check the linked page before you rely on one side.",
            )
        )
    past = [citation.number for _, citation in pairs if citation.standing != "current"]
    if past and not wants_past:
        found.append(Notice(kind="past", text=f"Of the past, not today's rule: {markers(past)}."))
    due = [(citation.number, item.document.metadata.review_by) for item, citation in pairs if _due(item, today)]
    if due:
        day = min(review_by for _, review_by in due)
        numbers = [number for number, _ in due]
        found.append(
            Notice(
                kind="review_due",
                text=f"The source of {markers(numbers)} was due for a new check on {long_date(day)}; it may have "
                "changed since. Open the linked page.",
            )
        )
    secondary = [citation.number for citation in citations if citation.authority == "secondary"]
    if citations and citations[0].authority == "secondary":
        found.append(
            Notice(
                kind="secondary",
                text=f"No official page was seen for {markers(secondary)}. Check with the official site before you "
                "pay or book.",
            )
        )
    if truncated:
        found.append(truncation())
    return tuple(found)


def truncation() -> Notice:
    """The question was longer than the limit."""
    return Notice(
        kind="truncated",
        text=f"Your message was longer than {MAX_QUESTION_CHARACTERS:,} characters; only its beginning was read.",
    )


def _due(item: Evidence, today: date) -> bool:
    meta = item.document.metadata
    return meta.standing == "current" and meta.review_by < today
