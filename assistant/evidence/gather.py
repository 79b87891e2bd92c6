"""For every part of a question: the statements that answer it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.evidence.premise import PremiseCheck
from assistant.evidence.score import score_statements
from assistant.evidence.select import Evidence, select
from assistant.evidence.sufficiency import Judgement, Sufficiency
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found

# Below this probability the corpus is taken not to hold the answer (chosen on dev). A question in another language is
# read through the search words found for it, which say less than the asker did.
ANSWERED_FROM = 0.3
ANSWERED_FROM_IN_TRANSLATION = 0.05
# A question that leans on the turns before is still taken for one on a new matter where it is surer by this much to be
# answered alone. On dev questions behind two others this keeps 90 % of the key points instead of 66 %.
NEW_MATTER_LEAD = 0.6
# A question amid other sentences is read without them where it is surer by this much to be answered so.
BARE_LEAD = 0.6
# Each part of a many-part question gets this share of the words, at least.
LEAST_PART_WORDS = 55


@dataclass(frozen=True)
class FoundPart:
    """What was found for one part.

    By its main search, by those without the turns before and without the sentences around it, and by further views with
    their share of the score; ``leans`` tells whether its wording leans on the turns before.
    """

    main: Found
    alone: Found | None = None
    bare: Found | None = None
    views: tuple[tuple[Found, float], ...] = ()
    leans: bool = False

    @property
    def by_itself(self) -> Found:
        """What was found for the words of this message alone."""
        return self.alone or self.main


@dataclass(frozen=True)
class PartEvidence:
    """One part: what was searched, the chosen statements (best first), the confidence that they answer it.

    ``answered_from`` is the confidence from which it is answered.
    """

    found: Found
    evidence: tuple[Evidence, ...]
    confidence: float
    correction: Evidence | None = None
    answered_from: float = ANSWERED_FROM

    @property
    def answered(self) -> bool:
        """Whether the part is to be answered rather than named as not found."""
        return self.correction is not None or self.confidence >= self.answered_from


def gather(
    snapshot: Snapshot,
    premises: PremiseCheck,
    sufficiency: Sufficiency,
    parts: Sequence[FoundPart],
    *,
    today: date,
    words: int,
    translated: bool = False,
) -> list[PartEvidence]:
    """Evidence for each of ``parts``, in order; no statement is used twice.

    ``translated`` says that the question was asked in another language.
    """
    share = words if len(parts) == 1 else max(LEAST_PART_WORDS, words // len(parts))
    used: list[int] = []
    gathered: list[PartEvidence] = []
    for found in parts:
        read, judged = _better_reading(snapshot, sufficiency, found, today)
        scores = judged.scores
        correction = premises.correction(read)
        if correction is not None and correction not in used:
            scores = scores.copy()
            scores[correction] = float(scores.max()) + 0.01
        chosen = select(snapshot, scores, words=share, exclude=used)
        used += [item.position for item in chosen]
        gathered.append(
            PartEvidence(
                read,
                tuple(chosen),
                judged.confidence if chosen else 0.0,
                correction=next((item for item in chosen if item.position == correction), None),
                answered_from=ANSWERED_FROM_IN_TRANSLATION if translated else ANSWERED_FROM,
            )
        )
    return gathered


def _better_reading(
    snapshot: Snapshot, sufficiency: Sufficiency, found: FoundPart, today: date
) -> tuple[Found, Judgement]:
    """What a question finds as it stands, or without what stands around it where the corpus answers that better."""

    def judged(read: Found) -> Judgement:
        scores = score_statements(snapshot, read, today)
        for view, weight in found.views:
            scores = (1 - weight) * scores + weight * score_statements(snapshot, view, today)
        return sufficiency.judge(read, scores)

    read, chosen = found.main, judged(found.main)
    if not sufficiency.reads:
        return read, chosen
    if found.alone:
        alone = judged(found.alone)
        confidence = max(chosen.confidence, alone.confidence)
        if alone.confidence > chosen.confidence + (NEW_MATTER_LEAD if found.leans else 0.0):
            read, chosen = found.alone, alone
        chosen = replace(chosen, confidence=confidence)
    # Nothing can be surer by that much than what is sure already: then the reading is saved.
    if found.bare and chosen.confidence + BARE_LEAD < 1:
        bare = judged(found.bare)
        if bare.confidence > chosen.confidence + BARE_LEAD:
            read, chosen = found.bare, bare
    return read, chosen
