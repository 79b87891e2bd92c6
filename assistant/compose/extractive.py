"""The answer without a language model: statements of the corpus, word for word, the most direct first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import AnswerStatement
from assistant.evidence.select import Evidence

INDEPENDENCE = "*This is not ECFMG. The linked official page is what counts.*"
LEAD_STATEMENTS = 2
LEAD_WORDS = 60


@dataclass(frozen=True)
class Part:
    """The evidence for one part of a question.

    ``lead_in`` is set where the question has several parts, ``missing`` where there is no evidence for this one.
    """

    evidence: tuple[Evidence, ...]
    lead_in: str | None = None
    missing: str | None = None


def statements_of(parts: Sequence[Part]) -> tuple[AnswerStatement, ...]:
    """One answer statement for each chosen statement, numbered in reading order."""
    texts = [item.statement.text for part in parts for item in part.evidence]
    return tuple(AnswerStatement(text=text, citations=(number,)) for number, text in enumerate(texts, 1))


def marked(statement: AnswerStatement) -> str:
    """The statement with its markers: «… on January 12, 2026. [1]»."""
    return f"{statement.text} {''.join(f'[{number}]' for number in statement.citations)}"


def layout(statements: Sequence[AnswerStatement]) -> str:
    """One or two leading statements as a paragraph, the others as a list."""
    lead = 1
    if len(statements) > 1 and _words(statements[:LEAD_STATEMENTS]) <= LEAD_WORDS:
        lead = LEAD_STATEMENTS
    paragraphs = [" ".join(marked(statement) for statement in statements[:lead])]
    if statements[lead:]:
        paragraphs.append("\n".join(f"- {marked(statement)}" for statement in statements[lead:]))
    return "\n\n".join(paragraphs)


def text_of(parts: Sequence[Part], statements: Sequence[AnswerStatement], *, closing: Sequence[str] = ()) -> str:
    """The whole answer in Markdown: parts in order, then the closing lines and who is speaking."""
    blocks: list[str] = []
    start = 0
    for number, part in enumerate(parts, 1):
        own = statements[start : start + len(part.evidence)]
        start += len(part.evidence)
        if part.lead_in:
            blocks.append(f"**{number}. {part.lead_in}**")
        if own:
            blocks.append(layout(own))
        elif part.missing:
            blocks.append(part.missing)
    return "\n\n".join([*blocks, *closing, INDEPENDENCE])


def _words(statements: Sequence[AnswerStatement]) -> int:
    return sum(len(statement.text.split()) for statement in statements)
