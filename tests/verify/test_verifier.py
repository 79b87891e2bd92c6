"""The verifier as the composer uses it: quotes decide what a sentence rests on, and what may be shown of it."""

from __future__ import annotations

from datetime import date

from assistant.verify.verdict import Source
from assistant.verify.verifier import Quoted, Verifier

MOVED = "IMGs have registered for Step 1 with the FSMB since January 12, 2026."
FEE = "The fee for Step 1 is USD 695."
VERIFIER = Verifier(
    {1: [Source(MOVED, "", "current")], 2: [Source("A desk answers.", "", "current"), Source(FEE, "", "current")]},
    date(2026, 11, 22),
)


def test_a_true_sentence_with_its_words_is_accepted() -> None:
    checked = VERIFIER.check("The fee for Step 1 is $695.", [Quoted(2, "fee for Step 1 is USD 695")])
    assert (checked.accepted, checked.rests_on, checked.text) == (True, ((2, 1),), "The fee for Step 1 is $695.")


def test_a_true_sentence_without_a_quote_is_refused() -> None:
    assert VERIFIER.check(FEE, []).reason == "quote"
    assert VERIFIER.check(FEE, [Quoted(2, "")]).reason == "quote"


def test_a_made_up_quote_beside_a_real_one_refuses_the_sentence() -> None:
    quotes = [Quoted(2, FEE), Quoted(2, "and it is refundable at once")]
    assert VERIFIER.check(FEE, quotes).reason == "quote"


def test_a_wrong_passage_number_is_put_right_by_the_quote() -> None:
    for number in (1, 0, 99):
        assert VERIFIER.check(FEE, [Quoted(number, FEE)]).rests_on == ((2, 1),)


def test_a_true_sentence_with_the_words_of_another_statement_is_refused() -> None:
    assert not VERIFIER.check(FEE, [Quoted(1, MOVED)]).accepted


def test_a_translation_that_does_not_hold_leaves_the_english_sentence() -> None:
    good = VERIFIER.check(FEE, [Quoted(2, FEE)], "La tasa del Step 1 es de USD 695 para los médicos.")
    bad = VERIFIER.check(FEE, [Quoted(2, FEE)], "La tasa del Step 1 es de USD 95 para los médicos.")
    assert (good.is_translated, bad.is_translated, bad.text) == (True, False, FEE)
