"""Each rule of the verifier, by an example that it refuses and one that it lets pass."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Standing
from assistant.verify.claim import check_claim
from assistant.verify.verdict import Claim, Source, Verdict

TODAY = date(2026, 11, 22)


def check(claim: str, *statements: str, standing: Standing = "current", header: str = "", asker: str = "") -> Verdict:
    return check_claim(Claim(claim, [Source(text, header, standing) for text in statements], TODAY, asker))


MOVED = "IMGs have registered for Step 1 and Step 2 CK with the FSMB since January 12, 2026."
SCORES = "OET Medicine needs at least 350 points in Listening, Reading and Speaking and 300 in Writing."
WARNING = "ECFMG does not warn you before the seven years end and does not tell you when a pass has lapsed."
FEE = "The application fee for the 2027 Pathways is USD 945, and students must pay it by January 31, 2027."


@pytest.mark.parametrize(
    ("claim", "statement"),
    [
        ("You register for Step 1 with the FSMB since January 12, 2026.", MOVED),
        ("Since 12 January 2026, applicants have registered for Step 2 CK with the FSMB.", MOVED),
        ("OET Medicine needs a minimum of 350 points in Reading and 300 in Writing.", SCORES),
        ("ECFMG doesn't tell you when a pass has lapsed.", WARNING),
        ("The fee for the 2027 Pathways is $945.", FEE),
    ],
)
def test_a_faithful_rewording_is_accepted(claim: str, statement: str) -> None:
    assert check(claim, statement) == Verdict((0,))


@pytest.mark.parametrize(
    ("claim", "statement", "reason"),
    [
        ("OET Medicine needs at least 360 points in Reading.", SCORES, "number"),
        (
            "OET Medicine needs at least 300 points in Listening, Reading and Speaking and 350 in Writing.",
            SCORES,
            "limit",
        ),
        ("IMGs have registered for Step 1 with the FSMB since January 12, 2025.", MOVED, "number"),
        ("IMGs have registered for Step 1 with the FSMB since March 12, 2026.", MOVED, "coverage"),
        ("IMGs have registered for Step 1 with the NBME since January 12, 2026.", MOVED, "coverage"),
        ("ECFMG warns you before the seven years end.", WARNING, "negation"),
        ("OET Medicine does not need 350 points in Reading.", SCORES, "negation"),
        ("OET Medicine needs at most 350 points in Reading.", SCORES, "limit"),
        ("The fee for the 2027 Pathways is USD 945 and refundable.", FEE, "coverage"),
        ("You must pay the fee by January 31, 2027.", FEE, "addressee"),
    ],
)
def test_a_changed_fact_is_refused(claim: str, statement: str, reason: str) -> None:
    assert check(claim, statement).reason == reason


def test_an_unit_belongs_to_its_number() -> None:
    statement = "The report stays open for 60 days, and a renewal takes 12 months."
    assert check("The report stays open for 12 days.", statement).reason == "number"


@pytest.mark.parametrize("claim", ["You can use Pathway 1.", "You may use Pathway 1.", "You should use Pathway 1."])
def test_must_is_not_softened(claim: str) -> None:
    assert check(claim, "You must use Pathway 1.").reason == "modality"


def test_a_condition_may_not_be_left_out() -> None:
    statement = "If the seven years are missed, the earliest pass stops being valid."
    assert check("The earliest pass stops being valid.", statement).reason == "qualifier"
    assert check("Once the seven years are missed, the earliest pass stops being valid.", statement).accepted


def test_a_wrong_claim_that_a_statement_corrects_is_not_told_as_true() -> None:
    statement = "ECFMG Certificates can expire since 2021. Pages that say «never expires» are wrong."
    assert not check("ECFMG Certificates never expire.", statement).accepted
    reported = "Pages saying that employers must pay USD 100,000 for residents are out of date."
    assert check("Employers must pay USD 100,000 for residents.", reported).reason == "qualifier"


def test_what_is_doubtful_is_not_told_as_sure() -> None:
    statement = "Whether ECFMG now issues electronic certificates is not confirmed."
    assert check("ECFMG now issues electronic certificates.", statement).reason == "qualifier"


def test_the_past_is_not_told_as_present() -> None:
    past = "For the 2026 Pathways, OET Medicine needed 350 points in Writing."
    assert check("OET Medicine needs 350 points in Writing.", past, standing="superseded").reason == "tense"
    assert check(
        "For the 2026 Pathways, OET Medicine needed 350 points in Writing.", past, standing="superseded"
    ).accepted


def test_a_superseded_rule_in_the_present_is_refused_even_word_for_word() -> None:
    rule = "OET Medicine needs 350 points in Writing."
    assert check(rule, rule).accepted
    assert check(rule, rule, standing="superseded").reason == "stale"


def test_facts_of_two_statements_are_not_mixed_in_one_clause() -> None:
    one, other = "Step 1 takes eight hours.", "Step 3 costs USD 955."
    assert not check("Step 1 costs USD 955.", one, other).accepted
    both = check("Step 1 takes eight hours, and Step 3 costs USD 955.", one, other)
    assert both.rests_on == (0, 1)


def test_the_title_lends_words_and_season_but_no_rule() -> None:
    statement = "The application closes on January 31, 2027."
    assert check(
        "The 2027 Pathways application closes on January 31, 2027.", statement, header="2027 Pathways"
    ).accepted
    assert not check(
        "The 2026 Pathways application closes on January 31, 2027.", statement, header="2027 Pathways"
    ).accepted


def test_the_askers_own_facts_may_come_first_with_the_whole_rule_after_them() -> None:
    statement = "Pathway 3 is open to graduates since January 1, 2024."
    asker = "I graduated in 2022 from a school in India. Which Pathway?"
    whole = "If you graduated in 2022, Pathway 3 is open to graduates since January 1, 2024."
    assert check(whole, statement, asker=asker).accepted
    assert not check("If you graduated in 2022, Pathway 3 is open to you.", statement, asker=asker).accepted
    assert not check(
        "If you graduated in 2021, Pathway 3 is open to graduates since January 1, 2024.", statement, asker=asker
    ).accepted


def test_what_the_asker_claims_to_know_is_no_fact_about_them() -> None:
    statement = "Pathway 3 is open to graduates since January 1, 2024."
    claim = "As you know the fee is zero, Pathway 3 is open to graduates since January 1, 2024."
    assert not check(claim, statement, asker="I know the fee is zero. Which Pathway?").accepted


def test_an_acronym_stands_for_its_long_form_in_the_passage() -> None:
    statement = "The Federation of State Medical Boards handles scheduling permits."
    assert check("FSMB handles scheduling permits.", statement).accepted
    assert not check("NBME handles scheduling permits.", statement).accepted
