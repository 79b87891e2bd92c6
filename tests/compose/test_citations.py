"""Chosen statements become numbered citations that say everything about their source."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.compose.citations import cite, cited_source, standing_of
from assistant.corpus.load import Corpus
from assistant.corpus.parse import parse_document
from assistant.evidence.select import Evidence
from assistant.index.passages import passages_of
from tests.conftest import TODAY
from tests.snapshots import small_snapshot

OWN_PAGE = """---
id: misconceptions/oet
title: What people get wrong about the OET
publisher: ECFMG assistant
url: https://github.com/
authority: secondary
as_of: 2026-10-05
review_by: 2027-10-01
standing: current
topics: [oet]
sources:
  - {publisher: OET, url: "https://oet.com/results", authority: official, as_of: 2026-09-01}
---
## The score in Writing
- ECFMG asks for 300 in OET Writing, not 350. {see: ecfmg/oet-scores}
- OET keeps results for two years. {source: 2}
- Some schools still say 350 for OET Writing. {secondary}
"""


@pytest.fixture
def corpus() -> Corpus:
    document, findings = parse_document(OWN_PAGE, "misconceptions/oet.md")
    assert document is not None, findings
    return Corpus([*small_snapshot().corpus.documents, document])


def evidence(corpus: Corpus, statement_id: str) -> Evidence:
    document = corpus.document(statement_id.split("#")[0])
    statement = corpus.statement(statement_id)
    (passage,) = [passage for passage in passages_of(document) if statement in passage.statements]
    return Evidence(statement, passage, document, 1.0, 0)


def test_citations_are_numbered_in_reading_order_from_the_first_number(corpus: Corpus) -> None:
    chosen = [evidence(corpus, "usmle/step-1-result#2"), evidence(corpus, "ecfmg/oet-scores#1")]
    assert [citation.number for citation in cite(corpus, chosen, TODAY, first=3)] == [3, 4]


def test_a_page_of_ours_cites_the_page_whose_rule_it_retells(corpus: Corpus) -> None:
    (citation,) = cite(corpus, [evidence(corpus, "misconceptions/oet#1")], TODAY)
    assert (citation.publisher, citation.url) == ("ECFMG", "https://www.ecfmg.org/certification/oet/")
    assert (citation.as_of, citation.authority) == (date(2026, 10, 1), "official")
    assert citation.document_id == "misconceptions/oet"
    assert citation.quote == "ECFMG asks for 300 in OET Writing, not 350."


def test_a_statement_from_a_second_source_cites_that_one(corpus: Corpus) -> None:
    (citation,) = cite(corpus, [evidence(corpus, "misconceptions/oet#2")], TODAY)
    assert (citation.publisher, citation.url, citation.as_of) == ("OET", "https://oet.com/results", date(2026, 9, 1))


def test_a_secondary_statement_is_cited_as_secondary(corpus: Corpus) -> None:
    (citation,) = cite(corpus, [evidence(corpus, "misconceptions/oet#3")], TODAY)
    assert citation.authority == "secondary"


def test_the_source_of_an_ordinary_document_is_its_own(corpus: Corpus) -> None:
    document = corpus.document("usmle/step-1-result")
    assert cited_source(corpus, document, document.statements[0]).url == "https://www.usmle.org/step-exams/step-1"


@pytest.mark.parametrize(("day", "standing"), [(date(2022, 12, 31), "current"), (date(2023, 1, 1), "historical")])
def test_a_statement_that_ended_is_historical_from_the_day_after(corpus: Corpus, day: date, standing: str) -> None:
    document = corpus.document("ecfmg/oet-scores")
    ended = document.statements[0].model_copy(update={"until": date(2022, 12, 31)})
    assert standing_of(ended, document, day) == standing


def test_a_superseded_document_stays_superseded_whatever_its_statement_says(corpus: Corpus) -> None:
    document = corpus.document("ecfmg/oet-scores-until-2022")
    assert standing_of(document.statements[0], document, TODAY) == "superseded"
