"""What sort of thing a question asks for, and whether a text holds one of that sort."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

AnswerType = Literal["amount", "date", "duration", "count", "score", "place", "contact", "yes_no", "other"]


def _compiled(patterns: Mapping[AnswerType, str]) -> dict[AnswerType, re.Pattern[str]]:
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in patterns.items()}


_ASKED = _compiled(
    {
        "contact": r"\b(phone|telephone|e-?mail|address|fax|whatsapp|hotline|number to call|call them)\b",
        "amount": r"\b(how much|cost|costs|fee|fees|price|charge[sd]?|pay|paid|usd|dollars?|refund|expensive|money)\b",
        "duration": r"\b(how long|how many (?:days|weeks|months|years)|how (?:soon|fast|quick\w*)|duration|takes? to)\b",
        "date": r"\b(when|what (?:date|day|time|month|year)|which (?:date|day|month|year)|deadline|until what|by what)\b",
        "score": r"\b(score|pass(?:ing)? (?:mark|score)|minimum|points|percent(?:ile|age)?|pass rate|grade)\b",
        "count": r"\b(how many|how often|number of|maximum|max|limit)\b",
        "place": r"\b(where|which (?:portal|site|website|place|state|country|cent(?:er|re)s?))\b",
        "yes_no": r"^\W*(?:and |so |but |ok |hi |hello |please )*(?:is|are|am|was|were|do|does|did|can|could|may|must|"
        r"should|will|would|has|have|need)\b",
    }
)
_HELD = _compiled(
    {
        "amount": r"\b(?:USD|AUD|EUR|GBP)\s?\d|\$\d|\bfree\b|\bno (?:extra |separate )?(?:fee|charge)|\brefund",
        "date": r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|20\d\d)\b",
        "duration": r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b.{0,20}"
        r"\b(?:minute|hour|day|week|month|year)",
        "count": r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|no limit|unlimited)\b",
        "score": r"\b\d{2,3}\b",
        "place": r"\b(?:at|in|on|through|with|to)\b",
        "contact": r"@|\+?\d[\d ()-]{6,}\d",
    }
)


def asked_types(question: str) -> frozenset[AnswerType]:
    """The sorts of answer that ``question`` asks for; {"other"} where none shows."""
    found = frozenset(kind for kind, pattern in _ASKED.items() if pattern.search(question))
    return found or frozenset({"other"})


def holds(text: str, kind: AnswerType) -> bool:
    """Whether ``text`` has something of the sort ``kind``; always true for sorts without a form of their own."""
    pattern = _HELD.get(kind)
    return pattern is None or bool(pattern.search(text))
