"""The same question with typing errors, the same ones in every run."""

from __future__ import annotations

import random
import re

TYPOS = 3
# Shorter words are often acronyms; an error there makes another word, not a typing error.
_WORD = re.compile(r"[^\W\d_]{5,}")
_NEIGHBOURS = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad",
    "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip


def with_typos(text: str, seed: str, count: int = TYPOS) -> str:
    """``text`` with one error in each of up to ``count`` different words of five letters or more.

    ``seed`` (the question's id) fixes where they fall.
    """
    chance = random.Random(f"typos:{seed}")
    words = list(_WORD.finditer(text))
    for match in sorted(chance.sample(words, min(count, len(words))), key=lambda match: -match.start()):
        text = text[: match.start()] + _misspell(match.group(), chance) + text[match.end() :]
    return text


def _misspell(word: str, chance: random.Random) -> str:
    """Swap, drop, double or mistype one inner letter; the first letter stays, as in most real errors."""
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    neighbour = chance.choice(_NEIGHBOURS.get(letter.lower(), letter))
    return chance.choice(
        [
            before + after[0] + letter + after[1:],
            before + after,
            before + letter + letter + after,
            before + neighbour + after,
        ]
    )
