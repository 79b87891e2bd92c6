"""The runnable: sentences as they come, tries again where that helps, ends in time, stops when nobody reads."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from langchain_core.exceptions import ContextOverflowError, ModelRateLimitError
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.runnables import Runnable

from assistant import Settings
from assistant.generate import generation
from assistant.generate.failure import FailureKind, ModelCallError, failure_kind
from assistant.generate.generation import Generation
from assistant.generate.reply import Reply, Tokens
from tests.generate.builders import PlayedModel, Turn, fails, material, reply, says

HELLO = reply("The fee is due.")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "FIRST_PAUSE", 0.0)


def write(*turns: Turn, **settings: Any) -> tuple[PlayedModel, Generation]:
    model = PlayedModel(turns=list(turns))
    return model, Generation(model, Settings(model="played:x", **settings))


def claims(found: Reply) -> list[str]:
    return [sentence.claim for sentence in found.sentences]


def test_it_is_a_runnable_whose_pieces_add_up_to_the_whole() -> None:
    _, writing = write(says(*reply("One fee is due.", "Another fee is due.").partition("Another")))
    pieces = list(writing.stream(material()))
    assert isinstance(writing, Runnable)
    assert [len(piece.sentences) for piece in pieces[:2]] == [1, 1]
    assert (
        claims(sum(pieces, Reply())) == claims(writing.invoke(material())) == ["One fee is due.", "Another fee is due."]
    )


@pytest.mark.parametrize("error", [ModelRateLimitError("slow down"), ConnectionError("gone")])
def test_a_passing_failure_is_tried_again(error: Exception) -> None:
    model, writing = write(fails(error), fails(error), says(HELLO), model_retries=2)
    found = writing.invoke(material())
    assert (claims(found), model.calls, found.calls) == (["The fee is due."], 3, 3)


def test_tries_end() -> None:
    model, writing = write(fails(ModelRateLimitError("no")), model_retries=2)
    with pytest.raises(ModelCallError) as caught:
        writing.invoke(material())
    assert (caught.value.kind, model.calls) == ("rate_limit", 3)


def test_nothing_is_tried_again_once_a_sentence_was_given_away() -> None:
    model, writing = write(fails(ConnectionError("gone"), HELLO[:-20]))
    pieces: list[Reply] = []
    with pytest.raises(ModelCallError):
        pieces.extend(writing.stream(material()))
    assert model.calls == 1


@pytest.mark.parametrize(
    ("turn", "kind"),
    [
        (says(""), "empty"),
        (says("I'm sorry, I can't help with that."), "refused"),
        (says("The fee is due [1]."), "malformed"),
        (says(AIMessageChunk(content="", response_metadata={"finish_reason": "content_filter"})), "refused"),
        (fails(ContextOverflowError("too long")), "context_too_long"),
        (fails(TimeoutError()), "timeout"),
        (fails(RuntimeError("secret sk-123")), "error"),
    ],
)
def test_every_failure_has_its_kind_and_no_secret(turn: Turn, kind: FailureKind) -> None:
    _, writing = write(turn, model_retries=0)
    with pytest.raises(ModelCallError) as caught:
        writing.invoke(material())
    assert caught.value.kind == kind
    assert "sk-123" not in repr(caught.value) + str(caught.value.__cause__)


class _StatusError(Exception):
    def __init__(self, status_code: int, message: str = "") -> None:
        super().__init__(message)
        self.status_code = status_code


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_StatusError(401), "authentication"),
        (_StatusError(429), "rate_limit"),
        (_StatusError(503), "connection"),
        (_StatusError(400, "This model's maximum context length is 4096 tokens"), "context_too_long"),
        (_StatusError(400), "error"),
        (type("ReadTimeout", (Exception,), {})(), "timeout"),
        (type("ConnectError", (Exception,), {})(), "connection"),
    ],
)
def test_errors_of_other_providers_are_read_by_status_and_name(error: Exception, kind: FailureKind) -> None:
    assert failure_kind(error) == kind


def test_a_stalled_model_ends_at_the_deadline() -> None:
    release = threading.Event()

    def stalls(_messages: list[BaseMessage]) -> Iterator[str]:
        yield HELLO[:5]
        release.wait(20)

    _, writing = write(stalls, model_timeout=0.3)
    started = time.monotonic()
    with pytest.raises(ModelCallError) as caught:
        writing.invoke(material())
    release.set()
    assert caught.value.kind == "timeout"
    assert time.monotonic() - started < 5


def test_a_model_stops_when_nobody_reads_any_more() -> None:
    stopped = threading.Event()
    sent = 0

    def talks(_messages: list[BaseMessage]) -> Iterator[str]:
        nonlocal sent
        try:
            yield HELLO
            for _ in range(10_000):
                sent += 1
                time.sleep(0.005)
                yield " "
        finally:
            stopped.set()

    _, writing = write(talks)
    stream = writing.stream(material())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert stopped.wait(10)
    assert sent < 10_000


def test_tokens_come_from_the_provider_where_it_counts_them_and_are_estimated_where_not() -> None:
    counted = AIMessageChunk(content=HELLO, usage_metadata={"input_tokens": 11, "output_tokens": 7, "total_tokens": 18})
    assert write(says(counted))[1].invoke(material()).tokens == Tokens(11, 7)
    estimated = write(says(HELLO))[1].invoke(material()).tokens
    assert estimated.read > 300
    assert 20 < estimated.written < 80
    assert estimated.cost_usd is None


class _Structured(PlayedModel):
    """Has structured output, which its endpoint then refuses."""

    def with_structured_output(self, schema: Any, **kwargs: Any) -> Runnable[Any, Any]:
        from langchain_core.output_parsers import JsonOutputParser

        return PlayedModel(turns=[fails(_StatusError(400, "response_format is not supported"))]) | JsonOutputParser()


def test_an_endpoint_without_structured_output_is_asked_by_the_prompt_alone_from_then_on() -> None:
    model = _Structured(turns=[says(HELLO)])
    writing = Generation(model, Settings(model="played:x", model_retries=0))
    assert claims(writing.invoke(material())) == ["The fee is due."]
    assert claims(writing.invoke(material())) == ["The fee is due."]
    assert model.calls == 2


def test_a_reply_by_tool_call_is_read_like_text() -> None:
    chunks = [
        AIMessageChunk(content="", tool_call_chunks=[{"name": "reply", "args": part, "id": "1", "index": 0}])
        for part in (HELLO[:30], HELLO[30:])
    ]
    assert claims(write(says(*chunks))[1].invoke(material())) == ["The fee is due."]
