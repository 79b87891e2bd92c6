"""Generation as a LangChain runnable: material in, reply out, sentence by sentence when streamed."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.generate.budget import fit
from assistant.generate.call import Call, with_schema
from assistant.generate.failure import PASSING, ModelCallError, failure_kind, is_bad_request
from assistant.generate.parser import ReplyParser
from assistant.generate.prompt import Material, answer_messages
from assistant.generate.reply import Reply
from assistant.settings import Settings

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0


class Generation(Runnable[Material, Reply]):
    """Writes a reply from numbered passages.

    ``stream`` yields pieces that add up: one for each sentence as soon as it is complete, one for each ended call
    with its tokens, a last one with what is missing. Raises :class:`ModelCallError`; a passing failure is tried
    again as long as no sentence has been given away.
    """

    def __init__(self, model: BaseChatModel, settings: Settings) -> None:
        self._model = model
        self._settings = settings
        self._structured: Runnable[Any, Any] | None = with_schema(model)

    def invoke(self, input: Material, config: RunnableConfig | None = None, **kwargs: Any) -> Reply:  # noqa: A002
        """The whole reply."""
        return sum(self.stream(input, config, **kwargs), Reply())

    def stream(self, input: Material, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Reply]:  # noqa: A002
        """The reply in pieces; see the class."""
        del config, kwargs
        material = fit(input, self._settings.model_context)
        tries = 0
        while True:
            given = 0
            structured = self._structured
            try:
                for piece in self._once(structured or self._model, material):
                    given += len(piece.sentences)
                    yield piece
                return
            except Exception as error:
                kind = failure_kind(error)
                if given == 0 and structured is not None and is_bad_request(error):
                    # The endpoint does not know structured output; the prompt alone asks for the form from now on.
                    self._structured = None
                    continue
                if given or kind not in PASSING or tries >= self._settings.model_retries:
                    raise ModelCallError(kind) from None
                tries += 1
                time.sleep(pause_before(tries))

    def _once(self, model: Runnable[Any, Any], material: Material) -> Iterator[Reply]:
        call = Call(
            model,
            answer_messages(material),
            timeout=self._settings.model_timeout,
            allow_tracing=self._settings.tracing,
        )
        parser = ReplyParser()
        pieces = iter(call)
        try:
            for text in pieces:
                for sentence in parser.feed(text):
                    yield Reply(sentences=(sentence,))
        except Exception:
            yield Reply(calls=1, tokens=call.tokens)
            raise
        finally:
            pieces.close()  # type: ignore[attr-defined]
        yield Reply(calls=1, tokens=call.tokens)
        if parser.found_nothing:
            raise ModelCallError(_kind_of_nothing(parser))
        yield parser.close()


def _kind_of_nothing(parser: ReplyParser) -> Any:
    if not parser.text.strip():
        return "empty"
    return "refused" if parser.is_refusal() else "malformed"


def pause_before(attempt: int) -> float:
    """Seconds to wait before a further try: doubled each time, with some chance so that clients spread out."""
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (attempt - 1))
    return pause * random.uniform(0.8, 1.2)
