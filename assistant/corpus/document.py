"""The typed form of a document: what `corpus/README.md` describes, after parsing."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Authority, Standing

# Pages of ours over several documents: they tell rules again that another document holds.
RESTATING_FIELDS = frozenset({"misconceptions", "journeys", "desks", "glossary"})


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """A page of a publisher on which statements rest."""

    publisher: str = Field(min_length=1)
    url: str = Field(pattern=r"^(https?://\S+|mailto:\S+)$")
    authority: Authority
    as_of: date


class Metadata(_Frozen):
    """The front matter of a document, key by key."""

    id: str = Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")
    title: str = Field(min_length=3, max_length=140)
    publisher: str = Field(min_length=1)
    url: str = Field(pattern=r"^(https?://\S+|mailto:\S+)$")
    authority: Authority
    as_of: date
    review_by: date
    valid_from: date | None = None
    valid_until: date | None = None
    season: str | int | None = None
    standing: Standing
    supersedes: tuple[str, ...] = ()
    desk: str | None = Field(None, pattern=r"^desks/[a-z0-9-]+$")
    handles: tuple[str, ...] = ()
    topics: tuple[str, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()


class Statement(_Frozen):
    """One bullet: one fact, quotable on its own.

    ``questions`` are for search and training only; no reader ever sees them.
    """

    id: str = Field(description="Document id, '#' and the position of the statement in it, from 1.")
    text: str
    section: str
    line: int
    questions: tuple[str, ...] = ()
    secondary: bool = False
    disputed: bool = False
    since: date | None = None
    until: date | None = None
    source: int = Field(1, ge=1, description="1 is the document's own source, 2 the first of `sources`.")
    see: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    premises: tuple[str, ...] = ()


class Section(_Frozen):
    """The statements under one heading."""

    heading: str
    line: int
    statements: tuple[Statement, ...]


class Document(_Frozen):
    """Our digest of one source, or a page of ours over several."""

    metadata: Metadata
    path: str = Field(description="Relative to the corpus folder.")
    sections: tuple[Section, ...]
    gaps: tuple[str, ...] = Field((), description="Questions on the document's matter that the corpus does not answer.")
    key_lines: tuple[tuple[str, int], ...] = Field(
        (), exclude=True, repr=False, description="Front matter keys and their lines, for findings."
    )

    @property
    def id(self) -> str:
        """The id, which is also the path without ``.md``."""
        return self.metadata.id

    @property
    def field(self) -> str:
        """The folder: ``ecfmg``, ``usmle``, ``match`` …."""
        return self.metadata.id.split("/", 1)[0]

    @property
    def restates(self) -> bool:
        """Whether this is a page of ours that tells the rules of other documents again."""
        return self.field in RESTATING_FIELDS

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in the order of the file."""
        return tuple(statement for section in self.sections for statement in section.statements)

    @property
    def season(self) -> str | None:
        """The season as text, whichever way the front matter writes it."""
        return None if self.metadata.season is None else str(self.metadata.season)

    def line_of(self, key: str) -> int:
        """The line of a front matter key; 1 where the key is not written."""
        return dict(self.key_lines).get(key, 1)

    def source_of(self, statement: Statement) -> Source:
        """The source that ``statement`` rests on."""
        if statement.source > 1:
            return self.metadata.sources[statement.source - 2]
        meta = self.metadata
        return Source(publisher=meta.publisher, url=meta.url, authority=meta.authority, as_of=meta.as_of)
