"""Whether a message is made of words: keys struck at random are asked back, a word that nobody knows is not."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
# A word as its letters with its two edges marked: «^^ck$».
_EDGES = ("^^", "$")
# Short words are abbreviations more often than words, so they teach no letters.
SHORTEST_TEACHER = 4
# What is added to the count of a row of three letters, and to that of its first two: two letters that never meet in a
# word make what follows them unlikely too.
ROW_PRIOR = 0.05
PAIR_PRIOR = 5
# The mean logarithm of the probability of a letter after the two before it; what lies below is no word. From -3.5 to
# -4.1 the same 23 of 28 random messages of dev are found, and two of 7,744 labelled ones that taught nothing.
STRANGE_BELOW = -3.9
# Written in capitals and no longer than this, it is an abbreviation.
LONGEST_ABBREVIATION = 6


class Legibility:
    """Knows some ``words``, the ``common`` ones of a model's tokenizer, and which letters follow each other in both."""

    def __init__(self, words: Iterable[str], common: Iterable[str] = ()) -> None:
        # A short common «word» may be a mere piece of the tokenizer.
        self._known = frozenset(words).union(word for word in common if len(word) > 2)
        self._rows: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        for word in self._known:
            if len(word) >= SHORTEST_TEACHER and word.isascii():
                rows = _rows(word)
                self._rows.update(rows)
                self._pairs.update(row[:2] for row in rows)

    @classmethod
    def of(cls, texts: Iterable[str], common: Iterable[str] = ()) -> Legibility:
        """From the words of ``texts``."""
        return cls({word for text in texts for word in _WORD.findall(text.lower())}, common)

    def readable(self, text: str) -> bool:
        """Whether a reader would know what ``text`` is made of; no message of fewer than two letters is readable.

        Letters of a script other than Latin count as readable: the question may be in another language. Latin text
        is unreadable where at least half of its different words, and more than one unless it is the only one, are none.
        """
        letters = [character for character in text if character.isalpha()]
        if len(letters) < 2:
            return False
        if any(ord(character) > 0x2FF for character in letters):
            return True
        words = {word.lower(): word for word in _WORD.findall(text)}
        strange = sum(self._is_strange(word) for word in words.values())
        return 2 * strange < len(words) or 1 == strange < len(words)

    def _is_strange(self, written: str) -> bool:
        word = written.lower()
        if word in self._known or (written.isupper() and len(written) <= LONGEST_ABBREVIATION):
            return False
        if len(word) > 2 and len(set(word)) == 1:
            return True
        return word.isascii() and self._likelihood(word) < STRANGE_BELOW

    def _likelihood(self, word: str) -> float:
        """The mean logarithm of the probability of its letters."""
        rows = _rows(word)
        total = sum(math.log((self._rows[row] + ROW_PRIOR) / (self._pairs[row[:2]] + PAIR_PRIOR)) for row in rows)
        return total / len(rows)


def _rows(word: str) -> list[str]:
    """All rows of three letters, edges included."""
    marked = word.join(_EDGES)
    return [marked[start : start + 3] for start in range(len(marked) - 2)]
