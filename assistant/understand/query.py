"""One search: the words to match and the time that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.index.lexical import tokens_of
from assistant.understand.time import TimeScope


@dataclass(frozen=True)
class Query:
    """One search: the words to match and the time it is about. ``expansion`` holds other names of its terms."""

    text: str
    scope: TimeScope = field(default_factory=TimeScope)
    expansion: tuple[str, ...] = ()

    @property
    def embedded_text(self) -> str:
        """What is embedded: the text, and the names that it does not say itself."""
        return f"{self.text} ({', '.join(self.expansion)})" if self.expansion else self.text

    @property
    def tokens(self) -> list[str]:
        """What the lexical index matches."""
        return tokens_of(" ".join((self.text, *self.expansion)))
