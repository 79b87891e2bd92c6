"""How fast and how big: each figure beside what the bare libraries need on the same machine in the same run."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from assistant import Assistant, Settings, Statement
from eval.bare import load_model, model_path
from eval.measured_files import Speed, SpeedFigure
from eval.runner import TODAY

ROUNDS = 5
QUESTIONS = (
    "Which OET scores do I need for the 2027 Pathways?",
    "Where do I register for Step 1 now?",
    "How many attempts do I have for Step 2 CK?",
    "Is Step 2 CS still required?",
    "How long is my ECFMG certificate valid for a residency program?",
    "What does the ERAS Token cost and when can I get it?",
    "Can I start residency on a visitor visa while my J-1 is pending?",
    "My passport has only one name, how do I fill in the form?",
)
_SERVER_SECONDS = 300
_BARE_PROCESS = """
import chromadb, sentence_transformers
sentence_transformers.SentenceTransformer({path!r}, device="cpu")
"""


def measure_speed(settings: Settings) -> Speed:
    """All lines; builds an index of the whole corpus in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(update={"data_dir": Path(folder), "quiet": True})
        return Speed(
            machine=f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
            lines=(_build(own), _warm(own), _cold(own), _help(own), _server(own)),
        )


def _build(settings: Settings) -> SpeedFigure:
    """Texts per second of the index build against a bare ``encode`` of the same texts."""
    assistant = Assistant(settings)
    started = perf_counter()
    report = assistant.build_index()
    seconds = perf_counter() - started
    model = load_model(settings)
    texts = [
        text
        for document in assistant.documents()
        for section in document.sections
        for text in _texts(f"{document.metadata.title} › {section.heading}", section.statements)
    ]
    started = perf_counter()
    model.encode(texts, batch_size=64, show_progress_bar=False)
    bare = perf_counter() - started
    return SpeedFigure(
        what="index build of the whole corpus, texts a second, beside a bare `encode`",
        measured=report.embedded / seconds,
        reference=len(texts) / bare,
        unit="texts/s",
        wanted="at least 0.8 times",
    )


def _texts(header: str, statements: Sequence[Statement]) -> list[str]:
    """The texts of one heading that get a vector: the passage, its statements, their questions."""
    return [
        "\n".join([header, *(statement.text for statement in statements)]),
        *(f"{header}: {statement.text}" for statement in statements),
        *(question for statement in statements for question in statement.questions),
    ]


def _warm(settings: Settings) -> SpeedFigure:
    """Milliseconds of a warm ``ask`` against one embedding of the same question, taken in turn."""
    assistant, model = Assistant(settings), load_model(settings)
    asked: list[float] = []
    embedded: list[float] = []
    for turn in range(ROUNDS + 1):
        for question in QUESTIONS:
            embedding = _seconds(partial(model.encode, question, show_progress_bar=False))
            answer = _seconds(partial(assistant.ask, question, today=TODAY))
            if turn:  # the first round warms up
                embedded.append(1_000 * embedding)
                asked.append(1_000 * answer)
    return SpeedFigure(
        what="warm `ask`, median, beside one bare embedding of the question",
        measured=median(asked),
        reference=median(embedded),
        unit="ms",
        wanted="at most 2.5 times; with a reranker p95 at most 15",
    )


def _cold(settings: Settings) -> SpeedFigure:
    """Seconds of ``ecfmg-assistant ask`` against a process that loads the libraries and the model."""
    bare = [sys.executable, "-c", _BARE_PROCESS.format(path=model_path(settings))]
    ask = [*_program(), "ask", QUESTIONS[0], "--quiet"]
    environment = _environment(settings)
    pairs = [(_process_seconds(ask, environment), _process_seconds(bare, environment)) for _ in range(3)]
    return SpeedFigure(
        what="cold `ecfmg-assistant ask`, beside a process that only loads libraries and model",
        measured=median(pair[0] for pair in pairs),
        reference=median(pair[1] for pair in pairs),
        unit="s",
        wanted="at most 1.3 times",
    )


def _help(settings: Settings) -> SpeedFigure:
    seconds = [_process_seconds([*_program(), "--help"], _environment(settings)) for _ in range(3)]
    return SpeedFigure(
        what="`ecfmg-assistant --help`", measured=median(seconds), reference=None, unit="s", wanted="under 0.5 s"
    )


def _server(settings: Settings) -> SpeedFigure:
    """Peak memory of the chat server after its first page; read from /proc, so on Linux only."""
    command = [*_program(), "chat", "--no-browser"]
    with subprocess.Popen(command, env=_environment(settings), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            for line in server.stdout:
                if "http" in line:
                    break
            sleep(5)  # the page's own first requests
            gigabytes = _peak_gigabytes(server.pid)
        finally:
            server.terminate()
            server.wait(_SERVER_SECONDS)
    return SpeedFigure(
        what="memory of the running chat server, peak",
        measured=gigabytes,
        reference=None,
        unit="GB",
        wanted="under 1.2 GB",
    )


def _peak_gigabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) / 1024**2


def _program() -> list[str]:
    return [str(Path(sys.executable).with_name("ecfmg-assistant"))]


def _environment(settings: Settings) -> dict[str, str]:
    return {
        **os.environ,
        "ECFMG_ASSISTANT_DATA_DIR": str(settings.data_dir),
        "ECFMG_ASSISTANT_CORPUS_DIR": str(settings.corpus_dir),
    }


def _process_seconds(command: list[str], environment: dict[str, str]) -> float:
    return _seconds(lambda: subprocess.run(command, env=environment, capture_output=True, check=True))


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
