"""«Is this answered?», and by which statement: the best of the search are read word by word.

Likeness alone does not tell: a question on the right topic whose detail the corpus lacks finds near statements too.
What the readers (:mod:`assistant.evidence.reader`) have learned holds for the embedding model and the field they were
trained on; elsewhere, likeness has to do. Beside their opinion stands what the corpus says of itself: whether the question
is nearer to those that it answers or to those that it is known not to answer.
"""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

import numpy as np
import torch
from torch import Tensor

from assistant.embedding.encoder import Encoder
from assistant.embedding.texts import Texts
from assistant.evidence.features import features
from assistant.evidence.reader import Readers, fitting_readers
from assistant.evidence.select import select
from assistant.index.snapshot import Snapshot
from assistant.index.states import TokenStates
from assistant.retrieve.search import Found
from assistant.retrieve.signals import Scores

# Statements that are read, best first; and how many of them, the best by search, the confidence looks at.
READ = 24
JUDGED = 4
# What the readers' opinion of a statement, 0 to 1, adds to its score (chosen on dev).
OPINION_WEIGHT = 0.3
# What it adds to the readers' logit that the nearest answered questions are nearer than the nearest unanswered ones
# (chosen on dev).
LEAD_WEIGHT = 40.0
# What that lead is taken for in a corpus that lists no unanswered questions. On dev half of the answered questions have
# more than 0.13, half of the near misses less than 0.03.
UNLISTED_LEAD = 0.05
# The readers know the evidence by features of a selection by these measures, whatever the answer's own.
FEATURE_WORDS = 140
FEATURE_WORTH = 0.72
# By likeness: the best statement's score plus the best passage's BM25 per word, a fifth of it; where the curve lies.
LEXICAL_SHARE = 0.2
MIDDLE = 0.9
STEEPNESS = 6.0


@dataclass(frozen=True)
class Judgement:
    """Scores of all statements after reading, and the probability, 0 to 1, that the best of them answer."""

    scores: Scores
    confidence: float


class Sufficiency:
    """Judges questions against the statements of one snapshot, by likeness where there are no readers."""

    def __init__(self, snapshot: Snapshot, readers: Readers | None) -> None:
        self._snapshot = snapshot
        self._readers = readers

    @property
    def reads(self) -> bool:
        """Whether statements are read rather than compared; only then do confidences of two searches compare."""
        return self._readers is not None and self._snapshot.statement_states is not None

    @classmethod
    def of(cls, snapshot: Snapshot, encoder: Encoder) -> Sufficiency:
        """With the packaged readers, unless the corpus has no questions: then it is unlike all that they saw."""
        return cls(snapshot, fitting_readers(encoder.identity) if len(snapshot.questions) else None)

    def judge(self, found: Found, scores: Scores) -> Judgement:
        """Read the best statements by ``scores`` against what was searched."""
        states = self._snapshot.statement_states
        if self._readers is None or states is None or found.states is None:
            return Judgement(scores, by_likeness(found, scores))
        best = best_statements(scores, READ)
        seen = seen_features(self._snapshot, found, scores)[None]
        with torch.inference_mode():
            each, answered = self._readers.judge(
                Texts.of([found.states]),
                texts_at(states, best),
                torch.from_numpy(scores[best])[None],
                seen,
                judged=JUDGED,
            )
        read = scores.copy()
        read[best] += OPINION_WEIGHT * each[0].sigmoid().numpy()
        lead = found.signals.answered_lead
        logit = answered + LEAD_WEIGHT * (UNLISTED_LEAD if lead is None else lead)
        return Judgement(read, float(logit.sigmoid()))


def seen_features(snapshot: Snapshot, found: Found, scores: Scores) -> Tensor:
    """The features of what the search found, as the reader takes them."""
    chosen = select(snapshot, scores, words=FEATURE_WORDS, worth=FEATURE_WORTH)
    return torch.tensor(astuple(features(snapshot, found, scores, chosen)))


def by_likeness(found: Found, scores: Scores) -> float:
    """Probability from the scores of the search alone."""
    lexical = float(found.signals.passage_lexical.max(initial=0.0)) / max(len(found.query.words), 1)
    likeness = float(scores.max(initial=0.0)) + LEXICAL_SHARE * lexical
    return 1 / (1 + math.exp(-STEEPNESS * (likeness - MIDDLE)))


def best_statements(scores: Scores, count: int) -> list[int]:
    """Positions of the best ``count`` statements, best first."""
    return [int(position) for position in np.argsort(-scores, kind="stable")[:count]]


def texts_at(states: TokenStates, positions: list[int]) -> Texts:
    """The texts at ``positions``, for the reader."""
    return Texts.of([states[position].float() for position in positions])
