"""Building: what is embedded, what is kept, what a reader gets back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from assistant import DocumentError, Settings
from assistant.corpus.load import load_corpus
from assistant.embedding.encoder import Encoder, ModelIdentity
from assistant.index import build
from assistant.index.build import Index
from assistant.index.directory import IndexDirectory
from assistant.index.snapshot import all_entries
from tests.index.corpora import CORPORA, Body, write_corpus
from tests.index.fake_encoder import FakeEncoder, RefusingEncoder, fake_index, vector_of

Edit = Callable[[Path, str, str], None]


def builds_of(settings: Settings) -> set[str]:
    return {path.name for path in IndexDirectory(settings.data_dir).builds.iterdir()}


@given(CORPORA)
@hypothesis_settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_built_is_what_is_read_back(bodies: dict[str, Body]) -> None:
    with TemporaryDirectory() as folder:
        settings = Settings(
            corpus_dir=write_corpus(Path(folder) / "corpus", bodies), data_dir=Path(folder) / "data", quiet=True
        )
        fake_index(settings, FakeEncoder()).ensure()
        snapshot = fake_index(settings, RefusingEncoder()).open()
        corpus = load_corpus(settings.corpus_dir)
        passages, entries = all_entries(corpus)
        assert [document.model_dump() for document in snapshot.corpus.documents] == [
            document.model_dump() for document in corpus.documents
        ]
        assert snapshot.passages == tuple(passages)
        rows = {"passage": snapshot.passage_vectors, "statement": snapshot.statement_vectors,
                "question": snapshot.question_vectors, "gap": snapshot.gap_vectors}  # fmt: skip
        for kind, vectors in rows.items():
            texts = [entry.text for entry in entries if entry.kind == kind]
            assert len(vectors) == len(texts)
            for vector, text in zip(vectors, texts, strict=True):
                np.testing.assert_allclose(vector, vector_of(text), rtol=1e-6)
        for position, question in enumerate(snapshot.questions):
            assert question in snapshot.statements[snapshot.statement_of_question[position]].questions
        for position, statement in enumerate(snapshot.statements):
            assert statement in snapshot.passages[snapshot.passage_of_statement[position]].statements


def test_the_real_model_gives_back_what_it_embedded(settings: Settings) -> None:
    encoder = Encoder(settings.embedding_model)
    fake_index(settings, encoder).ensure()
    snapshot = fake_index(settings, RefusingEncoder(encoder.identity)).open()
    expected = encoder.encode([passage.embedded_text for passage in snapshot.passages])
    np.testing.assert_allclose(snapshot.passage_vectors, expected, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(snapshot.question_vectors, axis=1), 1, atol=1e-5)


def test_the_first_build_embeds_every_text_once(index: Index, encoder: FakeEncoder, settings: Settings) -> None:
    report = index.ensure()
    _, entries = all_entries(load_corpus(settings.corpus_dir))
    assert (report.reason, report.entries, report.embedded) == (
        "there is no index yet", len(entries), len(entries),
    )  # fmt: skip
    assert sorted(encoder.texts) == sorted(entry.text for entry in entries)


def test_a_run_with_nothing_to_do_embeds_nothing_and_writes_nothing(
    index: Index, encoder: FakeEncoder, settings: Settings
) -> None:
    first = index.ensure()
    encoder.texts.clear()
    again = index.ensure()
    assert (again.name, again.reason, again.embedded, again.entries) == (first.name, None, 0, first.entries)
    assert encoder.texts == []
    assert builds_of(settings) == {first.name}


def test_one_changed_document_embeds_only_its_changed_texts(
    index: Index, encoder: FakeEncoder, settings: Settings, edit: Edit
) -> None:
    index.ensure()
    encoder.texts.clear()
    edit(settings.corpus_dir / "usmle/step-1-result.md", "two to four weeks", "three to four weeks")
    report = index.ensure()
    header = "USMLE Step 1 is reported as pass or fail › Result of Step 1"
    changed = "An examinee gets the Step 1 result by e-mail, usually three to four weeks after the test day."
    assert report.reason == "the corpus changed"
    assert report.embedded == 2
    assert sorted(encoder.texts) == sorted(
        [f"{header}: {changed}",
         f"{header}\nUSMLE Step 1 has been reported as pass or fail, with no three-digit score, since "
         f"January 26, 2022.\n{changed}"]
    )  # fmt: skip


def test_a_changed_date_embeds_nothing_and_is_read_back(
    index: Index, encoder: FakeEncoder, settings: Settings, edit: Edit
) -> None:
    index.ensure()
    encoder.texts.clear()
    edit(settings.corpus_dir / "usmle/step-1-result.md", "as_of: 2026-09-15", "as_of: 2026-11-01")
    assert index.ensure().embedded == 0
    assert encoder.texts == []
    assert str(index.open().corpus.document("usmle/step-1-result").metadata.as_of) == "2026-11-01"


def test_a_removed_document_leaves_the_index(index: Index, settings: Settings) -> None:
    before = index.ensure().entries
    (settings.corpus_dir / "usmle/step-1-result.md").unlink()
    report = index.ensure()
    assert (report.embedded, before - report.entries) == (0, 9)
    assert "usmle/step-1-result" not in index.open().corpus


def test_a_rebuild_embeds_everything_anew(index: Index, encoder: FakeEncoder) -> None:
    first = index.ensure()
    encoder.texts.clear()
    report = index.ensure(rebuild=True)
    assert report.reason == "a rebuild was asked for"
    assert report.embedded == len(encoder.texts) == first.entries


def test_another_model_embeds_everything_anew(index: Index, settings: Settings) -> None:
    first = index.ensure()
    other = FakeEncoder(ModelIdentity("other", "other-checksum", None))
    report = fake_index(settings, other).ensure()
    assert (report.reason, report.embedded) == ("the embedding model changed", first.entries)


def test_another_chunker_version_makes_a_new_build(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    index.ensure()
    monkeypatch.setattr(build, "CHUNKER_VERSION", build.CHUNKER_VERSION + 1)
    assert index.ensure().reason == "this version makes passages differently"


def test_the_build_before_is_kept_for_its_readers_and_older_ones_go(index: Index, settings: Settings) -> None:
    names = [index.ensure(rebuild=True).name for _ in range(4)]
    assert builds_of(settings) == set(names[-2:])


def test_leftovers_of_a_crashed_build_are_removed_by_the_next(index: Index, settings: Settings) -> None:
    directory = IndexDirectory(settings.data_dir)
    first = index.ensure().name
    abandoned = directory.new_build()
    second = index.ensure(rebuild=True).name
    assert abandoned not in builds_of(settings)
    assert builds_of(settings) == {first, second}


def test_a_snapshot_stays_whole_while_newer_builds_come_and_go(index: Index) -> None:
    snapshot = index.open()
    before = snapshot.passage_vectors.copy()
    for _ in range(3):
        index.ensure(rebuild=True)
    assert not index.is_current(snapshot)
    np.testing.assert_array_equal(snapshot.passage_vectors, before)
    assert snapshot.lexical_passages.size == len(snapshot.passages)


def test_the_reason_for_a_build_is_told_on_standard_error(
    index: Index, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    index.ensure()
    assert capsys.readouterr().err == "Building the index: there is no index yet.\n"
    fake_index(settings.model_copy(update={"quiet": True}), FakeEncoder()).ensure(rebuild=True)
    assert capsys.readouterr() == ("", "")


def test_a_fault_in_a_document_is_told_with_its_line_and_the_index_stays(
    index: Index, settings: Settings, edit: Edit
) -> None:
    first = index.ensure()
    edit(settings.corpus_dir / "usmle/step-1-result.md", "## Result of Step 1\n", "")
    with pytest.raises(DocumentError, match=r"step-1-result\.md:16: a statement before the first heading: "):
        index.ensure()
    assert IndexDirectory(settings.data_dir).current() == first.name


def test_an_identity_with_an_adapter_is_another_model(index: Index, settings: Settings) -> None:
    index.ensure()
    adapted = FakeEncoder(replace(FakeEncoder().identity, adapter="sha"))
    assert fake_index(settings, adapted).ensure().reason == "the adapter of the embedding model changed"


def test_labelled_examples_are_embedded_once_and_read_back_in_order(settings: Settings, encoder: FakeEncoder) -> None:
    examples = ("hello", "will I match", "how is the weather")
    with_examples = fake_index(settings, encoder, examples=examples)
    without = fake_index(settings, encoder)
    without.ensure()
    encoder.texts.clear()
    assert with_examples.ensure().reason == "the labelled examples changed"
    assert encoder.texts == list(examples)
    snapshot = with_examples.open()
    np.testing.assert_allclose(snapshot.example_vectors, [vector_of(text) for text in examples], rtol=1e-6)
    assert len(without.open().example_vectors) == 0
