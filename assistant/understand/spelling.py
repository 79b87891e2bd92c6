"""Misspelt words -> the words of the corpus that they were meant to be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W\d_]{4,}")
# One slip in a short word, two in a long one; a transposition counts as one (optimal string alignment).
LONG_WORD = 8
FREQUENT = 4


class Speller:
    """Knows the words of a vocabulary; repairs only what is no known word and has one likely neighbour in it.

    ``common`` are everyday words that are right as they stand and no repair leads to.

    A word with a capital inside a sentence may be a name and is left alone, and so is a first letter: people seldom
    miss that one.
    """

    def __init__(self, words: Iterable[str], common: Iterable[str] = ()) -> None:
        self._words = frozenset(words)
        self._known = self._words.union(common)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            if len(word) >= 4:
                self._by_first[word[0]].append(word)
        self._remembered: dict[str, str] = {}

    @classmethod
    def of(cls, sources: Iterable[str], questions: Iterable[str], common: Iterable[str] = ()) -> Speller:
        """From checked texts, all words; from people's questions, which hold slips of their own, the frequent ones."""
        asked = Counter(word for question in questions for word in _WORD.findall(question.lower()))
        known = {word for text in sources for word in _WORD.findall(text.lower())}
        return cls(known | {word for word, count in asked.items() if count >= FREQUENT}, common)

    def repair(self, text: str) -> str:
        """The text with its misspelt words repaired."""
        return _WORD.sub(self._repaired, text)

    def _repaired(self, found: re.Match[str]) -> str:
        written = found[0]
        word = written.lower()
        if not word.isascii() or word in self._known or (written != word and found.start() > 0):
            return written
        if word not in self._remembered:
            if len(self._remembered) > 10_000:
                self._remembered.clear()
            self._remembered[word] = self._nearest(word)
        meant = self._remembered[word]
        return written if meant == word else meant

    def _nearest(self, word: str) -> str:
        allowed = 2 if len(word) >= LONG_WORD else 1
        near = [
            (distance, candidate)
            for candidate in self._by_first[word[0]]
            if abs(len(candidate) - len(word)) <= allowed
            and (distance := OSA.distance(word, candidate, score_cutoff=allowed)) <= allowed
        ]
        if not near:
            return word
        best = min(distance for distance, _ in near)
        closest = [candidate for distance, candidate in near if distance == best]
        return closest[0] if len(closest) == 1 else word
