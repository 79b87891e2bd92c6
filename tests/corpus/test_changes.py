"""The change feed: rules that came and went, newest first, from the documents' own dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.corpus.changes import Change, change_feed
from assistant.corpus.load import Corpus, load_corpus
from tests.corpus.pages import page, write


def small_corpus(folder: Path) -> Corpus:
    return load_corpus(
        write(
            folder,
            page("ecfmg/old", "Before 2026, the limit was six.", standing="superseded", valid_until="2025-12-31"),
            page("ecfmg/new", "The limit is four.", valid_from="2026-01-01", supersedes="[ecfmg/old]"),
            page("ecfmg/gone", "In 2020 there was an interim paper.", standing="historical", valid_until="2020-06-30"),
            page("ecfmg/timeless", "Diplomas are verified."),
            page("journeys/student", "Step 1: mind the limit of four.", valid_from="2026-02-01"),
        )
    )


def test_the_newest_change_comes_first_and_says_what_it_replaced(tmp_path: Path) -> None:
    assert change_feed(small_corpus(tmp_path)) == (
        Change(
            day=date(2026, 1, 1),
            document_id="ecfmg/new",
            title="About ecfmg/new",
            summary="The limit is four.",
            standing="current",
            ended=False,
            replaces=("ecfmg/old",),
        ),
        Change(
            day=date(2020, 6, 30),
            document_id="ecfmg/gone",
            title="About ecfmg/gone",
            summary="In 2020 there was an interim paper.",
            standing="historical",
            ended=True,
        ),
    )


def test_only_changes_since_a_day_that_day_included(tmp_path: Path) -> None:
    corpus = small_corpus(tmp_path)
    assert [change.document_id for change in change_feed(corpus, date(2026, 1, 1))] == ["ecfmg/new"]
    assert change_feed(corpus, date(2026, 1, 2)) == ()
