"""One call of the chat model: text as it streams, within a deadline, and stopped when the reader is gone."""

from __future__ import annotations

import contextvars
import json
import queue
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, BaseMessageChunk
from langchain_core.runnables import Runnable, RunnableSequence

from assistant.generate.budget import count_tokens, message_tokens
from assistant.generate.failure import ModelCallError
from assistant.generate.privacy import tracing
from assistant.generate.reply import REPLY_SCHEMA, Tokens

_REFUSED = {"content_filter", "refusal", "safety", "prohibited_content", "blocklist", "recitation"}
_END = object()


@dataclass
class Call:
    """A running call. Iterate over its text; ``tokens`` is complete once the iteration has ended.

    The model runs in a thread of its own, because a provider that stalls between two pieces cannot be interrupted
    otherwise. Closing the iteration stops it at its next piece.
    """

    model: Runnable[Any, Any]
    messages: Sequence[BaseMessage]
    timeout: float
    allow_tracing: bool = False

    def __post_init__(self) -> None:
        self.tokens = Tokens(message_tokens(list(self.messages)))
        self._pieces: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._stopped = threading.Event()

    def __iter__(self) -> Iterator[str]:
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(self._work,), daemon=True, name="chat-model").start()
        deadline = time.monotonic() + self.timeout
        whole: BaseMessageChunk | None = None
        written = 0
        try:
            while (piece := self._next(deadline)) is not _END:
                whole = piece if whole is None else whole + piece
                text = text_of(piece)
                written += count_tokens(text) - 1
                yield text
            if whole is not None and _was_refused(whole):
                raise ModelCallError("refused")
        finally:
            self._stopped.set()
            self.tokens = _tokens(whole, self.tokens.read, written)

    def _next(self, deadline: float) -> Any:
        try:
            piece = self._pieces.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise ModelCallError("timeout") from None
        if isinstance(piece, BaseException):
            raise piece
        return piece

    def _work(self) -> None:
        try:
            with tracing(allowed=self.allow_tracing):
                for piece in self.model.stream(list(self.messages)):
                    if self._stopped.is_set():
                        return
                    self._pieces.put(piece)
            self._pieces.put(_END)
        except Exception as error:
            self._pieces.put(error)


def with_schema(model: BaseChatModel) -> Runnable[Any, Any] | None:
    """The model bound to the reply's schema by its provider's own means; None where it has none."""
    try:
        structured = model.with_structured_output(REPLY_SCHEMA)
    except (NotImplementedError, ValueError, TypeError):
        return None
    # The last step parses the whole reply at its end; the first one alone streams it.
    return structured.first if isinstance(structured, RunnableSequence) else None


def text_of(piece: Any) -> str:
    """The text of a piece; for a reply by tool call, the arguments' text."""
    if isinstance(piece, AIMessageChunk) and piece.tool_call_chunks:
        return "".join(chunk.get("args") or "" for chunk in piece.tool_call_chunks)
    calls = getattr(piece, "tool_calls", None)
    if calls:
        return json.dumps(calls[0]["args"])
    return str(piece.text)


def _was_refused(whole: BaseMessageChunk) -> bool:
    metadata = whole.response_metadata
    reason = str(metadata.get("finish_reason") or metadata.get("stop_reason") or "").lower()
    return reason in _REFUSED or bool(whole.additional_kwargs.get("refusal"))


def _tokens(whole: BaseMessageChunk | None, read: int, written: int) -> Tokens:
    """What the provider counted; where it counted nothing, our estimate."""
    usage = getattr(whole, "usage_metadata", None) or {}
    report = (whole.response_metadata if whole is not None else {}).get("token_usage") or {}
    cost = report.get("cost") if isinstance(report, dict) else None
    return Tokens(
        int(usage.get("input_tokens") or read),
        int(usage.get("output_tokens") or written),
        float(cost) if isinstance(cost, int | float) and cost >= 0 else None,
    )
