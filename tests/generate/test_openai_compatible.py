"""The real provider path over HTTP on loopback: streaming, structured output refused, time-outs, hanging up."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from assistant import Settings
from assistant.generate.failure import ModelCallError
from assistant.generate.generation import Generation
from assistant.generate.provider import load_model
from assistant.generate.reply import Reply
from tests.generate.builders import material, reply
from tests.generate.local_server import serving

pytest.importorskip("langchain_openai", reason="needs the extra openai")

Messages = list[dict[str, str]]


def writing(url: str, **settings: float) -> Generation:
    given = Settings(model="openai:local", model_url=url, model_retries=0, **settings)  # type: ignore[arg-type]
    return Generation(load_model(given), given)


def says_hello(_messages: Messages) -> Iterator[str]:
    text = reply("The fee is due.")
    yield from (text[start : start + 9] for start in range(0, len(text), 9))


@pytest.mark.parametrize("structured", [True, False])
def test_a_server_answers_with_and_without_structured_output(structured: bool) -> None:
    with serving(says_hello, structured=structured) as (url, server):
        found = writing(url).invoke(material())
    assert [sentence.claim for sentence in found.sentences] == ["The fee is due."]
    assert len(server.requests) == (1 if structured else 2)
    assert {request["path"] for request in server.requests} == {"/v1/chat/completions"}


def test_rules_and_material_go_out_as_system_and_user_message() -> None:
    with serving(says_hello, structured=True) as (url, server):
        writing(url).invoke(material("Which fee?"))
    roles = [message["role"] for message in server.requests[0]["body"]["messages"]]
    assert roles == ["system", "user"]


def test_a_key_of_the_environment_is_not_in_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    with serving(says_hello, structured=True) as (url, server):
        writing(url).invoke(material())
    assert "sk-very-secret" not in str(server.requests[0]["body"])
    assert server.requests[0]["headers"]["authorization"] == "Bearer sk-very-secret"


def test_a_silent_server_ends_in_a_timeout() -> None:
    def silent(_messages: Messages) -> Iterator[str]:
        time.sleep(1.5)
        yield ""

    with serving(silent, structured=True) as (url, _), pytest.raises(ModelCallError) as caught:
        writing(url, model_timeout=0.4).invoke(material())
    assert caught.value.kind == "timeout"


def test_an_absent_server_is_a_connection_failure() -> None:
    with serving(says_hello) as (url, _):
        pass
    with pytest.raises(ModelCallError) as caught:
        writing(url, model_timeout=5).invoke(material())
    assert caught.value.kind == "connection"


def test_the_server_is_told_when_nobody_reads_any_more() -> None:
    def endless(_messages: Messages) -> Iterator[str]:
        yield reply("The fee is due.")
        for _ in range(2_000):
            time.sleep(0.01)
            yield " "

    with serving(endless, structured=True) as (url, server):
        stream = writing(url).stream(material())
        assert isinstance(next(stream), Reply)
        stream.close()  # type: ignore[attr-defined]
        assert server.broken_off.wait(15)
