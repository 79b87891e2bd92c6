"""From scored statements to the few that make an answer: direct, without repeats, within the word budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.corpus.document import Document, Statement
from assistant.index.passages import Passage
from assistant.index.snapshot import Snapshot
from assistant.retrieve.signals import Scores

# Two statements nearer than this say the same thing in other words.
REPEAT_SIMILARITY = 0.87
# Statements below this share of the best one's score are beside the point.
WORTH_SAYING = 0.55
MAX_STATEMENTS = 8


@dataclass(frozen=True)
class Evidence:
    """A chosen statement with its place and score."""

    statement: Statement
    passage: Passage
    document: Document
    score: float
    position: int


def select(
    snapshot: Snapshot,
    scores: Scores,
    *,
    words: int,
    exclude: Sequence[int] = (),
    limit: int = MAX_STATEMENTS,
    worth: float = WORTH_SAYING,
) -> list[Evidence]:
    """The best statements, best first, that fit into ``words`` together; at least one.

    ``exclude`` are positions already used by another part of the answer; below the share ``worth`` of the best score
    nothing is taken.
    """
    chosen: list[Evidence] = []
    used = 0
    best: float | None = None
    for position in np.argsort(-scores, kind="stable")[: 6 * limit]:
        position = int(position)
        score = float(scores[position])
        best = score if best is None else best
        if (chosen and score < worth * best) or len(chosen) == limit:
            break
        statement = snapshot.statements[position]
        length = len(statement.text.split())
        if position in exclude or (chosen and used + length > words) or _repeats(snapshot, position, chosen):
            continue
        passage = snapshot.passages[snapshot.passage_of_statement[position]]
        chosen.append(Evidence(statement, passage, snapshot.documents_of_statements[position], score, position))
        used += length
    return chosen


def _repeats(snapshot: Snapshot, position: int, chosen: Sequence[Evidence]) -> bool:
    if not chosen:
        return False
    others = snapshot.statement_vectors[[evidence.position for evidence in chosen]]
    return bool((others @ snapshot.statement_vectors[position] > REPEAT_SIMILARITY).any())
