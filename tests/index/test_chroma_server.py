"""The same index on a Chroma server: a real one, on a free port of the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from chromadb.api import ClientAPI

from assistant import Assistant, ChromaUnreachableError, IndexStoreError, Settings
from assistant.index.build import Index
from assistant.index.directory import IndexDirectory
from assistant.index.store import server_client
from tests.index.fake_encoder import FakeEncoder, RefusingEncoder, fake_index
from tests.places import ROOT

pytestmark = pytest.mark.slow
START_SECONDS = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a running `chroma run`; stopped by its process id."""
    port = free_port()
    folder = tmp_path_factory.mktemp("chroma-server")
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([*command, "--path", str(folder / "store")], stdout=log, stderr=log, cwd=folder)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline, (folder / "log").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def settings(small_corpus: Path, tmp_path: Path, server: str) -> Settings:
    return Settings(corpus_dir=small_corpus, data_dir=tmp_path / "data", chroma_url=server)


@pytest.fixture
def client(server: str) -> Iterator[ClientAPI]:
    """A client of our own, to look at what is on the server."""
    with server_client(server) as found:
        for collection in found.list_collections():
            found.delete_collection(collection.name)
        yield found


def collections(client: ClientAPI) -> set[str]:
    return {collection.name for collection in client.list_collections()}


def test_each_build_is_a_collection_of_its_own(index: Index, settings: Settings, client: ClientAPI) -> None:
    names = [index.ensure(rebuild=True).name for _ in range(4)]
    assert collections(client) == {f"ecfmg-{name}" for name in names[-2:]}
    assert not (IndexDirectory(settings.data_dir).builds / names[-1] / "chroma").exists()


def test_what_is_read_from_the_server_equals_the_embedded_store(
    index: Index, settings: Settings, tmp_path: Path, client: ClientAPI
) -> None:
    embedded = Settings(corpus_dir=settings.corpus_dir, data_dir=tmp_path / "embedded")
    there, here = index.open(), fake_index(embedded, FakeEncoder()).open()
    assert there.passages == here.passages
    np.testing.assert_array_equal(there.statement_vectors, here.statement_vectors)
    np.testing.assert_array_equal(there.question_vectors, here.question_vectors)


def test_one_changed_document_embeds_only_itself(
    index: Index, encoder: FakeEncoder, settings: Settings, client: ClientAPI, edit: Callable[[Path, str, str], None]
) -> None:
    index.ensure()
    encoder.texts.clear()
    edit(settings.corpus_dir / "desks/ecfmg.md", "through its contact page", "through its web form")
    report = index.ensure()
    assert (report.reason, report.embedded) == ("the corpus changed", 2)
    assert all("web form" in text for text in encoder.texts)


def test_switching_between_server_and_embedded_store_rebuilds(
    index: Index, settings: Settings, client: ClientAPI
) -> None:
    index.ensure()
    embedded = fake_index(settings.model_copy(update={"chroma_url": None}), FakeEncoder())
    assert embedded.ensure().reason == "another place for vectors is configured"
    assert index.ensure().reason == "another place for vectors is configured"
    assert index.ensure().reason is None


def test_a_collection_that_vanished_from_the_server_is_built_again(
    index: Index, settings: Settings, client: ClientAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    name = index.ensure().name
    capsys.readouterr()
    client.delete_collection(f"ecfmg-{name}")
    assert len(index.open().passages) == 5
    assert capsys.readouterr().err == "Building the index: the index is damaged (NotFoundError).\n"


def test_a_half_written_collection_is_built_again(index: Index, client: ClientAPI) -> None:
    name = index.ensure().name
    client.get_collection(f"ecfmg-{name}", embedding_function=None).modify(metadata={"complete": False})
    assert index.open().name != name


def test_an_unfinished_build_leaves_no_collection_behind(
    index: Index, settings: Settings, client: ClientAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = index.ensure().name
    with monkeypatch.context() as broken:
        broken.setattr(IndexDirectory, "finish_build", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
        with pytest.raises(IndexStoreError, match="No space left"):
            index.ensure(rebuild=True)
    assert collections(client) == {f"ecfmg-{first}"}


def test_a_builder_killed_while_writing_to_the_server_leaves_the_old_index(
    index: Index, settings: Settings, client: ClientAPI, server: str
) -> None:
    first = index.ensure().name
    environment = {**os.environ, "ECFMG_ASSISTANT_CHROMA_URL": server}
    command = [sys.executable, "-m", "tests.index.builder", str(settings.corpus_dir), str(settings.data_dir), "0"]
    seen = {first}
    for wait in (0.05, 0.3, 0.8):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(wait)
            process.kill()
        seen.add(fake_index(settings, RefusingEncoder()).open().name)
    index.ensure(rebuild=True)
    assert len(collections(client)) == 2, "collections of killed builds stayed behind"


def test_an_assistant_answers_from_the_server_as_from_the_embedded_store(
    small_assistant: Assistant, settings: Settings, client: ClientAPI
) -> None:
    question = "Which OET scores do I need?"
    answer = Assistant(settings.model_copy(update={"quiet": True})).ask(question)
    assert answer.kind == "answered"
    assert answer == small_assistant.ask(question)


def test_a_server_that_does_not_answer_is_told_in_one_sentence(settings: Settings) -> None:
    url = f"http://127.0.0.1:{free_port()}"
    lost = fake_index(settings.model_copy(update={"chroma_url": url}), FakeEncoder())
    with pytest.raises(ChromaUnreachableError) as raised:
        lost.open()
    assert str(raised.value) == (
        f"no Chroma server answers at {url}: start one with `chroma run` or correct chroma_url"
    )


def test_a_server_lost_after_the_build_is_no_damage(index: Index, settings: Settings, tmp_path: Path) -> None:
    name = index.ensure().name
    gone = f"http://127.0.0.1:{free_port()}"
    manifest = settings.data_dir / "index" / "builds" / name / "manifest.json"
    manifest.write_text(manifest.read_text().replace(str(settings.chroma_url), gone))
    lost = fake_index(settings.model_copy(update={"chroma_url": gone}), FakeEncoder())
    with pytest.raises(ChromaUnreachableError):
        lost.open()
    assert IndexDirectory(settings.data_dir).current() == name
