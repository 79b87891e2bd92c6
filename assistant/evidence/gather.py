"""For every part of a question: the statements that answer it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.evidence.premise import PremiseCheck
from assistant.evidence.score import score_statements
from assistant.evidence.select import Evidence, select
from assistant.evidence.sufficiency import Sufficiency
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found

# Below this probability the corpus is taken not to hold the answer. On dev 0.06 to 0.125 refuse the same questions.
ANSWERED_FROM = 0.1
# Each part of a many-part question gets this share of the words, at least.
LEAST_PART_WORDS = 55


@dataclass(frozen=True)
class FoundPart:
    """What was found for one part: by its main search, and by further views with their share of the score."""

    main: Found
    views: tuple[tuple[Found, float], ...] = ()


@dataclass(frozen=True)
class PartEvidence:
    """One part: what was searched, the chosen statements (best first), the confidence that they answer it."""

    found: Found
    evidence: tuple[Evidence, ...]
    confidence: float
    correction: Evidence | None = None

    @property
    def answered(self) -> bool:
        """Whether the part is to be answered rather than named as not found."""
        return self.correction is not None or self.confidence >= ANSWERED_FROM


def gather(
    snapshot: Snapshot,
    premises: PremiseCheck,
    sufficiency: Sufficiency,
    parts: Sequence[FoundPart],
    *,
    today: date,
    words: int,
) -> list[PartEvidence]:
    """Evidence for each of ``parts``, in order; no statement is used twice."""
    share = words if len(parts) == 1 else max(LEAST_PART_WORDS, words // len(parts))
    used: list[int] = []
    gathered: list[PartEvidence] = []
    for found in parts:
        scores = score_statements(snapshot, found.main, today)
        for view, weight in found.views:
            scores = (1 - weight) * scores + weight * score_statements(snapshot, view, today)
        judged = sufficiency.judge(found.main, scores)
        scores = judged.scores
        correction = premises.correction(found.main)
        if correction is not None and correction not in used:
            scores = scores.copy()
            scores[correction] = float(scores.max()) + 0.01
        chosen = select(snapshot, scores, words=share, exclude=used)
        used += [item.position for item in chosen]
        gathered.append(
            PartEvidence(
                found.main,
                tuple(chosen),
                judged.confidence if chosen else 0.0,
                correction=next((item for item in chosen if item.position == correction), None),
            )
        )
    return gathered
