"""Put an answer together: statements in parts, their citations, the notices beside them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Notice
from assistant.compose import extractive, lines
from assistant.compose.asks import question_back
from assistant.compose.citations import cite
from assistant.compose.desks import Desk, desk_for
from assistant.compose.notices import notices
from assistant.corpus.load import Corpus
from assistant.evidence.gather import PartEvidence
from assistant.understand.question import Question
from assistant.understand.routing import under_strain


def answered(
    corpus: Corpus, question: Question, gathered: Sequence[PartEvidence], parts: Sequence[extractive.Part]
) -> Answer:
    """The answer quoted from the corpus; parts without evidence are named as not found, with whom to ask."""
    parts = [
        part if part.evidence else extractive.Part((), part.lead_in, missing_line(_desk(corpus, found)))
        for part, found in zip(parts, gathered, strict=True)
    ]
    evidence = [item for part in parts for item in part.evidence]
    statements = extractive.statements_of(parts)
    citations = cite(corpus, evidence, question.today)
    asked_back = question_back(question.text, question.profile, evidence)
    found = list(
        notices(
            evidence,
            citations,
            wants_past=any(part.query.scope.wants_past for part in question.parts),
            today=question.today,
            truncated=question.truncated,
            corrected=[part.correction for part in gathered if part.correction],
        )
    )
    if under_strain(question.message):
        found.append(lines.care(corpus))
    if question.profile:
        found.append(Notice(kind="profile", text=f"Taken into account, as you stated it: {question.profile}."))
    return Answer(
        kind="answered",
        text=extractive.text_of(parts, statements, closing=[f"**{asked_back}**"] if asked_back else []),
        statements=statements,
        citations=citations,
        notices=tuple(found),
    )


def missing_line(desk: Desk | None) -> str:
    """What stands in place of an answer to one part."""
    ask = f" Ask {desk.name}: {desk.url}" if desk else ""
    return f"I did not find this in my sources.{ask}"


def _desk(corpus: Corpus, part: PartEvidence) -> Desk | None:
    return desk_for(corpus, part.found.query.in_context, [item.document for item in part.evidence])
