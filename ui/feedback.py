"""What readers say about answers: a local SQLite file, with question and answer only where the reader agreed."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from assistant import AssistantError

Vote = Literal["helpful", "not_helpful", "wrong_or_outdated"]
VOTES: tuple[Vote, ...] = get_args(Vote)
FILE_NAME = "feedback.sqlite3"
MAX_ENTRIES = 100_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL,
    vote TEXT NOT NULL,
    comment TEXT NOT NULL,
    question TEXT,
    kind TEXT,
    answer TEXT,
    document_ids TEXT NOT NULL
)
"""


class FeedbackError(AssistantError):
    """The feedback file cannot be read or written."""


class Feedback(BaseModel):
    """One reader's word. The turn is None where the reader did not agree to keep it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    vote: Vote
    comment: str = Field("", max_length=2_000)
    question: str | None = Field(None, max_length=8_000)
    kind: str | None = Field(None, max_length=20)
    answer: str | None = Field(None, max_length=40_000)
    document_ids: tuple[str, ...] = Field((), max_length=100)

    def without_turn(self) -> Feedback:
        """The same with nothing of the conversation."""
        return Feedback(vote=self.vote, comment=self.comment)


class FeedbackFile:
    """The file in the data folder; safe to use from several threads."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE_NAME
        self._writing = threading.Lock()

    def add(self, feedback: Feedback, day: date) -> None:
        """Keep one entry; raises :class:`FeedbackError`. Only the day is kept, not the hour."""
        with self._writing, self._open() as connection:
            (count,) = connection.execute("SELECT count(*) FROM feedback").fetchone()
            if count >= MAX_ENTRIES:
                raise FeedbackError(f"{self.path} is full: export it and move it away")
            connection.execute(
                "INSERT INTO feedback (day, vote, comment, question, kind, answer, document_ids) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    day.isoformat(),
                    feedback.vote,
                    feedback.comment,
                    feedback.question,
                    feedback.kind,
                    feedback.answer,
                    json.dumps(feedback.document_ids),
                ),
            )

    def entries(self) -> list[tuple[int, date, Feedback]]:
        """Number, day and content of every entry, oldest first."""
        if not self.path.exists():
            return []
        with self._open() as connection:
            rows = connection.execute(
                "SELECT id, day, vote, comment, question, kind, answer, document_ids FROM feedback ORDER BY id"
            ).fetchall()
        return [
            (
                number,
                date.fromisoformat(day),
                Feedback(
                    vote=vote,
                    comment=comment,
                    question=question,
                    kind=kind,
                    answer=answer,
                    document_ids=tuple(json.loads(document_ids)),
                ),
            )
            for number, day, vote, comment, question, kind, answer, document_ids in rows
        ]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=10)) as connection, connection:
                connection.execute(_SCHEMA)
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise FeedbackError(
                f"{self.path} cannot be used ({error}): check that the data folder can be written"
            ) from error


def evaluation_set(entries: list[tuple[int, date, Feedback]]) -> Iterator[dict[str, Any]]:
    """The entries whose question was kept, as lines of a question set.

    What a right answer must say is for a person to add; the expected kind is the kind that was given.
    """
    for number, day, feedback in entries:
        if feedback.question and feedback.kind:
            yield {
                "id": f"feedback-{number}",
                "question": feedback.question,
                "history": [],
                "expect": feedback.kind,
                "must": [],
                "must_not": [],
                "sources": list(feedback.document_ids) if feedback.vote == "helpful" else [],
                "tags": ["feedback", f"vote:{feedback.vote}", f"day:{day.isoformat()}"],
            }
