"""A process that builds: ``python -m tests.index.builder CORPUS DATA TIMES [LARGEST_FILE]``.

Says «ready» once everything is imported, then builds anew TIMES times (0: until it is killed).
"""

from __future__ import annotations

import resource
import sys
from itertools import count
from pathlib import Path

import chromadb  # noqa: F401  (imported before «ready», so that a kill hits the building)

from assistant import AssistantError, Settings
from tests.index.fake_encoder import FakeEncoder, fake_index


def main(corpus: str, data: str, times: str, largest_file: str | None = None) -> None:
    """Build and report on standard output; exit status 3 for an error of ours."""
    index = fake_index(Settings(corpus_dir=Path(corpus), data_dir=Path(data), quiet=True), FakeEncoder())
    if largest_file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest_file), int(largest_file)))
    print("ready", flush=True)
    try:
        for _ in range(int(times)) if int(times) else count():
            print(index.ensure(rebuild=True).name, flush=True)
    except AssistantError as error:
        print(f"{type(error).__name__}: {error}", flush=True)
        sys.exit(3)


if __name__ == "__main__":
    main(*sys.argv[1:])
