"""Acronyms and old names: a question's words with the glossary's other words for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.corpus.load import Corpus
from assistant.index.lexical import words_of

# Everyday words that are also acronyms: expanded only where the question writes them in capitals.
_COMMON_WORDS = frozenset(
    [
        "a",
        "am",
        "as",
        "be",
        "ck",
        "cs",
        "do",
        "early",
        "ed",
        "gc",
        "he",
        "in",
        "is",
        "it",
        "lor",
        "match",
        "may",
        "me",
        "no",
        "or",
        "pa",
        "so",
        "soap",
        "state",
        "step",
        "ua",
        "us",
        "va",
    ]
)


@dataclass(frozen=True)
class Term:
    """One thing and its names; the first is the canonical one."""

    names: tuple[str, ...]


class TermList:
    """All names of the glossary, looked up in one pass over a question's words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_words: dict[tuple[str, ...], Term] = {}
        for term in terms:
            for name in term.names:
                words = tuple(words_of(name))
                if words:
                    self._by_words.setdefault(words, term)
        self._longest = max(map(len, self._by_words), default=0)

    @classmethod
    def from_corpus(cls, corpus: Corpus) -> TermList:
        """The terms that the corpus' glossary marks."""
        return cls(
            Term(statement.terms)
            for document in corpus.documents
            for statement in document.statements
            if statement.terms
        )

    def found_in(self, text: str) -> list[tuple[str, Term]]:
        """Names that occur in ``text`` with their terms, longest match first at every place."""
        words = words_of(text)
        found: list[tuple[str, Term]] = []
        position = 0
        while position < len(words):
            for length in range(min(self._longest, len(words) - position), 0, -1):
                key = tuple(words[position : position + length])
                term = self._by_words.get(key)
                if term and not self._is_everyday(key, text):
                    found.append((" ".join(key), term))
                    position += length
                    break
            else:
                position += 1
        return found

    @staticmethod
    def _is_everyday(key: tuple[str, ...], text: str) -> bool:
        return len(key) == 1 and key[0] in _COMMON_WORDS and not re.search(rf"\b{re.escape(key[0].upper())}\b", text)

    def other_names(self, text: str) -> list[str]:
        """Canonical names, and a short name's long form, of the terms in ``text`` that it does not say itself."""
        lowered = text.lower()
        names: list[str] = []
        for _, term in self.found_in(text):
            for name in term.names[:2]:
                if name.lower() not in lowered and name not in names:
                    names.append(name)
        return names
