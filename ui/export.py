"""An answer as Markdown: what «copy», «save» and the feedback file keep of it."""

from __future__ import annotations

import re

from assistant import Answer, Citation

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|!])")


def answer_markdown(answer: Answer) -> str:
    """The text, the notices and the numbered sources with quote, date and link."""
    blocks = [answer.text, *(f"> **Note:** {notice.text}" for notice in answer.notices)]
    if answer.citations:
        blocks.append("\n".join(["**Sources**", "", *(_source(citation) for citation in answer.citations)]))
    return "\n\n".join(blocks)


def turn_markdown(question: str, answer: Answer, situation: str | None) -> str:
    """One question with its answer; the question's own signs stay signs."""
    asked = [f"## {plain(question)}"]
    if situation:
        asked.append(f"*Asked with: {plain(situation)}*")
    return "\n\n".join([*asked, answer_markdown(answer)])


def plain(text: str) -> str:
    """``text`` on one line, with every sign that Markdown would read escaped."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", " ".join(text.split()))


def _source(citation: Citation) -> str:
    facts = [citation.publisher, citation.authority, f"as of {citation.as_of.isoformat()}"]
    if citation.season:
        facts.append(f"season {citation.season}")
    if citation.standing != "current":
        facts.append(citation.standing)
    return (
        f"{citation.number}. {plain(citation.title)} ({', '.join(facts)})  \n"
        f"   «{plain(citation.quote)}»  \n   <{citation.url}>"
    )
