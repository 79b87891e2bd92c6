"""Facts go to the model, texts that speak to it do not."""

from __future__ import annotations

import pytest

from assistant.corpus.load import read_corpus
from assistant.generate.trusted import is_fact
from assistant.settings import bundled_corpus
from eval.scripted.attacks import ATTACKS


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_no_fact(attack: str) -> None:
    assert not is_fact(attack)


@pytest.mark.slow
def test_every_statement_of_the_corpus_is_a_fact() -> None:
    statements = [one.text for document in read_corpus(bundled_corpus())[0].documents for one in document.statements]
    assert [text for text in statements if not is_fact(text)] == []
