"""The messages for the model: rules, numbered passages, what the asker wrote. Everything foreign is delimited.

Angle brackets of foreign text are replaced, so that none of it can close or open a tag; links and addresses are
taken out, so that the model never sees one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answer import Standing
from assistant.generate.reply import FACT_KEYS

MAX_SENTENCES = 8
HISTORY_TURNS = 4
TURN_CHARACTERS = 600
_LINK = re.compile(r"(?:https?://|www\.)\S+|\bmailto:\S+", re.IGNORECASE)
_BRACKETS = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True)
class NumberedPassage:
    """A passage as the model sees it."""

    number: int
    title: str
    section: str
    statements: tuple[str, ...]
    as_of: date
    season: str | None
    standing: Standing


@dataclass(frozen=True)
class Material:
    """Everything that one answer is written from."""

    question: str
    passages: tuple[NumberedPassage, ...]
    today: date
    history: tuple[tuple[str, str], ...] = ()
    facts: str | None = None


@lru_cache(maxsize=8)
def template(name: str) -> str:
    """One of the prompt texts beside this module."""
    return files("assistant.generate").joinpath("prompts", f"{name}.md").read_text(encoding="utf-8")


def foreign(text: str) -> str:
    """Text of others, made harmless for the delimiters and free of links."""
    return _LINK.sub("[link]", text).translate(_BRACKETS)


def answer_messages(material: Material) -> list[BaseMessage]:
    """The system rules and one message with passages, earlier turns, stated facts and the question."""
    return [
        SystemMessage(template("system").format(max_sentences=MAX_SENTENCES, keys=", ".join(FACT_KEYS))),
        HumanMessage(
            template("question").format(
                passages="\n".join(_passage(passage) for passage in material.passages),
                history=_history(material.history),
                facts=_tagged("facts_stated_by_the_asker", material.facts or ""),
                today=material.today.isoformat(),
                question=foreign(material.question),
            )
        ),
    ]


def standalone_messages(question: str, history: Sequence[tuple[str, str]]) -> list[BaseMessage]:
    """For rewriting a follow-up into a question that stands alone."""
    message = f"{_history(history)}{_tagged('message', question)}"
    return [SystemMessage(template("standalone")), HumanMessage(message)]


def _passage(passage: NumberedPassage) -> str:
    season = f' season="{_attribute(passage.season)}"' if passage.season else ""
    heading = _attribute(f"{passage.title} › {passage.section}")
    lines = "\n".join(f"- {foreign(statement)}" for statement in passage.statements)
    return (
        f'<passage number="{passage.number}" standing="{passage.standing}" as_of="{passage.as_of}"{season} '
        f'title="{heading}">\n{lines}\n</passage>'
    )


def _attribute(text: str) -> str:
    return " ".join(foreign(text).replace('"', "'").split())


def _history(history: Sequence[tuple[str, str]]) -> str:
    turns = [f"{role}: {foreign(text[:TURN_CHARACTERS])}" for role, text in history[-HISTORY_TURNS:] if text.strip()]
    return _tagged("earlier_turns", "\n".join(turns))


def _tagged(tag: str, text: str) -> str:
    return f"<{tag}>\n{foreign(text)}\n</{tag}>\n" if text.strip() else ""
