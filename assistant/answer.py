"""What a question comes back as: the :class:`Answer` and the events that lead to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["answered", "clarify", "not_found", "out_of_scope", "declined", "crisis"]
Standing = Literal["current", "superseded", "historical"]
Authority = Literal["official", "secondary"]
NoticeKind = Literal[
    "superseded",  # the question rests on a rule that ended; the answer corrects it
    "disputed",  # sources disagree
    "past",  # a quoted statement is about the past
    "review_due",  # the source is past the day on which it was to be checked again
    "secondary",  # no official page was seen for the answer
    "profile",  # what the asker stated about themselves and the answer used
    "truncated",  # the question was cut
    "language",  # how to get more in the asker's language
    "model",  # the language model failed or some of its text was left out
    "care",  # a line of help beside an answer
]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(_Frozen):
    """The passage behind a statement, as the corpus holds it."""

    number: int = Field(ge=1, description="The n of the [n] marker in the text.")
    document_id: str
    title: str
    publisher: str
    url: str
    section: str
    quote: str = Field(description="Verbatim from the document.")
    passage: str = Field(description="All statements under the heading, one a line; holds the quote.")
    as_of: date = Field(description="The day for which the source is known to hold.")
    season: str | None
    standing: Standing
    authority: Authority
    replaces: tuple[str, ...] = Field(description="Ids of the documents that this one replaced.")


class AnswerStatement(_Frozen):
    """One sentence or short group of sentences of the answer, with the numbers of its citations."""

    text: str
    citations: tuple[int, ...]


class Notice(_Frozen):
    """Something the reader must know beside the answer."""

    kind: NoticeKind
    text: str


class Usage(_Frozen):
    """What a language model consumed for this answer."""

    model: str
    input_tokens: int = Field(ge=0)
    output_tokens: int = Field(ge=0)
    calls: int = Field(ge=0)
    cost_usd: float | None = Field(None, ge=0, description="None where no price is known.")


class Answer(_Frozen):
    """Statements in reply to a question, each cited, plus notices.

    ``text`` is Markdown with ``[1]`` markers and holds all statements; kinds other than ``answered`` may have
    no statements at all, only a text that says what to do next.
    """

    kind: Kind
    text: str
    statements: tuple[AnswerStatement, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    usage: Usage | None = None


class StageEvent(_Frozen):
    """The pipeline enters a stage; ``passages`` is set when it reads some."""

    type: Literal["stage"] = "stage"
    stage: Literal["understanding", "searching", "reading", "writing", "checking"]
    passages: int | None = None


class StatementEvent(_Frozen):
    """A checked statement that stands; nothing released is taken back later."""

    type: Literal["statement"] = "statement"
    statement: AnswerStatement
    citations: tuple[Citation, ...]


class AnswerEvent(_Frozen):
    """The last event: the whole answer."""

    type: Literal["answer"] = "answer"
    answer: Answer


Event = Annotated[StageEvent | StatementEvent | AnswerEvent, Field(discriminator="type")]
