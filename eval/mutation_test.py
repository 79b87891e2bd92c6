"""The verifier on sentences of the corpus: as they are, reworded, and falsified."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import NamedTuple

import numpy as np

from assistant.compose.citations import standing_of
from assistant.corpus.document import Document, Statement
from assistant.corpus.load import Corpus
from assistant.verify.claim import check_claim
from assistant.verify.verdict import Claim, Source
from eval.mutations import false_variants, paraphrases

SEED = 5


class MutationResult(NamedTuple):
    """Shares over ``pairs`` statements; ``refused`` by kind of falsification, ``leaks`` are those let through."""

    pairs: int
    falsified: int
    reworded: int
    refused_share: float
    originals_share: float
    reworded_share: float
    refused: tuple[tuple[str, float], ...]
    leaks: tuple[str, ...]


def run(corpus: Corpus, today: date, *, pairs: int) -> MutationResult:
    """Check ``pairs`` statements, spread evenly over the corpus, and everything made of them."""
    chance = random.Random(SEED)
    every = [(document, statement) for document in corpus.documents for statement in document.statements]
    tried: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    originals = reworded = reworded_accepted = 0
    leaks: list[str] = []
    places = np.linspace(0, len(every) - 1, min(pairs, len(every))).astype(int)
    for place in places:
        document, statement = every[int(place)]
        source = _source(document, statement, today)
        originals += _accepts(statement.text, source, today)
        for variant in paraphrases(statement.text):
            reworded += 1
            reworded_accepted += _accepts(variant.text, source, today)
        for variant in false_variants(statement.text, chance):
            tried[variant.kind] += 1
            if _accepts(variant.text, source, today):
                leaks.append(f"{variant.kind}: {variant.text}")
            else:
                refused[variant.kind] += 1
    return MutationResult(
        len(places),
        tried.total(),
        reworded,
        refused.total() / max(tried.total(), 1),
        originals / max(len(places), 1),
        reworded_accepted / max(reworded, 1),
        tuple((kind, refused[kind] / count) for kind, count in sorted(tried.items())),
        tuple(leaks),
    )


def _source(document: Document, statement: Statement, today: date) -> Source:
    header = f"{document.metadata.title} › {statement.section}"
    return Source(statement.text, header, standing_of(statement, document, today))


def _accepts(text: str, source: Source, today: date) -> bool:
    return check_claim(Claim(text, [source], today)).accepted
