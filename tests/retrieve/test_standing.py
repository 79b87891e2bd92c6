"""Statements that have ended: not wanted for today, wanted for the years in which they held."""

from __future__ import annotations

import pytest

from assistant.corpus.load import Corpus
from assistant.retrieve.standing import unwelcome_statements
from assistant.understand.time import TimeScope
from tests.conftest import TODAY
from tests.index.corpora import document_with
from tests.snapshots import snapshot_of

SCORES = snapshot_of(
    Corpus(
        (
            document_with(
                [
                    (
                        "Passing score",
                        [
                            ("From July 1, 2014, to June 30, 2022, the passing score was 209. {until: 2022-06-30}", []),
                            ("The passing score was 196. {since: 2010-07-01} {until: 2014-06-30}", []),
                            ("The passing score is 218.", []),
                        ],
                    )
                ]
            ),
        )
    )
)


@pytest.mark.parametrize(
    ("years", "unwelcome"),
    [
        ((), [True, True, False]),
        ((2014,), [False, False, False]),
        ((2016,), [False, True, False]),  # lies within, though no statement names it
        ((2012,), [True, False, False]),
        ((2026,), [True, True, False]),
        ((2016, 2026), [False, True, False]),
    ],
)
def test_a_rule_that_ended_is_wanted_for_the_years_in_which_it_held(
    years: tuple[int, ...], unwelcome: list[bool]
) -> None:
    assert unwelcome_statements(SCORES, TimeScope("now", years), TODAY).tolist() == unwelcome


def test_a_question_about_the_past_wants_all_that_has_ended() -> None:
    assert not unwelcome_statements(SCORES, TimeScope("past"), TODAY).any()


@pytest.mark.parametrize(
    ("years", "unwelcome"),
    [((2016,), [False, False, True]), ((2024,), [False, False, True]), ((2025,), [False, False, False])],
)
def test_a_question_about_a_past_year_does_not_want_what_began_later(
    years: tuple[int, ...], unwelcome: list[bool]
) -> None:
    later = document_with(
        [
            (
                "Passing score",
                [
                    ("From July 1, 2014, to June 30, 2022, the passing score was 209. {until: 2022-06-30}", []),
                    ("The passing score was 196. {since: 2010-07-01} {until: 2014-06-30}", []),
                    ("The passing score is 218, since July 1, 2025.", []),
                ],
            )
        ]
    )
    snapshot = snapshot_of(Corpus((later,)))
    assert unwelcome_statements(snapshot, TimeScope("past", years), TODAY).tolist() == unwelcome
