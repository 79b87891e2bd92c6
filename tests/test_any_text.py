"""Whatever a user writes: an Answer, never an exception."""

from __future__ import annotations

import sys
import unicodedata
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant import Answer, Assistant
from assistant.answer import Kind
from assistant.settings import MAX_QUESTION_CHARACTERS

# Everything that fits into a Python string, lone surrogates and control characters included.
CHARACTERS = st.characters(exclude_categories=[])
LONG = st.builds(lambda text, times: text * times, st.text(CHARACTERS, min_size=1, max_size=20), st.integers(1, 5_000))
NASTY = st.sampled_from(
    [
        "\x00" * 100, "\ud800", "a\udfffb", "\u202eoet erocs", "ﷺ" * 4_000, "ｆｅｅ？", "e\u0301" * 3_000, "{}%s{0}\\",
        "<script>alert(1)</script>", "'; DROP TABLE passages; --", "[1](javascript:x) **", "| a | b |\n|---|---|",
        "- " * 2_000, "(" * 4_000, "fee, " * 800 + "?", "what " * 800, "1. 2. 3. 4. 5. 6. 7. 8.", "no " * 1_300 + "!",
    ]
)  # fmt: skip
WORDS = st.lists(
    st.sampled_from(
        [
            "what",
            "is",
            "the",
            "oet",
            "score",
            "step",
            "1",
            "result",
            "when",
            "how",
            "much",
            "?",
            "and",
            ",",
            ".",
            "ecfmg",
            "fee",
            "in",
            "2021",
            "now",
            "still",
            "\n",
            "i",
            "my",
        ]
    ),
    max_size=60,
).map(" ".join)
TEXTS = st.one_of(st.text(CHARACTERS), LONG, NASTY, WORDS)


def check(answer: Answer) -> None:
    """What holds for every answer whatsoever."""
    assert answer.kind in get_args(Kind)
    assert answer.text.strip()
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    numbers = {citation.number for citation in answer.citations}
    for statement in answer.statements:
        assert statement.citations
        assert set(statement.citations) <= numbers
    for citation in answer.citations:
        assert citation.quote in citation.passage


@given(TEXTS)
@settings(max_examples=120)
@example("x" * 100_000)
@example("Which OET scores do I need? " * 4_000)
def test_any_question_gets_an_answer(small_assistant: Assistant, question: str) -> None:
    answer = small_assistant.ask(question)
    check(answer)
    cut = len(question) > MAX_QUESTION_CHARACTERS
    assert ("truncated" in [notice.kind for notice in answer.notices]) is cut


@given(st.lists(st.tuples(st.sampled_from(["user", "assistant", "system"]), TEXTS), max_size=6), TEXTS)
@settings(max_examples=30)
def test_any_history_and_profile_get_an_answer(
    small_assistant: Assistant, history: list[tuple[str, str]], profile: str
) -> None:
    check(small_assistant.ask("And the score in Writing?", history=history, profile=profile))
    check(small_assistant.ask("And the score in Writing?", profile={"steps": profile, "unknown": profile}))


@given(TEXTS, st.integers(-5, 60))
@settings(max_examples=30)
def test_any_text_can_be_searched(small_assistant: Assistant, text: str, k: int) -> None:
    assert 1 <= len(small_assistant.search(text, k)) <= 5
    assert 0 <= small_assistant.confidence(text) <= 1


@pytest.mark.slow
def test_every_single_character_gets_an_answer(small_assistant: Assistant) -> None:
    samples = {}
    for code in range(sys.maxunicode + 1):
        samples.setdefault((unicodedata.category(chr(code)), code // 4_096), chr(code))
    for character in samples.values():
        check(small_assistant.ask(character))
        check(small_assistant.ask(f"Is Step 1{character} pass or fail?"))
