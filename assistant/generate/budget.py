"""The context budget: what is left out so that a small model's context holds the prompt and its answer."""

from __future__ import annotations

from dataclasses import replace

from langchain_core.messages import BaseMessage

from assistant.generate.failure import ModelCallError
from assistant.generate.prompt import Material, answer_messages

# English text has about four characters a token; other scripts have fewer, down to one.
_CHARACTERS_PER_TOKEN = 3.6
MESSAGE_OVERHEAD = 6
MAX_ANSWER_TOKENS = 1_500
# Share of a small context that stays free for the answer.
ANSWER_SHARE = 0.3


def count_tokens(text: str) -> int:
    """A cautious estimate, the same for every model."""
    latin = sum(character.isascii() for character in text)
    return int(latin / _CHARACTERS_PER_TOKEN) + (len(text) - latin) + 1


def message_tokens(messages: list[BaseMessage]) -> int:
    """Estimated tokens of a prompt."""
    return sum(count_tokens(str(message.content)) + MESSAGE_OVERHEAD for message in messages)


def answer_tokens(context: int) -> int:
    """Tokens that the answer may have."""
    return min(MAX_ANSWER_TOKENS, int(context * ANSWER_SHARE))


def fit(material: Material, context: int) -> Material:
    """Leave out the oldest turns, then the last passages, until the prompt fits.

    Raises :class:`ModelCallError` where not even the best passage does.
    """
    room = context - answer_tokens(context)
    while message_tokens(answer_messages(material)) > room:
        if material.history:
            material = replace(material, history=material.history[1:])
        elif len(material.passages) > 1:
            material = replace(material, passages=material.passages[:-1])
        else:
            raise ModelCallError("context_too_long")
    return material
