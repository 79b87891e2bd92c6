"""Whom to ask: the desk of the matter, else the one desk that is named, else that of the nearest document."""

from __future__ import annotations

import pytest

from assistant.compose.desks import desk_for
from assistant.corpus.load import Corpus, load_corpus
from assistant.settings import bundled_corpus


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(bundled_corpus())


@pytest.mark.parametrize(
    ("question", "desk"),
    [
        ("how do i ask nbme for extra time in step 1", "NBME"),
        ("what is the abim exam fee", "ABMS"),
        ("is a jacket with a hood refused at prometric in Lagos", "Prometric"),
        ("can two people from the same flat book one day, is that suspicious for nbme", "NBME"),
        ("does ecfmg give a scholarship", "ECFMG"),
        ("do prometric and the nrmp share data", "ECFMG"),
        ("who helps me", "ECFMG"),
    ],
)
def test_the_question_alone_leads_to(corpus: Corpus, question: str, desk: str) -> None:
    found = desk_for(corpus, question, [])
    assert found is not None
    assert found.name == desk


def test_the_nearest_document_decides_where_no_desk_or_only_a_general_one_is_named(corpus: Corpus) -> None:
    nearest = [corpus.document("ecfmg/oet-requirement")]
    desk = corpus.document(nearest[0].metadata.desk or "").metadata
    found = desk_for(corpus, "how loud is the audio, does ecfmg know", nearest)
    assert found is not None
    assert (found.name, found.url) == (desk.publisher, desk.url)


def test_a_corpus_without_desks_names_nobody() -> None:
    assert desk_for(Corpus([]), "who helps me", []) is None
