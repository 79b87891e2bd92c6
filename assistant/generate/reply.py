"""What a chat model is asked to return: sentences with their support, what is missing, a question back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator

FactKey = Literal[
    "school_country",
    "graduation_date",
    "licence",
    "steps",
    "step_2_cs",
    "oet_date",
    "certificate_date",
    "citizenship",
    "target_match",
]
FACT_KEYS: tuple[str, ...] = get_args(FactKey)


class Support(BaseModel):
    """Words of a passage that a sentence rests on."""

    model_config = ConfigDict(extra="ignore")

    passage: int = 0
    quote: str = ""

    @field_validator("passage", mode="before")
    @classmethod
    def _number(cls, value: Any) -> Any:
        """«[2]» and «passage 2» are 2; what is no number at all is 0, which no passage has."""
        if isinstance(value, str):
            digits = "".join(character for character in value if character.isdigit())
            return int(digits[:4]) if digits.isascii() and digits else 0
        return value if isinstance(value, int) else 0


class Sentence(BaseModel):
    """One sentence: the English claim, its translation where the question is in another language, its support."""

    model_config = ConfigDict(extra="ignore")

    claim: str = Field(max_length=2_000)
    translation: str = Field("", max_length=4_000)
    support: tuple[Support, ...] = Field((), max_length=8)

    @field_validator("translation", mode="before")
    @classmethod
    def _text(cls, value: Any) -> Any:
        return value if isinstance(value, str) else ""

    @field_validator("support", mode="before")
    @classmethod
    def _several(cls, value: Any) -> Any:
        return [value] if isinstance(value, dict) else value if isinstance(value, list | tuple) else []


@dataclass(frozen=True)
class Tokens:
    """What a call consumed."""

    read: int = 0
    written: int = 0
    cost_usd: float | None = None

    def __add__(self, other: Tokens) -> Tokens:
        costs = [cost for cost in (self.cost_usd, other.cost_usd) if cost is not None]
        return Tokens(self.read + other.read, self.written + other.written, sum(costs) if costs else None)


@dataclass(frozen=True)
class Reply:
    """A reply or a piece of one: pieces of a stream add up to the whole."""

    sentences: tuple[Sentence, ...] = ()
    missing: tuple[str, ...] = ()
    ask: str | None = None
    calls: int = 0
    tokens: Tokens = field(default_factory=Tokens)

    def __add__(self, other: Reply) -> Reply:
        return Reply(
            self.sentences + other.sentences,
            self.missing + other.missing,
            other.ask or self.ask,
            self.calls + other.calls,
            self.tokens + other.tokens,
        )


# Written out, not derived: strict structured output wants every key required and nothing else allowed.
REPLY_SCHEMA: dict[str, Any] = {
    "title": "reply",
    "description": "An answer made of sentences, each resting on words of a passage.",
    "type": "object",
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "claim": {"type": "string", "description": "One sentence in English."},
                    "translation": {
                        "type": "string",
                        "description": "The sentence in the question's language, or empty.",
                    },
                    "support": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "passage": {"type": "integer", "description": "Number of the passage."},
                                "quote": {"type": "string", "description": "Words of the passage, copied exactly."},
                            },
                            "required": ["passage", "quote"],
                            "additionalProperties": False,
                        },
                    },
                },
                "required": ["claim", "translation", "support"],
                "additionalProperties": False,
            },
        },
        "missing": {"type": "array", "items": {"type": "string"}},
        "ask": {"type": "string", "enum": ["", *FACT_KEYS]},
    },
    "required": ["sentences", "missing", "ask"],
    "additionalProperties": False,
}
