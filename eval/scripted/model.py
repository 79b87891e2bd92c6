"""The scripted chat model: a LangChain chat model that plays one part."""

from __future__ import annotations

import json
import random
import time
import zlib
from collections.abc import Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from eval.scripted.parts import PARTS, Said
from eval.scripted.seen import read_prompt

PIECE_CHARACTERS = 40
# Parts that break the form or the connection, whatever they say.
BROKEN = ("malformed", "prose", "empty", "slow", "midway", "refusing")


class ScriptedModel(BaseChatModel):
    """Plays ``part``; ``written`` keeps what it wrote, so that a test can tell what of it was shown."""

    part: str
    seed: int = 0
    pause: float = 0.0
    _written: list[Said] = PrivateAttr(default_factory=list)

    @property
    def written(self) -> list[Said]:
        """Everything written so far, in order."""
        return self._written

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(piece.message.text) for piece in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        del stop, run_manager, kwargs
        text = self._text(messages)
        for start in range(0, max(len(text), 1), PIECE_CHARACTERS):
            if self.part == "slow":
                time.sleep(self.pause)
            if self.part == "midway" and start > len(text) / 2:
                raise ConnectionError("the line broke")
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + PIECE_CHARACTERS]))

    def _text(self, messages: list[BaseMessage]) -> str:
        if self.part == "empty":
            return ""
        if self.part == "refusing":
            return "I'm sorry, but I can't help with questions about immigration or medical licensing."
        seen = read_prompt(messages)
        chance = random.Random(zlib.crc32(f"{self.seed} {seen.question}".encode()))
        said = PARTS.get(self.part, PARTS["faithful"])(seen, chance)
        self._written += said
        if self.part == "prose":
            return " ".join(f"{sentence.claim} [{sentence.passage}]" for sentence in said)
        text = json.dumps({"sentences": [_json(sentence) for sentence in said], "missing": [], "ask": ""})
        if self.part == "malformed":
            return "```json\n" + text.replace('"claim"', "claim:").replace("}]", "}")
        return text


def _json(said: Said) -> dict[str, Any]:
    support = [{"passage": said.passage, "quote": said.quote}]
    return {"claim": said.claim, "translation": said.translation, "support": support}
