"""What a scripted model finds in its prompt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from langchain_core.messages import BaseMessage

from assistant.index.lexical import tokens_of

_PASSAGE = re.compile(r'<passage number="(\d+)" standing="(\w+)"[^>]*>\n(.*?)\n</passage>', re.DOTALL)
_QUESTION = re.compile(r'<question today="[^"]*">\n(.*?)\n</question>', re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A statement as the prompt shows it."""

    passage: int
    standing: str
    text: str


@dataclass(frozen=True)
class Seen:
    """The prompt, taken apart."""

    system: str
    prompt: str
    question: str
    lines: tuple[Line, ...]

    def nearest(self, count: int) -> list[Line]:
        """The statements with the most words of the question, best first; among equals the first passage's."""
        asked = set(tokens_of(self.question))
        return sorted(self.lines, key=lambda line: -len(asked & set(tokens_of(line.text))))[:count]


def read_prompt(messages: Sequence[BaseMessage]) -> Seen:
    """Take the answer prompt apart; a prompt of another kind has no lines."""
    system = str(messages[0].content)
    prompt = "\n".join(str(message.content) for message in messages[1:])
    question = _QUESTION.search(prompt)
    lines = tuple(
        Line(int(number), standing, text.removeprefix("- "))
        for number, standing, body in _PASSAGE.findall(prompt)
        for text in body.split("\n")
    )
    return Seen(system, prompt, question[1] if question else "", lines)
