"""A question from the page -> the events that the page shows."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass, field

from assistant import Answer, AnswerEvent, Assistant, Event, StageEvent, StatementEvent
from ui.events import Fault, Finished, PageEvent, Queued, Stage, Statement
from ui.export import turn_markdown
from ui.limits import BusyError, Limits, Line
from ui.rendering import answer_html, grouped, source_html, statement_html
from ui.shelf import Shelf, Shelves
from ui.situation import in_words
from ui.work import in_thread

MAX_TURNS = 8
# The library cuts a question at 4,000 characters and says so; no more than this ever needs to reach it.
MAX_TURN_CHARACTERS = 8_000

STAGE_LABELS = {
    "understanding": "Reading your question",
    "searching": "Searching the sources",
    "reading": "Reading",
    "writing": "Writing",
    "checking": "Checking every sentence against its source",
}
ANNOUNCEMENTS = {
    "answered": "Answer ready, {sources}.",
    "clarify": "The assistant asks for a detail.",
    "not_found": "The sources do not answer this. The reply says whom to ask.",
    "crisis": "A reply with help lines is ready.",
}

logger = logging.getLogger(__name__)

Turn = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """One question with what came along."""

    question: str
    history: tuple[Turn, ...] = ()
    facts: dict[str, str] | None = None

    @classmethod
    def from_request(cls, question: object, history: object = None, facts: dict[str, str] | None = None) -> Asked:
        """From untrusted values: anything that is not a text is left out."""
        text = question if isinstance(question, str) else ""
        return cls(text[:MAX_TURN_CHARACTERS], tuple(_turns(history)), facts)


@dataclass(frozen=True)
class Chat:
    """Answers questions one by one, as many at once as the limits allow."""

    assistant: Assistant
    shelves: Shelves
    line: Line
    executor: ThreadPoolExecutor = field(repr=False)

    @classmethod
    def over(cls, assistant: Assistant, shelves: Shelves, limits: Limits) -> Chat:
        """A chat with its own line and threads."""
        return cls(assistant, shelves, Line(limits), ThreadPoolExecutor(limits.at_once, "answer"))

    async def events(self, asked: Asked, client: str) -> AsyncIterator[PageEvent]:
        """What happens from the question to the answer; never raises."""
        try:
            async with self.line.place(client) as place:
                async for position in place.positions():
                    yield Queued(position=position)
                async with aclosing(self._stream(asked)) as events:
                    async for event in events:
                        if shown := page_event(event, asked, self.shelves.now()):
                            yield shown
        except BusyError as error:
            yield Fault(code="busy", message=str(error))
        except TimeoutError:
            yield Fault(code="timeout", message="This answer took too long and was stopped. Please ask again.")
        except Exception:
            # The question itself is not logged: nothing a person writes is kept.
            logger.exception("A question could not be answered")
            yield Fault(
                code="failed",
                message="The assistant cannot answer at the moment. Your question is kept here; please ask again.",
            )

    async def answer(self, asked: Asked, client: str) -> Answer:
        """The answer alone, for other tools; raises :class:`BusyError` and TimeoutError."""
        async with self.line.place(client) as place:
            async for _ in place.positions():
                pass
            async with aclosing(self._stream(asked)) as events:
                async for event in events:
                    if isinstance(event, AnswerEvent):
                        return event.answer
        raise AssertionError("the assistant ended without an answer")

    def _stream(self, asked: Asked) -> AsyncGenerator[Event, None]:
        return in_thread(
            lambda: self.assistant.stream(asked.question, asked.history, asked.facts),
            self.executor,
            self.line.limits.answer_seconds,
        )


def page_event(event: Event, asked: Asked, shelf: Shelf) -> PageEvent | None:
    """The assistant's event as the page shows it."""
    match event:
        case StageEvent():
            return Stage(stage=event.stage, label=_stage_label(event))
        case StatementEvent():
            return Statement(html=statement_html(event.statement.text, event.statement.citations, shelf))
        case AnswerEvent():
            return finished(event.answer, asked, shelf)
    return None


def finished(answer: Answer, asked: Asked, shelf: Shelf) -> Finished:
    """The whole answer in every form that the page needs."""
    situation = in_words(asked.facts)
    count = len(grouped(answer.citations))
    announcement = ANNOUNCEMENTS.get(answer.kind, "The reply is ready.")
    return Finished(
        kind=answer.kind,
        html=answer_html(answer, shelf),
        sources={citation.number: source_html(citation, shelf) for citation in answer.citations},
        markdown=turn_markdown(asked.question, answer, situation),
        text=answer.text,
        document_ids=tuple(dict.fromkeys(citation.document_id for citation in answer.citations)),
        situation=situation,
        announcement=announcement.format(sources=f"{count} source{'' if count == 1 else 's'}"),
    )


def _stage_label(event: StageEvent) -> str:
    if event.stage == "reading" and event.passages:
        return f"Reading {event.passages} passages"
    return STAGE_LABELS[event.stage]


def _turns(history: object) -> list[Turn]:
    if not isinstance(history, Sequence) or isinstance(history, str):
        return []
    turns = []
    for turn in history[-MAX_TURNS:]:
        match turn:
            case ["user" | "assistant" as role, str(text)]:
                turns.append((str(role), text[:MAX_TURN_CHARACTERS]))
    return turns
