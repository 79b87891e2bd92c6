"""A quote counts where the passage holds its words, whatever signs and spaces stand between them."""

from __future__ import annotations

import pytest

from assistant.verify.quote import find_quote

STATEMENTS = (
    "IMGs have registered for Step 1 with the FSMB since January 12, 2026.",
    "The fee is USD 945 for each Step, «late fees» not included.",
    "FSMB answers.",
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("registered for Step 1 with the FSMB", (0,)),
        ("“The fee is  USD 945 for each Step", (1,)),
        ('"late fees" not included.', (1,)),
        ("have registered … since January 12, 2026", (0,)),
        ("since January 12, 2026. The fee is USD 945", (0, 1)),
        ("FSMB answers", (2,)),
    ],
)
def test_words_of_the_passage_are_found(quote: str, found: tuple[int, ...]) -> None:
    assert find_quote(quote, STATEMENTS) == found


@pytest.mark.parametrize(
    "quote",
    ["", "…", "the fee", "The fee is USD 94", "registered for Step 2 with the FSMB", "ee is USD 945 for each Ste"],
)
def test_other_words_fragments_and_too_few_words_are_not_found(quote: str) -> None:
    assert find_quote(quote, STATEMENTS) == ()
