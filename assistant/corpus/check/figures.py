"""Numbers say what they count: money its currency, a day its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.corpus.check.finding import at_statement
from assistant.corpus.load import Corpus
from assistant.corpus.parse import Finding

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}\b(?!\d)")
_YEAR = re.compile(r"\b(?:19|20)\d\ds?\b")
# A day that comes back every year needs no year.
_YEARLY = re.compile(r"\b(?:every|each|any|fiscal|Match) year\b|\byearly\b|\beach season\b", re.IGNORECASE)
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_SIGN = re.compile(r"[$€£]\s?\d")
_BARE_AMOUNT = re.compile(
    r"\b(?:costs?|fees? (?:is|are|was|were|of)|prices? (?:is|was|of)|charges?|pays?|paid)"
    r" (?:about |only |up to |at least |again )?(?P<amount>\d[\d,]*)\b(?P<counted>[-\s]?[A-Za-z%]*)"
)
_COUNTED = frozenset(
    ["year", "month", "week", "day", "hour", "time", "percent", "%", "cent", "step", "exam", "state", "part"]
)


def check_figures(corpus: Corpus) -> Iterator[Finding]:
    """Amounts carry «USD» or another code, days carry their year and are written out."""
    for document in corpus.documents:
        for statement in document.statements:
            for what, to_do in _faults(statement.text):
                yield at_statement(document, statement, what, to_do)


def _faults(text: str) -> Iterator[tuple[str, str]]:
    if sign := _SIGN.search(text):
        yield f"the amount «{sign[0]}…» with a currency sign", "write it like «USD 945»"
    if (bare := _BARE_AMOUNT.search(text)) and not _is_count_or_year(bare):
        yield f"the amount «{bare['amount']}» without a currency", "write it like «USD 945»"
    if iso := _ISO_DAY.search(text):
        yield f"the date «{iso[0]}» in figures", "write it like «January 12, 2026»"
    if (day := _DAY.search(text)) and not _YEAR.search(text) and not _YEARLY.search(text):
        yield f"the day «{day[0]}» without a year", "add the year, or say «each year»"


def _is_count_or_year(bare: re.Match[str]) -> bool:
    counted = bare["counted"].strip(" -").lower().removesuffix("s")
    return counted in _COUNTED or bool(_YEAR.fullmatch(bare["amount"]))
