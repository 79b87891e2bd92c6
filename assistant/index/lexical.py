"""The lexical index: BM25 over words, stemmed, through bm25s.

BM25+ would change little on texts of one length; the "lucene" variant is the library's default and the one
measured. Tokens: lower case, accents kept, English stop words out, Snowball stems.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "of",
        "on",
        "or",
        "our",
        "s",
        "she",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "t",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "am",
        "about",
        "any",
        "also",
        "he",
        "her",
        "his",
        "not",
        "no",
    ]
)


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def words_of(text: str) -> list[str]:
    """Lower-case words of a text, stop words included; hyphenated words also as their parts."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        found.append(word)
        if "-" in word:
            found += [part for part in word.split("-") if part]
    return found


def tokens_of(text: str) -> list[str]:
    """Stems of the content words of a text, in order, repeats kept."""
    return [_stem(word) for word in words_of(text) if word not in _STOP]


class LexicalIndex:
    """BM25 over a list of texts; scores come in the order of that list."""

    def __init__(self, texts: Sequence[str]) -> None:
        token_lists = [tokens_of(text) or ["∅"] for text in texts]
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
        self._bm25.index(token_lists, show_progress=False)
        self.size = len(texts)
        counts = Counter(token for tokens in token_lists for token in set(tokens))
        # Robertson & Spärck Jones' weight: how much a token's presence tells.
        self.idf: dict[str, float] = {
            token: math.log(1 + (self.size - count + 0.5) / (count + 0.5)) for token, count in counts.items()
        }
        self.unknown_idf = math.log(1 + (self.size + 0.5) / 0.5)

    def scores(self, tokens: Sequence[str]) -> npt.NDArray[np.float32]:
        """The score of every text for these tokens; zeros where no token is known."""
        known = [token for token in tokens if token in self.idf]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        scores: npt.NDArray[np.float32] = self._bm25.get_scores(known)
        return scores

    def weighted_scores(self, words: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """The score of every text for tokens of which each counts with its own weight."""
        total = np.zeros(self.size, dtype=np.float32)
        for weight in sorted(set(words.values())):
            total += weight * self.scores([token for token, its in words.items() if its == weight])
        return total
