"""An answer as plain text for a terminal."""

from __future__ import annotations

from assistant.answer import Answer, Citation


def answer_text(answer: Answer) -> str:
    """The text, the notices, and the numbered sources with dates and links."""
    blocks = [answer.text]
    blocks += [f"Note: {notice.text}" for notice in answer.notices]
    if answer.citations:
        blocks.append("Sources\n" + "\n".join(_source(citation) for citation in answer.citations))
    return "\n\n".join(blocks)


def _source(citation: Citation) -> str:
    facts = [citation.publisher, citation.authority, f"as of {citation.as_of.isoformat()}"]
    if citation.standing != "current":
        facts.append(citation.standing)
    if citation.season:
        facts.append(f"season {citation.season}")
    return f"[{citation.number}] {citation.title} ({', '.join(facts)})\n    {citation.url}"
