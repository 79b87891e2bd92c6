"""Questions to begin with, one for each situation in which most people come."""

from __future__ import annotations

from typing import NamedTuple


class Starter(NamedTuple):
    """A situation and a question that people in it ask."""

    situation: str
    question: str


STARTERS = (
    Starter("Medical student", "I am in my final year. Where do I register for USMLE Step 1 now?"),
    Starter("Graduate", "Which requirements do I still need for ECFMG Certification after I graduated?"),
    Starter("Certificate expiring", "My ECFMG Certificate has an expiration date. How does it become permanent?"),
    Starter("Name mismatch", "The name on my passport differs from my diploma. What do I do?"),
    Starter("Old rules", "Is Step 2 CS still required?"),
    Starter("Visa", "Which visa can I use for residency, J-1 or H-1B?"),
)
