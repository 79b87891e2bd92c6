"""Divide question files into `dev` and `test` by topic: ``python -m eval.split eval/sets/raw/*.jsonl``.

A topic is a page of the corpus; pages that a pair or group of questions joins (a rule of today and the page of the
rule before it) are one topic. A topic goes as a whole to one side, by a hash. A made-up topic («chit-chat») is no
page: its questions are divided one by one.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from eval.question import Question
from eval.sets import QuestionSetError, load_set

SETS_FOLDER = Path(__file__).parent / "sets"
SALT = "dev-or-test"

Side = Literal["dev", "test"]


def side_of(topic: str) -> Side:
    """The side to which a topic belongs by itself."""
    digest = hashlib.sha256(f"{SALT}:{topic}".encode()).digest()
    return "dev" if digest[0] % 2 == 0 else "test"


def split(questions: Iterable[Question]) -> dict[Side, list[Question]]:
    """The questions by side, each side by id; raises :class:`QuestionSetError` for one without ``topic:`` tag."""
    ordered = sorted(questions, key=lambda question: question.id)
    sides: dict[Side, list[Question]] = {"dev": [], "test": []}
    joined = _joined_topics(ordered)
    for question in ordered:
        # Joined topics go to `test` only where each of them would: what was tuned on never becomes test.
        tuned_on = any(side_of(topic) == "dev" for topic in joined[_topic(question)])
        sides["dev" if tuned_on else "test"].append(question)
    return sides


def _topic(question: Question) -> str:
    topic = question.tag_value("topic")
    if topic is None:
        raise QuestionSetError(f"{question.id} has no tag «topic:…»: add one, the split goes by it")
    return topic if "/" in topic else question.id


def _joined_topics(questions: Iterable[Question]) -> dict[str, set[str]]:
    """For each topic, itself and all topics that pairs and groups join to it, near or far."""
    joined: dict[str, set[str]] = {}
    topic_of: dict[str, str] = {}
    for question in questions:
        topic = _topic(question)
        joined.setdefault(topic, {topic})
        for bond in question.tags:
            if bond.startswith(("pair:", "group:")):
                other = topic_of.setdefault(bond, topic)
                together = joined[topic] | joined[other]
                joined.update(dict.fromkeys(together, together))
    return joined


def write_set(path: Path, questions: Iterable[Question]) -> None:
    """One JSON object a line, fields that were not given left out."""
    lines = [question.model_dump_json(exclude_unset=True) for question in questions]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the raw files, write `dev.jsonl` and `test.jsonl`, print the counts."""
    parser = argparse.ArgumentParser(prog="python -m eval.split", description=__doc__)
    parser.add_argument("raw", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=SETS_FOLDER)
    given = parser.parse_args(arguments)
    questions = [question for path in given.raw for question in load_set(path).questions]
    repeated = len(questions) - len({question.id for question in questions})
    if repeated:
        raise QuestionSetError(f"{repeated} ids occur in more than one raw file: give every question its own id")
    for side, chosen in split(questions).items():
        write_set(given.out / f"{side}.jsonl", chosen)
        topics = len({question.tag_value("topic") for question in chosen})
        print(f"{side}: {len(chosen)} questions, {topics} topics")


if __name__ == "__main__":
    main()
