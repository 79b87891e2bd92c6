"""What makes an index outdated, and how that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.index.directory import Fingerprint

BUILT = Fingerprint(corpus="c", model="m", model_checksum="k", adapter="a", chunker=1, examples="e")


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (BUILT, None),
        (replace(BUILT, corpus="other"), "the corpus changed"),
        (replace(BUILT, model="other"), "the embedding model changed"),
        (replace(BUILT, model_checksum="other"), "the embedding model changed"),
        (replace(BUILT, adapter="other"), "the adapter of the embedding model changed"),
        (replace(BUILT, adapter=None), "the adapter of the embedding model changed"),
        (replace(BUILT, chunker=2), "this version makes passages differently"),
        (replace(BUILT, examples="other"), "the labelled examples changed"),
        (replace(BUILT, corpus="other", model="other", chunker=2), "the embedding model changed"),
    ],
)
def test_the_reason_for_a_build_is_told_in_words(wanted: Fingerprint, why: str | None) -> None:
    assert wanted.difference(BUILT) == why


@pytest.mark.parametrize(
    ("wanted", "same"),
    [
        (replace(BUILT, corpus="other", chunker=2, examples="other"), True),
        (replace(BUILT, model_checksum="other"), False),
        (replace(BUILT, adapter=None), False),
    ],
)
def test_vectors_are_carried_over_only_where_the_same_weights_made_them(wanted: Fingerprint, same: bool) -> None:
    assert wanted.same_vectors(BUILT) is same
