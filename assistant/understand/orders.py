"""Orders to the assistant inside a message: found, and left out, so that a real question beside them is answered."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.understand.routing_rules import pattern_of, plain

# A clause ends with its sentence, and where an order goes over into a question («… and tell me which …»).
_CLAUSE = re.compile(
    r"(?<=[.!?;\])}>»。！？؟।])\s*|\n+|,?\s+(?:and|then|but|also|now)\s+(?=(?:then |please |also |now |just |instead )*"
    r"(?:tell|answer|explain|say|print|show|reveal|write|give|repeat|act|confirm|output|which|what|how|when|is|do|can)\b)"
    r"|[,:—–]\s+(?=(?:what|which|when|where|how|is|are|do|does|can|must|should|tell me|ignore|disregard|forget)\b)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"^\W*(?:answer(?: (?:this|me|my question|the question))?|instead|please|now|then|also|just)\b[\s:,]*",
    re.IGNORECASE,
)
MIN_QUESTION_WORDS = 3


class _Patterns(BaseModel):
    """The data file, compiled."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    override: tuple[re.Pattern[str], ...]
    asks: tuple[re.Pattern[str], ...]


def gives_orders(text: str) -> bool:
    """Whether the text tries to give the assistant orders."""
    return any(_is_order(clause) for clause in _clauses(text)) or _is_order(plain(text))


def without_orders(text: str) -> str:
    """The text with the orders to the assistant left out; unchanged where it holds none.

    Empty where no question remains: then the message is nothing but an attempt to override.
    """
    if not gives_orders(text):
        return text
    kept = [clause for clause in _clauses(text) if not _is_order(clause)]
    remainder = " ".join(kept).strip()
    asks = any(pattern.search(clause) for clause in kept for pattern in _patterns().asks)
    if not asks or (len(remainder.split()) < MIN_QUESTION_WORDS and remainder.isascii()):
        return ""
    return _LEAD_IN.sub("", remainder).strip() or remainder


def _clauses(text: str) -> list[str]:
    return [clause.strip() for clause in _CLAUSE.split(text.replace("’", "'")) if clause.strip(" .!?;,\"'«»")]


def _is_order(clause: str) -> bool:
    return any(pattern.search(clause) for pattern in _patterns().override)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    raw: dict[str, Any] = tomllib.loads(
        (files("assistant.understand") / "data" / "orders.toml").read_text(encoding="utf-8")
    )
    return _Patterns.model_validate({key: [pattern_of(source) for source in raw[key]] for key in raw})
