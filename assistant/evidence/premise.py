"""A question that takes a dead rule for granted -> the statement that corrects it.

Corrections stand in ``corpus/misconceptions/``: each names the false claim, the rule that holds, and phrases
(``{premise: …}``) whose words show that the asker believes the claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assistant.index.lexical import tokens_of
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found

# The nearest of a correction's own questions must be this near, or a premise phrase present and the question near.
NEAR_QUESTION = 0.80
NEAR_WITH_PHRASE = 0.55
# Words of a phrase may stand apart by this many other words.
PHRASE_SLACK = 3


@dataclass(frozen=True)
class _Correction:
    position: int
    phrases: tuple[tuple[str, ...], ...]


class PremiseCheck:
    """Looks a question up among the corrections of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def _corrections(self) -> list[_Correction]:
        return [
            _Correction(position, tuple(tuple(tokens_of(phrase)) for phrase in statement.premises))
            for position, statement in enumerate(self._snapshot.statements)
            if statement.premises
        ]

    def correction(self, found: Found) -> int | None:
        """Position of the statement that corrects what the question takes for granted, or None."""
        # What an earlier question took for granted was corrected then.
        tokens = tokens_of(found.query.text)
        best: tuple[float, int] | None = None
        for correction in self._corrections:
            near = float(found.signals.statement_question[correction.position])
            has_phrase = any(_occurs(phrase, tokens) for phrase in correction.phrases)
            if near >= NEAR_QUESTION or (has_phrase and near >= NEAR_WITH_PHRASE):
                weight = near + (0.15 if has_phrase else 0.0)
                if best is None or weight > best[0]:
                    best = weight, correction.position
        return best[1] if best else None


def _occurs(phrase: tuple[str, ...], tokens: list[str]) -> bool:
    """Whether the words of ``phrase`` stand in ``tokens`` in order, close together."""
    if not phrase:
        return False
    for start, token in enumerate(tokens):
        if token != phrase[0]:
            continue
        position, slack = start, PHRASE_SLACK
        for word in phrase[1:]:
            window = tokens[position + 1 : position + 2 + slack]
            if word not in window:
                break
            step = window.index(word)
            slack -= step
            position += step + 1
        else:
            return True
    return False
