"""«Is this answered?»: how sure it is that the corpus holds what a question asks.

Likeness alone does not tell: a question on the right topic whose detail the corpus lacks finds near statements too.
So the best statements are read word by word (:mod:`assistant.evidence.reader`). What the reader has learned holds for
the embedding model and the field it was trained on; elsewhere, likeness has to do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple

import numpy as np
import torch

from assistant.embedding.encoder import Encoder
from assistant.evidence.features import features
from assistant.evidence.reader import Reader, Texts, fitting_reader
from assistant.evidence.select import Evidence
from assistant.index.passages import headed
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found
from assistant.retrieve.signals import Scores

# Statements that are read, best first.
READ = 4
# By likeness: the best statement's score plus the best passage's BM25 per word, a fifth of it; where the curve lies.
LEXICAL_SHARE = 0.2
MIDDLE = 0.9
STEEPNESS = 6.0


class Sufficiency:
    """Judges questions against the statements of one snapshot, by likeness where no reader is given."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, reader: Reader | None) -> None:
        self._snapshot = snapshot
        self._encoder = encoder
        self._reader = reader

    @classmethod
    def of(cls, snapshot: Snapshot, encoder: Encoder) -> Sufficiency:
        """With the packaged reader, unless the corpus has no questions: then it is unlike all that the reader saw."""
        return cls(snapshot, encoder, fitting_reader(encoder.identity) if len(snapshot.questions) else None)

    def confidence(self, found: Found, scores: Scores, chosen: Sequence[Evidence]) -> float:
        """Probability, 0 to 1, that the statements ``chosen`` by ``scores`` answer what was searched."""
        if self._reader is None:
            return by_likeness(found, scores)
        best = best_statements(scores)
        question, *statements = self._encoder.token_states(
            [found.query.in_context, *(headed_statement(self._snapshot, position) for position in best)]
        )
        seen = torch.tensor([astuple(features(self._snapshot, found, scores, chosen))])
        with torch.inference_mode():
            logits, _ = self._reader(
                Texts.of([question]), Texts.of(statements), torch.from_numpy(scores[best])[None], seen
            )
        return float(logits.sigmoid())


def by_likeness(found: Found, scores: Scores) -> float:
    """Probability from the scores of the search alone."""
    lexical = float(found.signals.passage_lexical.max(initial=0.0)) / max(len(found.query.words), 1)
    likeness = float(scores.max(initial=0.0)) + LEXICAL_SHARE * lexical
    return 1 / (1 + math.exp(-STEEPNESS * (likeness - MIDDLE)))


def best_statements(scores: Scores) -> list[int]:
    """Positions of the statements that are read, best first."""
    return [int(position) for position in np.argsort(-scores, kind="stable")[:READ]]


def headed_statement(snapshot: Snapshot, position: int) -> str:
    """The statement at ``position`` under its header, as it is embedded."""
    return headed(snapshot.passages[snapshot.passage_of_statement[position]], snapshot.statements[position])
