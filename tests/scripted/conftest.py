"""The arena of the scripted models: 210 questions of the corpus with the passages to write from."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.load import read_corpus
from assistant.settings import bundled_corpus
from eval.scripted.arena import Arena, Case

QUESTIONS = 210


@pytest.fixture(scope="session")
def arena(today: date) -> Arena:
    return Arena(read_corpus(bundled_corpus())[0], today)


@pytest.fixture(scope="session")
def cases(arena: Arena) -> list[Case]:
    found = list(arena.cases(QUESTIONS))
    assert len(found) >= 200
    return found
