"""The verifier: what a model wrote, judged sentence by sentence before a reader sees any of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.verify.claim import check_claim
from assistant.verify.entailment import Entailment
from assistant.verify.form import is_clean, is_sentence, tidy
from assistant.verify.quote import find_quote
from assistant.verify.translation import is_english, is_faithful
from assistant.verify.verdict import Claim, Reason, Source


@dataclass(frozen=True)
class Quoted:
    """Words of a passage as the model gives them, with the number it gives the passage."""

    passage: int
    words: str


@dataclass(frozen=True)
class Checked:
    """A judged sentence.

    ``text`` is what may be shown: the translation where one was given and holds, else the English claim.
    ``rests_on`` names the sources that carry it as (passage number, position of the statement in it).
    """

    claim: str
    text: str = ""
    rests_on: tuple[tuple[int, int], ...] = ()
    reason: Reason | None = None

    @property
    def accepted(self) -> bool:
        """True where the sentence may be shown."""
        return self.reason is None

    @property
    def is_translated(self) -> bool:
        """True where ``text`` is in another language than the claim."""
        return self.accepted and self.text != self.claim


@dataclass(frozen=True)
class Verifier:
    """Judges sentences against numbered passages; ``passages`` maps a number to the statements under it."""

    passages: dict[int, Sequence[Source]]
    today: date
    asker: str = ""
    entailment: Entailment | None = None

    def check(self, written: str, quotes: Sequence[Quoted], translation: str = "") -> Checked:
        """Judge one sentence. The quote decides what it rests on; a wrong passage number is put right by it."""
        claim = tidy(written)
        if not is_sentence(claim):
            return Checked(claim, reason="form")
        places = self._places(quotes)
        if not places:
            return Checked(claim, reason="quote")
        sources = [self.passages[number][position] for number, position in places]
        if not is_clean(claim, " ".join(source.text for source in sources)):
            return Checked(claim, reason="form")
        verdict = check_claim(Claim(claim, sources, self.today, self.asker))
        if not verdict.accepted:
            return Checked(claim, reason=verdict.reason)
        rests_on = tuple(places[position] for position in verdict.rests_on)
        if self.entailment and not self._entailed(claim, rests_on):
            return Checked(claim, reason="entailment")
        shown = tidy(translation)
        keeps = bool(shown) and not is_english(shown) and is_faithful(claim, shown)
        return Checked(claim, shown if keeps else claim, rests_on)

    def _places(self, quotes: Sequence[Quoted]) -> list[tuple[int, int]]:
        """Where the quotes stand; none where one of them stands nowhere."""
        places: list[tuple[int, int]] = []
        for quote in quotes:
            found = self._find(quote)
            if not found:
                return []
            places += found
        return list(dict.fromkeys(places))

    def _find(self, quote: Quoted) -> list[tuple[int, int]]:
        named = [quote.passage] if quote.passage in self.passages else []
        for number in [*named, *(number for number in self.passages if number not in named)]:
            texts = [source.text for source in self.passages[number]]
            if positions := find_quote(quote.words, texts):
                return [(number, position) for position in positions]
        return []

    def _entailed(self, claim: str, places: Sequence[tuple[int, int]]) -> bool:
        assert self.entailment is not None
        sources = [self.passages[number][position] for number, position in places]
        premise = " ".join(f"{source.header}: {source.text}" for source in sources)
        return self.entailment.follows(claim, premise)
