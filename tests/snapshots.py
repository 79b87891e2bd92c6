"""Snapshots without a disk and without a model, for the stages that read them."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from assistant.corpus.load import Corpus, load_corpus
from assistant.index.snapshot import Snapshot, all_entries, make_snapshot
from assistant.index.vectors import TextVectors
from tests.index.fake_encoder import vector_of
from tests.places import SMALL_CORPUS


def snapshot_of(corpus: Corpus) -> Snapshot:
    """A snapshot in which equal texts have equal vectors and different texts have unlike ones."""
    _, entries = all_entries(corpus)
    vectors = TextVectors(np.stack([vector_of(entry.text) for entry in entries]), tuple(e.text_hash for e in entries))
    return make_snapshot("test", corpus, vectors)


@lru_cache(maxsize=1)
def small_snapshot() -> Snapshot:
    """Of the small corpus: passages 0 desk, 1 and 2 OET, 3 OET until 2022, 4 Step 1."""
    return snapshot_of(load_corpus(SMALL_CORPUS))
