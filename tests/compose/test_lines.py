"""The fixed texts: for every route, with quotes from the corpus where facts can change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Answer
from assistant.compose.desks import Desk
from assistant.compose.frames import in_language
from assistant.compose.lines import all_lines, care, clarify, not_found, quotes_missing, routed
from assistant.corpus.load import Corpus, load_corpus
from assistant.settings import bundled_corpus
from assistant.understand.question import Question
from assistant.understand.route import Route
from tests.snapshots import small_snapshot

QUESTION = Question(
    message="anything", text="anything", truncated=False, history=(), profile=None, today=date(2026, 11, 22),
    language="en", parts=(),
)  # fmt: skip
DESK = Desk("ECFMG", "https://www.ecfmg.org")
EMPTY = Corpus([])


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(bundled_corpus())


def test_the_corpus_holds_every_quote_of_the_fixed_texts(corpus: Corpus) -> None:
    assert quotes_missing(corpus) == []


@pytest.mark.parametrize("route", all_lines(), ids=lambda route: f"{route.kind}-{route.topic}")
def test_every_text_is_short_and_its_quotes_are_cited(corpus: Corpus, route: Route) -> None:
    answer = routed(route, QUESTION, corpus, desk=DESK)
    assert answer.kind == route.kind
    assert len(answer.text.split()) <= 220
    assert [statement.citations for statement in answer.statements] == [
        (number,) for number in range(1, len(answer.citations) + 1)
    ]
    assert all(citation.quote in answer.text for citation in answer.citations)


def test_a_cry_for_help_meets_words_for_the_person_before_the_lines(corpus: Corpus) -> None:
    text = routed(Route("crisis", "self"), QUESTION, corpus).text
    assert text.startswith("I am very sorry that it hurts this much.")
    assert "988" in text
    assert "findahelpline.com" in text
    assert "[1]" in text


def test_without_the_corpus_a_cry_for_help_still_meets_words_and_no_numbers() -> None:
    answer = routed(Route("crisis", "self"), QUESTION, EMPTY)
    assert "call your local emergency number" in answer.text
    assert not any(character.isdigit() for character in answer.text)
    assert care(EMPTY).text == "This is a lot to carry, and you do not have to carry it alone."


def test_what_was_not_found_names_the_desk_and_the_nearest_topics() -> None:
    answer = not_found(QUESTION, small_snapshot().corpus, DESK, ["OET", "Step 1", "Fees", "Visas"])
    assert answer.kind == "not_found"
    assert "Whom to ask: [ECFMG](https://www.ecfmg.org)." in answer.text
    assert "«OET»; «Step 1»; «Fees»." in answer.text
    assert answer.text.endswith("*This is not ECFMG. The linked official page is what counts.*")


def test_a_declined_request_hears_the_risk_and_the_lawful_way(corpus: Corpus) -> None:
    answer = routed(Route("declined", "recalls"), QUESTION, corpus)
    assert answer.citations[0].quote in answer.text
    assert "The safe way: the official sample questions" in answer.text


def test_a_cut_message_is_said_to_be_cut() -> None:
    answer = clarify(replace(QUESTION, truncated=True))
    assert [notice.kind for notice in answer.notices] == ["truncated"]


def test_an_english_asker_gets_the_answer_as_it_is() -> None:
    answer = Answer(kind="answered", text="Four attempts. [1]")
    assert in_language(answer, "en") is answer


def test_a_spanish_asker_gets_a_spanish_sentence_around_english_quotes() -> None:
    answer = in_language(Answer(kind="answered", text="Four attempts. [1]"), "es")
    assert answer.text.startswith("Encontré esto en las fuentes oficiales en inglés")
    assert answer.text.endswith("Four attempts. [1]")
    assert [notice.kind for notice in answer.notices] == ["language"]


def test_a_language_without_sentences_of_its_own_gets_the_notice_alone() -> None:
    answer = in_language(Answer(kind="answered", text="Four attempts. [1]"), "ko")
    assert answer.text == "Four attempts. [1]"
    assert [notice.kind for notice in answer.notices] == ["language"]
