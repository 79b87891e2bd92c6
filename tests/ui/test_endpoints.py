"""What other tools call: Gradio's HTTP API and the MCP server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from assistant import Answer, Assistant
from tests.ui.serving import served

QUESTION = "Which OET Writing score does ECFMG want?"


@pytest.fixture(scope="module")
def address(small_assistant: Assistant) -> Iterator[str]:
    """A page over the small corpus."""
    running = served(small_assistant)
    yield running.url.rstrip("/")
    running.close()


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False, analytics_enabled=False)


def test_ask_returns_the_answer_with_the_fields_that_it_has_in_python(
    client: Client, small_assistant: Assistant
) -> None:
    given = client.predict(QUESTION, api_name="/ask")
    assert Answer.model_validate(given) == small_assistant.ask(QUESTION)


def test_ask_takes_history_and_profile(client: Client, small_assistant: Assistant) -> None:
    profile = {"school_country": "India", "step_2_cs": "failed"}
    given = client.predict(
        "And in Speaking?", [["user", QUESTION], ["assistant", "At least 300. [1]"]], profile, api_name="/ask"
    )
    expected = small_assistant.ask(
        "And in Speaking?", [("user", QUESTION), ("assistant", "At least 300. [1]")], profile
    )
    assert Answer.model_validate(given) == expected


def test_search_source_and_changes_return_what_python_returns(client: Client, small_assistant: Assistant) -> None:
    assert client.predict("OET Writing", 2, api_name="/search") == [
        result.model_dump(mode="json") for result in small_assistant.search("OET Writing", 2)
    ]
    source = client.predict("ecfmg/oet-scores", api_name="/source")
    assert source["metadata"]["supersedes"] == ["ecfmg/oet-scores-until-2022"]
    assert "questions" not in source["sections"][0]["statements"][0]
    assert [change["document_id"] for change in client.predict("2023-01-01", api_name="/changes")] == [
        change.document_id for change in small_assistant.changes() if change.day.isoformat() >= "2023-01-01"
    ]


@pytest.mark.parametrize(
    ("endpoint", "value", "message"),
    [("/source", "no/such", "no/such"), ("/changes", "yesterday", "YYYY-MM-DD")],
)
def test_a_wrong_argument_is_told_in_one_sentence(client: Client, endpoint: str, value: str, message: str) -> None:
    with pytest.raises(AppError, match=message):
        client.predict(value, api_name=endpoint)


def test_the_endpoints_of_the_page_are_not_offered_to_others(client: Client) -> None:
    endpoints = client.view_api(return_format="dict")["named_endpoints"]
    assert {"/ask", "/search", "/source", "/changes"} <= set(endpoints)
    assert not {"/page_chat", "/page_feedback"} & set(endpoints)


def test_the_mcp_server_has_four_tools_that_return_json(address: str, small_assistant: Assistant) -> None:
    pytest.importorskip("mcp", reason="the extra gradio[mcp] is not installed")

    names, answer, changes = asyncio.run(_talk_mcp(f"{address}/gradio_api/mcp/"))
    assert names == ["ask", "search", "source", "changes"]
    assert Answer.model_validate(answer) == small_assistant.ask(QUESTION)
    assert len(changes) == len(small_assistant.changes())


async def _talk_mcp(url: str) -> tuple[list[str], Any, Any]:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with streamable_http_client(url) as (read, write, _), ClientSession(read, write) as session:
        await session.initialize()
        tools = await session.list_tools()
        answer = await session.call_tool("ask", {"question": QUESTION})
        changes = await session.call_tool("changes", {})
    return (
        [tool.name for tool in tools.tools],
        json.loads(answer.content[0].text),  # type: ignore[union-attr]
        json.loads(changes.content[0].text),  # type: ignore[union-attr]
    )
