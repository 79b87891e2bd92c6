"""The public face: every method of the Assistant, over the small corpus and the real embedding model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableLambda, RunnableParallel

from assistant import (
    Answer,
    AnswerEvent,
    Assistant,
    ConfigurationError,
    CorpusError,
    Settings,
    StageEvent,
    StatementEvent,
    UnknownDocumentError,
)

QUESTION = "Which OET scores do I need?"


@pytest.fixture
def answer(small_assistant: Assistant, today: date) -> Answer:
    return small_assistant.ask(QUESTION, today=today)


def test_an_answer_quotes_the_statement_that_answers_first(answer: Answer) -> None:
    assert answer.kind == "answered"
    assert answer.statements[0].text == (
        "ECFMG Pathway applicants need at least 350 in Listening, Reading and Speaking of OET Medicine for the 2026 "
        "Pathways."
    )
    assert answer.text.startswith(f"{answer.statements[0].text} [1]")
    assert answer.usage is None


def test_a_citation_says_everything_about_its_source(answer: Answer) -> None:
    first = answer.citations[0]
    assert first.model_dump(mode="json") == {
        "number": 1,
        "document_id": "ecfmg/oet-scores",
        "title": "OET Medicine scores for ECFMG certification",
        "publisher": "ECFMG",
        "url": "https://www.ecfmg.org/certification/oet/",
        "section": "Scores that count",
        "quote": answer.statements[0].text,
        "passage": "ECFMG Pathway applicants need at least 350 in Listening, Reading and Speaking of OET Medicine for "
        "the 2026 Pathways.\nECFMG Pathway applicants need at least 300 in Writing of OET Medicine for the 2026 "
        "Pathways.",
        "as_of": "2026-10-01",
        "season": "2026",
        "standing": "current",
        "authority": "official",
        "replaces": ["ecfmg/oet-scores-until-2022"],
    }


def test_every_statement_is_cited_and_every_citation_used(answer: Answer) -> None:
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert sorted({number for statement in answer.statements for number in statement.citations}) == numbers


def test_an_answer_survives_json(answer: Answer) -> None:
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


def test_a_question_about_the_past_gets_the_old_rule(small_assistant: Assistant, today: date) -> None:
    answer = small_assistant.ask("Which OET Writing score did applicants need in 2021?", today=today)
    assert answer.citations[0].document_id == "ecfmg/oet-scores-until-2022"
    assert answer.citations[0].standing == "superseded"


def test_a_question_about_today_does_not_get_the_old_rule_first(small_assistant: Assistant, today: date) -> None:
    answer = small_assistant.ask("Which OET Writing score does ECFMG want?", today=today)
    assert answer.citations[0].quote.startswith("ECFMG Pathway applicants need at least 300 in Writing")


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "🎉🎉", "?!", "xkcdqwrt", "bvcxzm ECFMG mnbvcx ?!?"])
def test_an_unreadable_message_is_asked_back(small_assistant: Assistant, text: str) -> None:
    answer = small_assistant.ask(text)
    assert answer.kind == "clarify"
    assert answer.statements == ()


@pytest.mark.parametrize(
    "text", ["Step 3考试费多少？在中国能考吗？", "Сколько стоит аккаунт MyIntealth?", "كم يستغرق توثيق ECFMG؟"]
)
def test_another_script_is_readable_beside_words_of_the_field(small_assistant: Assistant, text: str) -> None:
    assert small_assistant.ask(text).kind != "clarify"


def test_a_message_beyond_the_limit_is_cut_and_says_so(small_assistant: Assistant, today: date) -> None:
    within = f"{QUESTION}{' ' * (4_000 - len(QUESTION))}"
    assert "truncated" not in [notice.kind for notice in small_assistant.ask(within, today=today).notices]
    beyond = small_assistant.ask(f"{within} and more", today=today)
    assert [notice.text for notice in beyond.notices if notice.kind == "truncated"] == [
        "Your message was longer than 4,000 characters; only its beginning was read."
    ]


def test_a_follow_up_keeps_the_thread(small_assistant: Assistant, today: date) -> None:
    history = [("user", "Which OET score does ECFMG want in Speaking?"), ("assistant", "At least 350.")]
    answer = small_assistant.ask("And in Writing?", history=history, today=today)
    assert answer.kind == "answered"
    assert "at least 300 in Writing" in answer.text.split("\n\n")[0]


def test_the_stream_ends_with_the_answer_that_ask_gives(
    small_assistant: Assistant, today: date, answer: Answer
) -> None:
    events = list(small_assistant.stream(QUESTION, today=today))
    assert isinstance(events[-1], AnswerEvent)
    assert events[-1].answer == answer
    assert [event for event in events[:-1] if isinstance(event, AnswerEvent)] == []
    assert tuple(event.statement for event in events if isinstance(event, StatementEvent)) == answer.statements


def test_the_stream_says_what_it_is_doing(small_assistant: Assistant, today: date) -> None:
    stages = [event.stage for event in small_assistant.stream(QUESTION, today=today) if isinstance(event, StageEvent)]
    assert stages[:4] == ["understanding", "searching", "reading", "writing"]


async def test_the_async_twin_gives_the_same_answer(small_assistant: Assistant, today: date, answer: Answer) -> None:
    assert await small_assistant.aask(QUESTION, today=today) == answer


async def test_the_async_stream_ends_with_the_same_answer(
    small_assistant: Assistant, today: date, answer: Answer
) -> None:
    events = [event async for event in small_assistant.astream(QUESTION, today=today)]
    assert events[-1] == AnswerEvent(answer=answer)


async def test_an_async_stream_may_be_left_early(small_assistant: Assistant, today: date) -> None:
    stream = small_assistant.astream(QUESTION, today=today)
    assert await anext(stream) == StageEvent(stage="understanding")
    await stream.aclose()


@pytest.mark.parametrize(("k", "count"), [(1, 1), (3, 3), (50, 5), (0, 1), (-4, 1), (10_000, 5)])
def test_search_gives_the_best_passages_best_first(small_assistant: Assistant, k: int, count: int) -> None:
    found = small_assistant.search(QUESTION, k=k)
    assert len(found) == count
    assert [result.score for result in found] == sorted((result.score for result in found), reverse=True)
    assert found[0].passage_id == "ecfmg/oet-scores/1"


def test_confidence_is_high_where_the_corpus_answers(small_assistant: Assistant, today: date) -> None:
    asked = small_assistant.confidence(QUESTION, today=today)
    absurd = small_assistant.confidence("Which paint did Vermeer use for the tablecloth?", today=today)
    assert 0 <= absurd < 0.5 <= asked <= 1


def test_documents_come_by_id(small_assistant: Assistant) -> None:
    assert [document.id for document in small_assistant.documents()] == [
        "desks/ecfmg", "ecfmg/oet-scores", "ecfmg/oet-scores-until-2022", "usmle/step-1-result",
    ]  # fmt: skip
    assert small_assistant.document("usmle/step-1-result").metadata.publisher == "USMLE"


def test_an_unknown_document_is_told_with_the_way_out(small_assistant: Assistant) -> None:
    with pytest.raises(UnknownDocumentError) as raised:
        small_assistant.document("ecfmg/nothing")
    assert str(raised.value) == "no document «ecfmg/nothing»: list the ids with Assistant.documents()"


def test_the_change_feed_is_newest_first(small_assistant: Assistant) -> None:
    assert [(str(change.day), change.document_id) for change in small_assistant.changes()] == [
        ("2023-01-01", "ecfmg/oet-scores"),
        ("2022-01-26", "usmle/step-1-result"),
        ("2020-06-15", "ecfmg/oet-scores-until-2022"),
    ]
    assert small_assistant.changes(since=date(2023, 1, 2)) == ()
    assert small_assistant.changes(since=date(2023, 1, 1))[0].replaces == ("ecfmg/oet-scores-until-2022",)


def test_the_retriever_works_in_a_chain(small_assistant: Assistant) -> None:
    retriever = small_assistant.retriever(k=2)
    assert isinstance(retriever, BaseRetriever)
    chain = retriever | RunnableLambda(lambda found: [document.id for document in found])
    assert chain.invoke(QUESTION)[0] == "ecfmg/oet-scores/1"
    document = retriever.invoke(QUESTION)[0]
    assert document.page_content.startswith("ECFMG Pathway applicants need at least 350")
    assert document.metadata["url"] == "https://www.ecfmg.org/certification/oet/"
    assert document.metadata["as_of"] == "2026-10-01"


async def test_the_retriever_works_asynchronously_and_in_batches(small_assistant: Assistant) -> None:
    retriever = small_assistant.retriever(k=1)
    assert len(await retriever.ainvoke(QUESTION)) == 1
    assert [len(found) for found in retriever.batch([QUESTION, "Is Step 1 pass or fail?"])] == [1, 1]


def test_the_runnable_works_in_a_chain(small_assistant: Assistant, today: date, answer: Answer) -> None:
    runnable = small_assistant.runnable()
    assert isinstance(runnable, Runnable)
    chain = RunnableParallel(answer=runnable, sources=small_assistant.retriever(k=1))
    assert chain.invoke(QUESTION)["answer"].kind == "answered"
    assert runnable.invoke({"question": QUESTION, "today": today}) == answer


async def test_the_runnable_works_asynchronously_and_in_batches(
    small_assistant: Assistant, today: date, answer: Answer
) -> None:
    runnable = small_assistant.runnable()
    assert await runnable.ainvoke({"question": QUESTION, "today": today}) == answer
    assert [found.kind for found in runnable.batch([QUESTION, ""])] == ["answered", "clarify"]


def test_a_running_assistant_picks_up_a_new_index(
    small_corpus: Path, tmp_path: Path, edit: Callable[[Path, str, str], None], today: date
) -> None:
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", quiet=True)
    running = Assistant(settings)
    assert "at least 350" in running.ask(QUESTION, today=today).text
    edit(small_corpus / "ecfmg/oet-scores.md", "need at least 350 in Listening", "need at least 360 in Listening")
    assert "at least 350" in running.ask(QUESTION, today=today).text
    Assistant(settings).build_index()
    assert "at least 360" in running.ask(QUESTION, today=today).text
    assert running.documents() == Assistant(settings).documents()


def test_an_index_that_vanishes_under_a_running_assistant_is_built_again(
    small_corpus: Path, tmp_path: Path, today: date
) -> None:
    settings = Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", quiet=True)
    running = Assistant(settings)
    before = running.ask(QUESTION, today=today)
    (tmp_path / "data" / "index" / "current").unlink()
    assert running.ask(QUESTION, today=today) == before


def test_a_missing_corpus_folder_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as raised:
        Assistant(Settings(corpus_dir=tmp_path / "none", data_dir=tmp_path / "data", quiet=True)).ask(QUESTION)
    assert str(raised.value) == (
        f"no corpus folder at {tmp_path / 'none'}: set corpus_dir to the folder with the documents"
    )


def test_a_setting_that_cannot_be_used_is_told_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECFMG_ASSISTANT_CHROMA_URL", "not a url")
    with pytest.raises(
        ConfigurationError, match=r"^ECFMG_ASSISTANT_CHROMA_URL cannot be used \(.*\): correct or unset"
    ):
        Assistant()
