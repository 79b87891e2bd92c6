"""Which messages are not answered from the corpus.

Rules go first (:mod:`routing_rules`), labelled examples second (:mod:`routing_examples`), for wordings that no rule
foresees; what the search finds may overrule a rule (:mod:`assistant.pipeline`). Both must be surer of a refusal than of
an answer: a rule question that is turned away costs a user as much as a harmful request that is served.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.followup import Turn, user_turns
from assistant.understand.language_data import crisis_in
from assistant.understand.orders import gives_orders, without_orders
from assistant.understand.route import Route
from assistant.understand.routing_rules import plain, rule_table

OVERRIDE = Route("declined", "override")
# A short message after a refusal that adds nothing but insistence belongs to the refused request.
_INSISTS = re.compile(
    r"^\W*(?:please|pls|plz|come on|just|but|ok(?:ay)?|and|so|then|why not|do it|tell me|i (?:really )?need|"
    r"i don'?t care|it'?s (?:ok|fine)|only|no one|nobody|where|how much|who|i promise|for free|yes|hypothetically|"
    r"in theory)\b",
    re.IGNORECASE,
)
_INSISTING_WORDS = 9


def route(text: str, history: Sequence[Turn] = ()) -> Route | None:
    """Where ``text`` goes instead of the corpus, or None where the corpus shall answer.

    ``text`` is cleaned user text, orders included. Where a question stands beside an order, the question alone is
    judged; take it from :func:`assistant.understand.orders.without_orders` for the search.
    """
    if danger := crisis(text):
        return danger
    question = without_orders(text)
    table = rule_table()
    found = table.first(question)
    if gives_orders(text) and (
        not question
        or (found and found.kind in ("out_of_scope", "clarify"))
        or not (found or table.names_field(question))
    ):
        return OVERRIDE
    turns = user_turns(history)
    if found and found.kind == "clarify" and turns:
        return None  # «yes» or «India» answers what the assistant asked
    if found is None and turns and _insists(question):
        before = route(turns[-1])
        return before if before and before.kind == "declined" else None
    return found


def crisis(text: str) -> Route | None:
    """The crisis route where the text speaks of danger to life or of despair, in any supported language."""
    if crisis_in(plain(text)):
        return Route("crisis", "self")
    return rule_table().first(text, kinds=("crisis",))


def under_strain(text: str) -> bool:
    """Whether the text tells of a heavy load, short of despair: then a line of help stands beside the answer."""
    return bool(rule_table().strain.search(plain(text)))


def _insists(text: str) -> bool:
    return len(text.split()) <= _INSISTING_WORDS and bool(_INSISTS.search(text)) and not rule_table().names_field(text)
