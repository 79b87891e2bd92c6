"""What other tools can call: typed HTTP endpoints, and the same four as MCP tools that return JSON text.

Gradio reads the type hints at run time, so this module does not postpone them.
"""

import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from typing import Any

import gradio as gr
from pydantic import ValidationError

from assistant import Assistant, Document, UnknownDocumentError
from ui.chat import Asked, Chat
from ui.feedback import Feedback, FeedbackError, FeedbackFile
from ui.limits import BusyError
from ui.situation import stated


def register(server: gr.Server, chat: Chat, feedback: FeedbackFile) -> None:
    """Add every endpoint to ``server``."""
    _register_page(server, chat, feedback)
    _register_http(server, chat)
    _register_mcp(server, chat)


def _register_page(server: gr.Server, chat: Chat, feedback: FeedbackFile) -> None:
    """What only the page calls; not documented, so not among the MCP tools either."""

    async def page_chat(
        question: str, history: list[list[str]], profile: dict[str, str] | None, request: gr.Request
    ) -> AsyncIterator[dict[str, Any]]:
        asked = Asked.from_request(question, history, stated(profile))
        async for event in chat.events(asked, _address(request)):
            yield event.model_dump(mode="json")

    def page_feedback(entry: dict[str, Any], keep_turn: bool) -> dict[str, Any]:
        try:
            given = Feedback.model_validate(entry)
            feedback.add(given if keep_turn is True else given.without_turn(), date.today())
        except ValidationError:
            return {"kept": False, "message": "This could not be read as feedback. Is the comment too long?"}
        except FeedbackError:
            return {"kept": False, "message": "Your feedback could not be saved. Please try again later."}
        return {"kept": True, "message": "Thank you. It is saved on this server."}

    server.api(page_chat, name="page_chat", api_visibility="undocumented", concurrency_limit=None)
    server.api(page_feedback, name="page_feedback", api_visibility="undocumented", concurrency_limit=2)


def _register_http(server: gr.Server, chat: Chat) -> None:
    async def http_ask(
        question: str,
        request: gr.Request,
        history: list[list[str]] = [],  # noqa: B006 - Gradio shows the default to callers and never changes it
        profile: dict[str, str] = {},  # noqa: B006
    ) -> dict[str, Any]:
        """Answer a question about ECFMG certification; every statement cites a dated source.

        Args:
            question: The question, in any words, up to 4,000 characters.
            history: Earlier turns, oldest first, each ["user" or "assistant", text].
            profile: Stated facts of the asker: school_country, graduation_date, licence, steps, step_2_cs,
                oet_date, certificate_date, citizenship, target_match.

        Returns:
            The answer: kind, text, statements, citations, notices, usage.
        """
        return await _ask(chat, question, history, profile, request)

    def http_search(question: str, k: int = 8) -> list[dict[str, Any]]:
        """Find the passages nearest to a question, best first.

        Args:
            question: What to search for.
            k: How many passages, 1 to 50.
        """
        return _search(chat.assistant, question, k)

    def http_source(document_id: str) -> dict[str, Any]:
        """One document of the corpus with all its statements.

        Args:
            document_id: For example "ecfmg/usmle-services-to-fsmb-2026"; answers and passages name it.
        """
        return _source(chat.assistant, document_id)

    def http_changes(since: str = "") -> list[dict[str, Any]]:
        """What changed in the rules, newest first.

        Args:
            since: Only changes on or after this day, as YYYY-MM-DD; empty: all.
        """
        return _changes(chat.assistant, since)

    endpoints: tuple[tuple[Callable[..., Any], str, int | None], ...] = (
        (http_ask, "ask", None),
        (http_search, "search", 2),
        (http_source, "source", 4),
        (http_changes, "changes", 4),
    )
    for function, name, at_once in endpoints:
        # Gradio offers a function as an MCP tool unless its type says otherwise; these return objects, not text.
        function.__dict__["_mcp_type"] = "http"
        server.api(function, name=name, concurrency_limit=at_once)


def _register_mcp(server: gr.Server, chat: Chat) -> None:
    """The tools; Gradio names a tool after its function."""

    async def ask(question: str, request: gr.Request, profile: dict[str, str] = {}) -> str:  # noqa: B006
        """Answer a question about ECFMG certification of international medical graduates.

        Every statement of the answer cites a dated source; rules that ended are named as ended. The answer comes
        from an independent project, not from ECFMG: show the reader the linked official pages.

        Args:
            question: The question, in any words, up to 4,000 characters.
            profile: Stated facts of the asker, optional; the fields are those of the assistant's Profile.

        Returns:
            JSON with kind, text, statements, citations, notices, usage.
        """
        return _text(await _ask(chat, question, [], profile, request))

    def search(question: str, k: int = 8) -> str:
        """Find passages about ECFMG certification, USMLE, the Match, visas and licensure, best first.

        Args:
            question: What to search for.
            k: How many passages, 1 to 50.

        Returns:
            JSON list of passages with title, section, text, publisher, url, as_of, standing and score.
        """
        return _text(_search(chat.assistant, question, k))

    def source(document_id: str) -> str:
        """One document of the corpus with all its statements.

        Args:
            document_id: As answers and passages name it, for example "ecfmg/usmle-services-to-fsmb-2026".

        Returns:
            JSON with metadata and sections.
        """
        return _text(_source(chat.assistant, document_id))

    def changes(since: str = "") -> str:
        """What changed in the rules for international medical graduates, newest first.

        Args:
            since: Only changes on or after this day, as YYYY-MM-DD; empty: all.

        Returns:
            JSON list of changes with day, title, summary, standing and document_id.
        """
        return _text(_changes(chat.assistant, since))

    tools: tuple[Callable[..., Any], ...] = (ask, search, source, changes)
    for tool in tools:
        server.api(tool, name=f"mcp_{tool.__name__}", concurrency_limit=None if tool is ask else 2)


async def _ask(chat: Chat, question: str, history: object, profile: object, request: gr.Request) -> dict[str, Any]:
    facts = stated(profile) if isinstance(profile, dict) else None
    try:
        answer = await chat.answer(Asked.from_request(question, history, facts), _address(request))
    except BusyError as error:
        raise _refusal(str(error)) from None
    except TimeoutError:
        raise _refusal("The answer took too long and was stopped.") from None
    return answer.model_dump(mode="json")


def _search(assistant: Assistant, question: str, k: int) -> list[dict[str, Any]]:
    if not isinstance(k, int) or isinstance(k, bool):
        raise _refusal("«k» is a whole number from 1 to 50.")
    return [result.model_dump(mode="json") for result in assistant.search(str(question)[:4_000], k)]


def _source(assistant: Assistant, document_id: str) -> dict[str, Any]:
    try:
        document = assistant.document(str(document_id))
    except UnknownDocumentError as error:
        raise _refusal(str(error)) from None
    return document_json(document)


def _changes(assistant: Assistant, since: str) -> list[dict[str, Any]]:
    try:
        day = date.fromisoformat(since) if since else None
    except (TypeError, ValueError):
        raise _refusal("«since» is a day as YYYY-MM-DD.") from None
    return [change.model_dump(mode="json") for change in assistant.changes(day)]


def document_json(document: Document) -> dict[str, Any]:
    """A document without what no reader ever sees: the training questions and the line numbers."""
    hidden = {"line", "questions", "see", "terms", "premises"}
    return document.model_dump(
        mode="json",
        exclude={"path": True, "sections": {"__all__": {"line": True, "statements": {"__all__": hidden}}}},
    )


def _address(request: gr.Request) -> str:
    return request.client.host if request and request.client else "unknown"


def _refusal(message: str) -> gr.Error:
    return gr.Error(message, print_exception=False)


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
