"""«Your situation»: what a person may state about themselves.

Kept in their browser, sent along with a question, never stored on the server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_FACT_CHARACTERS = 200


@dataclass(frozen=True)
class Fact:
    """One field of the form; ``name`` is the field of :class:`assistant.Profile`."""

    name: str
    label: str
    hint: str
    choices: tuple[str, ...] = ()


FACTS = (
    Fact("school_country", "Country of your medical school", "for example India"),
    Fact("graduation_date", "Graduation", "year or date, for example June 2022"),
    Fact("licence", "Licence to practise", "where, since when, any restriction"),
    Fact("steps", "USMLE Steps", "for example Step 1 passed May 2023, Step 2 CK not yet"),
    Fact("step_2_cs", "Step 2 CS", "the exam that ended in 2021", ("never taken", "passed", "failed")),
    Fact("oet_date", "OET Medicine", "date of the test"),
    Fact("certificate_date", "ECFMG Certificate", "date on the certificate"),
    Fact("citizenship", "Citizenship or U.S. visa", "for example Pakistani, no visa yet"),
    Fact("target_match", "Match you aim at", "for example 2027"),
)


def stated(profile: Mapping[str, Any] | None) -> dict[str, str] | None:
    """The facts that are filled in, cut to their length; anything else that came along is left out."""
    if not isinstance(profile, Mapping):
        return None
    found = {fact.name: " ".join(str(profile.get(fact.name) or "").split())[:MAX_FACT_CHARACTERS] for fact in FACTS}
    return {name: text for name, text in found.items() if text} or None


def in_words(facts: Mapping[str, str] | None) -> str | None:
    """One line for the reader: «Graduation: June 2022; Step 2 CS: failed»."""
    if not facts:
        return None
    return "; ".join(f"{fact.label}: {facts[fact.name]}" for fact in FACTS if fact.name in facts)
