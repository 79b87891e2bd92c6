"""Material and models for the tests of generation."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.generate.prompt import Material, NumberedPassage
from tests.conftest import TODAY

Turn = Callable[[list[BaseMessage]], Iterator[str | AIMessageChunk]]


class PlayedModel(BaseChatModel):
    """Plays one prepared turn a call, in order; the last one again and again."""

    turns: list[Any]
    _calls: int = PrivateAttr(0)
    _prompts: list[list[BaseMessage]] = PrivateAttr(default_factory=list)

    @property
    def calls(self) -> int:
        return self._calls

    @property
    def prompts(self) -> list[list[BaseMessage]]:
        return self._prompts

    @property
    def _llm_type(self) -> str:
        return "played"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(piece.message.content) for piece in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        turn = self.turns[min(self._calls, len(self.turns) - 1)]
        self._calls += 1
        self._prompts.append(messages)
        for piece in turn(messages):
            chunk = AIMessageChunk(content=piece) if isinstance(piece, str) else piece
            yield ChatGenerationChunk(message=chunk)


def says(*pieces: str | AIMessageChunk) -> Turn:
    return lambda _messages: iter(pieces)


def fails(error: Exception, *before: str) -> Turn:
    def turn(_messages: list[BaseMessage]) -> Iterator[str]:
        yield from before
        raise error

    return turn


def sentence(claim: str, quote: str = "", passage: int = 1) -> dict[str, Any]:
    return {"claim": claim, "translation": "", "support": [{"passage": passage, "quote": quote or claim}]}


def reply(*claims: str) -> str:
    return json.dumps({"sentences": [sentence(claim) for claim in claims], "missing": [], "ask": ""})


def passage(number: int = 1, *statements: str, as_of: date = TODAY) -> NumberedPassage:
    lines = statements or (f"Statement {number} says that the fee is due.",)
    return NumberedPassage(number, f"Title {number}", "Section", lines, as_of, None, "current")


def material(question: str = "Which fee is due?", passages: int = 1, **more: Any) -> Material:
    return Material(question, tuple(passage(number) for number in range(1, passages + 1)), TODAY, **more)
