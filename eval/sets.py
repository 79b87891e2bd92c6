"""Question sets: JSON Lines files, read whole or refused with every fault named."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assistant import AssistantError
from eval.question import Problem, Question, parse_question

MAX_PROBLEMS_SHOWN = 20


class QuestionSetError(AssistantError):
    """A question set cannot be read; the message has ``file:line: what: what to do`` for each fault."""


@dataclass(frozen=True)
class QuestionSet:
    """A named list of questions; ``sha256`` is that of the file."""

    name: str
    sha256: str
    questions: tuple[Question, ...]

    @property
    def held_out(self) -> bool:
        """Whether only totals may be shown: whoever tunes on single test questions has no test any more."""
        return self.name.startswith("test")


def load_set(path: Path) -> QuestionSet:
    """Read a set; raises :class:`QuestionSetError`. Blank lines are skipped."""
    try:
        data = path.read_bytes()
        lines = data.decode("utf-8").splitlines()
    except OSError as error:
        raise QuestionSetError(f"{path}:1: cannot be read ({error.strerror}): check the path") from None
    except UnicodeDecodeError:
        raise QuestionSetError(f"{path}:1: a file that is not UTF-8: save it as UTF-8") from None
    questions: list[Question] = []
    problems: list[Problem] = []
    first_line: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        question, found = parse_question(line, number)
        problems += found
        if question is None:
            continue
        if question.id in first_line:
            what = f"the id «{question.id}» again, first on line {first_line[question.id]}"
            problems.append(Problem(line=number, what=what, to_do="give every question its own id"))
        first_line.setdefault(question.id, number)
        questions.append(question)
    if not questions and not problems:
        problems.append(Problem(line=1, what="no questions", to_do="write one JSON object a line"))
    if problems:
        shown = [f"{path}:{problem.line}: {problem.what}: {problem.to_do}" for problem in problems[:MAX_PROBLEMS_SHOWN]]
        rest = len(problems) - len(shown)
        raise QuestionSetError("\n".join([*shown, *([f"… and {rest} more"] if rest else [])]))
    return QuestionSet(path.stem, hashlib.sha256(data).hexdigest(), tuple(questions))
