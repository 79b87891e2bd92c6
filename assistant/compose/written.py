"""Put an answer together from what a model wrote and, for parts that it did not answer, from quoted statements."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer, Notice
from assistant.compose import extractive
from assistant.compose.answered import missing_line
from assistant.compose.asks import question_back
from assistant.compose.citations import cite
from assistant.compose.desks import desk_for
from assistant.compose.generative import Composition
from assistant.compose.notices import notices
from assistant.corpus.load import Corpus
from assistant.evidence.gather import PartEvidence
from assistant.evidence.select import Evidence
from assistant.understand.question import Question

# A fact that the model asks for -> the question to the reader, in fixed words.
_ASKS = {
    "school_country": "In which country is your medical school?",
    "graduation_date": "When did you graduate, or when will you?",
    "licence": "Do you hold a licence to practise, where, and since when?",
    "steps": "Which USMLE Steps have you taken, when, and with which results?",
    "step_2_cs": "Did you ever take Step 2 CS, and did you pass it?",
    "oet_date": "When did you take OET Medicine?",
    "certificate_date": "When was your ECFMG Certificate issued?",
    "citizenship": "Which citizenship do you have, and which U.S. visa?",
    "target_match": "Which Match year do you aim at?",
}


def written(corpus: Corpus, question: Question, gathered: Sequence[PartEvidence], composition: Composition) -> Answer:
    """The released sentences first, word for word as they were released; then what they leave open."""
    open_parts = [part for part in gathered if part.answered and not composition.answers(part.evidence)]
    cited = {item.statement.id for item in composition.evidence}
    quoted = [item for part in open_parts for item in part.evidence if item.statement.id not in cited]
    first = len(composition.citations) + 1
    quoted_citations = cite(corpus, quoted, question.today, first=first)
    quoted_statements = tuple(
        statement.model_copy(update={"citations": (number,)})
        for number, statement in enumerate(extractive.statements_of([extractive.Part(tuple(quoted))]), first)
    )
    evidence = [*composition.evidence, *quoted]
    citations = (*composition.citations, *quoted_citations)
    blocks = [extractive.layout(part) for part in (composition.statements, quoted_statements) if part]
    return Answer(
        kind="answered",
        text="\n\n".join(
            [*blocks, *_closing(corpus, question, gathered, composition, evidence), extractive.INDEPENDENCE]
        ),
        statements=(*composition.statements, *quoted_statements),
        citations=citations,
        notices=(
            *notices(
                evidence,
                citations,
                wants_past=any(part.query.scope.wants_past for part in question.parts),
                today=question.today,
                truncated=question.truncated,
                corrected=[part.correction for part in gathered if part.correction],
            ),
            *composition.notices,
            *_left_open(composition, quoted),
            *_profile(question),
        ),
        usage=composition.usage,
    )


def _closing(
    corpus: Corpus,
    question: Question,
    gathered: Sequence[PartEvidence],
    composition: Composition,
    evidence: Sequence[Evidence],
) -> list[str]:
    """Parts without an answer, by name, and the one question back."""
    closing = []
    for part, asked in zip(gathered, question.parts, strict=True):
        if not part.answered:
            desk = desk_for(corpus, part.found.query.in_context, [item.document for item in part.evidence])
            closing.append(f"**{asked.lead_in}** {missing_line(desk)}")
    if not closing and composition.missing:
        named = ", ".join(f"«{part}»" for part in composition.missing)
        closing.append(f"Not found in the passages read: {named}.")
    asked_back = question_back(question.text, question.profile, evidence)
    if not asked_back and composition.ask and not question.profile:
        asked_back = _ASKS.get(composition.ask)
    if asked_back:
        closing.append(f"**{asked_back}**")
    return closing


def _left_open(composition: Composition, quoted: Sequence[Evidence]) -> list[Notice]:
    """Told where quotes were added and no failure explains them."""
    if not quoted or composition.failure:
        return []
    return [
        Notice(
            kind="model",
            text="The language model's text left a part of the question open; the sources are quoted for it.",
        )
    ]


def _profile(question: Question) -> list[Notice]:
    if not question.profile:
        return []
    return [Notice(kind="profile", text=f"Taken into account, as you stated it: {question.profile}.")]
