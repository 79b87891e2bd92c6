"""At every instant a whole index is on disk: killed builders, several builders, readers beside them."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from assistant import Settings
from assistant.index.build import Index
from assistant.index.directory import IndexDirectory
from tests.index.fake_encoder import FakeEncoder, RefusingEncoder, fake_index
from tests.places import ROOT

pytestmark = pytest.mark.slow
KILLS = 8
# A build of the small corpus takes a fraction of this.
LONGEST_WAIT_SECONDS = 1.5


@contextmanager
def builder(settings: Settings, times: int) -> Iterator[subprocess.Popen[str]]:
    """A building process, ready to build; killed on leaving where it still runs."""
    command = [
        sys.executable,
        "-m",
        "tests.index.builder",
        str(settings.corpus_dir),
        str(settings.data_dir),
        str(times),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            process.kill()


def read_without_embedding(settings: Settings) -> str:
    """Name of the index that is on disk as it stands; fails where it is not whole."""
    return fake_index(settings, RefusingEncoder()).open().name


def test_a_builder_killed_at_any_moment_leaves_a_whole_index(index: Index, settings: Settings) -> None:
    index.ensure()
    chance = random.Random(20261122)
    seen = set()
    for _ in range(KILLS):
        with builder(settings, times=0) as process:
            time.sleep(chance.uniform(0, LONGEST_WAIT_SECONDS))
            process.kill()
            process.wait()
        seen.add(read_without_embedding(settings))
    assert len(seen) > 1, "no build ever finished: wait longer before killing"


def test_a_builder_killed_during_the_first_build_leaves_no_pointer_to_half_an_index(settings: Settings) -> None:
    chance = random.Random(7)
    for _ in range(3):
        with builder(settings, times=0) as process:
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.wait()
        if IndexDirectory(settings.data_dir).current():
            read_without_embedding(settings)
    assert len(fake_index(settings, FakeEncoder()).open().passages) == 5


def test_two_builders_at_once_take_turns_and_readers_never_miss_an_index(index: Index, settings: Settings) -> None:
    index.ensure()
    times = 4
    with builder(settings, times) as one, builder(settings, times) as other:
        names = []
        while one.poll() is None or other.poll() is None:
            names.append(read_without_embedding(settings))
        built = {line.strip() for process in (one, other) for line in process.stdout or ()}
        assert (one.wait(), other.wait()) == (0, 0)
    assert len(built) == 2 * times
    assert len(set(names)) > 1
    left = {path.name for path in IndexDirectory(settings.data_dir).builds.iterdir()}
    assert len(left) == 2
    assert left <= built


def test_readers_in_threads_of_one_process_share_a_store(index: Index, settings: Settings) -> None:
    index.ensure()
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(3):
                read_without_embedding(settings)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
