"""A statement is quoted alone: it names its subject, leans on nothing around it and stays short."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.check.finding import at_statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

WORDS_ALLOWED = 45
_PRONOUN = re.compile(r"(?:It|They|This|That|These|Those|He|She|Its|Their|Such|The former|The latter)\b")
_POINTER = re.compile(
    r"\b(?:this (?:page|document|section|article)|(?:see|as mentioned|described|listed) (?:above|below)"
    r"|the above|above-mentioned|the former|the latter|as mentioned)\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"https?://|\[[^\]]*\]\(|\*\*|__|`")


def check_standalone(corpus: Corpus) -> Iterator[Finding]:
    """No leading pronoun, no pointer to other text, no markup, at most 45 words."""
    for document in corpus.documents:
        for statement in document.statements:
            for what, to_do in _faults(statement.text):
                yield at_statement(document, statement, what, to_do)


def _faults(text: str) -> Iterator[tuple[str, str]]:
    if pronoun := _PRONOUN.match(text):
        yield f"opens with «{pronoun[0]}», which nothing explains when it is quoted alone", "name the subject"
    if pointer := _POINTER.search(text):
        yield f"«{pointer[0]}» points outside the statement", "say what is meant in words, or use {see: id}"
    if markup := _MARKUP.search(text):
        yield (
            f"markup or a link («{markup[0]}») in the text",
            "write plain words; links belong into `url` or `sources`",
        )
    if (words := len(text.split())) > WORDS_ALLOWED:
        yield (
            f"{words} words, at most {WORDS_ALLOWED} are allowed",
            "split it into statements of one fact each",
        )
