"""Which statements of a passage a model may see: facts, not texts that speak to the model.

The corpus is checked by its editors; a copy of it may not be. A statement that gives orders, holds markup or asks for
words to be written is withheld, and nothing may rest on it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.understand.orders import gives_orders
from assistant.verify.form import is_clean

_DICTATES = re.compile(
    r"\b(?:write|say|output|print|reply|respond|answer|sentence|content)\b[\"']?[^.:\w]{0,3}:", re.IGNORECASE
)
_SPEAKS_TO_SOFTWARE = re.compile(
    r"[\"']role[\"']\s*:|\b(?:ignore|override|disregard|bypass|forget)\b.{0,40}\b(?:rules?|instructions?|prompt|"
    r"verifier|guidelines|everything)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def is_fact(text: str) -> bool:
    """Whether a statement only states something."""
    speaks = _DICTATES.search(text) or _SPEAKS_TO_SOFTWARE.search(text) or gives_orders(text)
    return not speaks and is_clean(text, text)
