"""Scripted models behind the public API: nothing is taken back, every failure ends in quotes and a notice."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from assistant import Answer, AnswerEvent, Assistant, Settings, StageEvent, StatementEvent
from eval.models import register
from eval.scripted.model import ScriptedModel

QUESTION = "Which score does ECFMG want in OET Writing?"


def assistant_with(model: str, shared: Assistant, **settings: object) -> Assistant:
    """An assistant with a scripted model over the small corpus' index."""
    register()
    given = shared.settings.model_copy(update={"model": f"scripted:{model}", **settings})
    return Assistant(Settings(**given.model_dump()))


def ask(model: str, shared: Assistant, today: date, question: str = QUESTION, **settings: object) -> Answer:
    return assistant_with(model, shared, **settings).ask(question, today=today)


def test_a_faithful_model_answers_and_its_tokens_are_counted(small_assistant: Assistant, today: date) -> None:
    answer = ask("faithful", small_assistant, today)
    assert answer.kind == "answered"
    assert "300" in answer.text
    assert answer.usage is not None
    assert (answer.usage.model, answer.usage.calls, answer.usage.cost_usd) == ("scripted:faithful", 1, None)
    assert answer.usage.input_tokens > 300
    assert answer.usage.output_tokens > 20
    assert "model" not in {notice.kind for notice in answer.notices}


def test_configured_prices_give_the_cost(small_assistant: Assistant, today: date) -> None:
    answer = ask("faithful", small_assistant, today, model_input_price=1.0, model_output_price=10.0)
    assert answer.usage is not None
    expected = (answer.usage.input_tokens + 10 * answer.usage.output_tokens) / 1_000_000
    assert answer.usage.cost_usd == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("model", ["sloppy", "leaking", "malformed", "prose", "empty", "refusing", "slow"])
def test_a_failing_model_leaves_the_quoted_answer_with_a_notice(
    model: str, small_assistant: Assistant, today: date, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "assistant"):
        answer = ask(model, small_assistant, today, model_timeout=1.0)
    quoted = small_assistant.ask(QUESTION, today=today)
    assert (answer.kind, answer.text, answer.statements) == (quoted.kind, quoted.text, quoted.statements)
    assert answer.citations == quoted.citations
    assert [notice.kind for notice in answer.notices if notice.kind == "model"] == ["model"]
    ours = [record.getMessage().split()[0] for record in caplog.records if record.name.startswith("assistant.")]
    assert ours == ["model_failure"]
    assert f"model=scripted:{model} " in caplog.text


def test_events_name_the_stages_and_nothing_released_is_taken_back(small_assistant: Assistant, today: date) -> None:
    for model in ("faithful", "midway", "sloppy"):
        events = list(assistant_with(model, small_assistant).stream(QUESTION, today=today))
        assert isinstance(events[-1], AnswerEvent)
        answer = events[-1].answer
        released = [event.statement for event in events if isinstance(event, StatementEvent)]
        stages = [event.stage for event in events if isinstance(event, StageEvent)]
        assert stages == ["understanding", "searching", "reading", "writing", "checking"]
        assert tuple(released) == answer.statements
        shown = {citation.number: citation for citation in answer.citations}
        for event in events:
            if isinstance(event, StatementEvent):
                assert event.citations == tuple(shown[number] for number in event.statement.citations)


def test_what_nobody_can_know_stays_not_found_with_a_model(small_assistant: Assistant, today: date) -> None:
    for question in ("How do I bake bread?", "asdfgh qwrtz", "Which visa does a dentist from Mars need?"):
        plain = small_assistant.ask(question, today=today)
        assert ask("inventive", small_assistant, today, question).kind == plain.kind


class _Spanish(ScriptedModel):
    part: str = "faithful"

    def _text(self, messages: list[object]) -> str:  # type: ignore[override]
        import json

        support = [{"passage": 1, "quote": "need at least 300 in Writing of OET Medicine"}]
        claim = "ECFMG Pathway applicants need at least 300 in Writing of OET Medicine for the 2026 Pathways."
        shown = "Los solicitantes de los Pathways 2026 de ECFMG necesitan al menos 300 en Writing del OET Medicine."
        said = [{"claim": claim, "translation": shown, "support": support}]
        return json.dumps({"sentences": said, "missing": [], "ask": ""})


def test_an_answer_in_the_askers_language_keeps_the_english_words_beside_it(
    small_assistant: Assistant, today: date, tmp_path: Path
) -> None:
    from assistant.generate.provider import add_provider

    add_provider("spanish", lambda _name: _Spanish())
    settings = small_assistant.settings.model_copy(update={"model": "spanish:x"})
    speaking = Assistant(Settings(**settings.model_dump()))
    answer = speaking.ask("¿Qué puntuación pide ECFMG en OET Writing?", today=today)
    assert answer.kind == "answered"
    first = answer.statements[0].text
    assert first.startswith("Los solicitantes")
    assert "need at least 300 in Writing of OET Medicine" in first
    assert any(notice.kind == "language" and "checked" in notice.text for notice in answer.notices)
    english = speaking.ask(QUESTION, today=today)
    assert not any("solicitantes" in statement.text for statement in english.statements)


def test_leaving_the_stream_early_stops_the_model(small_assistant: Assistant, today: date) -> None:
    events = assistant_with("slow", small_assistant, model_timeout=30.0).stream(QUESTION, today=today)
    for event in events:
        if isinstance(event, StageEvent) and event.stage == "writing":
            break
    events.close()  # type: ignore[attr-defined]
    assert list(events) == []
