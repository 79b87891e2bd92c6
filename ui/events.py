"""What the page is told while an answer is made: one JSON object each, the last one is an answer or a fault."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Event(BaseModel):
    model_config = ConfigDict(frozen=True)


class Queued(_Event):
    """Others are first; ``position`` 1 is next."""

    type: Literal["queued"] = "queued"
    position: int


class Stage(_Event):
    """The assistant enters a stage."""

    type: Literal["stage"] = "stage"
    stage: str
    label: str


class Statement(_Event):
    """A checked statement of the answer to come, as HTML."""

    type: Literal["statement"] = "statement"
    html: str


class Finished(_Event):
    """The whole answer: HTML to show, Markdown to keep, plain text for the next turn's history."""

    type: Literal["answer"] = "answer"
    kind: str
    html: str
    sources: dict[int, str]
    markdown: str
    text: str
    document_ids: tuple[str, ...]
    situation: str | None
    announcement: str


class Fault(_Event):
    """No answer this time; ``message`` says why and what to do."""

    type: Literal["fault"] = "fault"
    code: Literal["busy", "timeout", "failed"]
    message: str


PageEvent = Queued | Stage | Statement | Finished | Fault
