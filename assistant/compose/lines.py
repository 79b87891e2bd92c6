"""The fixed texts of answers that quote nothing: short, kind, and each says what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.compose.desks import desk_for
from assistant.compose.notices import truncation
from assistant.corpus.load import Corpus
from assistant.evidence.gather import PartEvidence
from assistant.understand.question import Question


def clarify(question: Question) -> Answer:
    """For an empty, unreadable or bare message."""
    return Answer(
        kind="clarify",
        text="I could not read a question in your message. Write it in a sentence, for example: "
        "«I graduated in 2022 in India. Which OET scores do I need for the 2027 Pathways?»",
        notices=(truncation(),) if question.truncated else (),
    )


def not_found(corpus: Corpus, question: Question, gathered: Sequence[PartEvidence]) -> Answer:
    """For a question on the field whose answer the corpus does not hold: whom to ask, and what lies near."""
    nearest = [item.document for part in gathered for item in part.evidence]
    desk = desk_for(corpus, question.text, nearest)
    titles = list(dict.fromkeys(document.metadata.title for document in nearest))[:3]
    blocks = ["I did not find the answer to this in my sources, and I do not guess."]
    if desk:
        blocks.append(f"Ask {desk.name}: {desk.url}")
    if titles:
        blocks.append(
            "Near your question, I can tell you about:\n" + "\n".join(f"- {title}" for title in titles)
        )
    blocks.append("*This is not ECFMG. The linked official page is what counts.*")
    return Answer(
        kind="not_found", text="\n\n".join(blocks), notices=(truncation(),) if question.truncated else ()
    )
