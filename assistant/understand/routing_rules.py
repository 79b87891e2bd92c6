"""The rule table that routes messages before anything is searched: reads ``data/routes.toml`` and applies it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.understand.route import Route, RouteKind

_NAMED = re.compile(r"<([a-z_]+)>")


class Rule(BaseModel):
    """One row of the table: fires where a pattern of ``any`` is found and none of ``unless``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RouteKind
    topic: str
    why: str
    any: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...] = ()

    def fires(self, text: str) -> bool:
        """Whether the rule applies to normalised text, see :func:`plain`."""
        return any(pattern.search(text) for pattern in self.any) and not any(
            pattern.search(text) for pattern in self.unless
        )


class RuleTable(BaseModel):
    """All rules in order of precedence, the words of the field, and those of somebody under strain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[Rule, ...]
    field: re.Pattern[str]
    strain: re.Pattern[str]

    def first(self, text: str, kinds: Sequence[RouteKind] | None = None) -> Route | None:
        """The route of the first rule that fires; ``kinds`` restricts which rules are tried."""
        read = plain(text)
        for rule in self.rules:
            if (kinds is None or rule.kind in kinds) and rule.fires(read):
                return Route(rule.kind, rule.topic)
        return None

    def names_field(self, text: str) -> bool:
        """Whether the text holds a word of the field: an exam, a form, a body …."""
        return bool(self.field.search(plain(text)))


def plain(text: str) -> str:
    """Text as the patterns expect it: straight apostrophes, single spaces."""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("`", "'").split())


def pattern_of(source: str, words: dict[str, str] | None = None) -> re.Pattern[str]:
    """Compile a pattern of a data file; ``<name>`` stands for the alternatives of that name."""
    expanded = _NAMED.sub(lambda name: f"(?:{(words or {})[name[1]]})", source)
    return re.compile(expanded, re.IGNORECASE)


@lru_cache(maxsize=1)
def rule_table() -> RuleTable:
    """The packaged table, compiled once."""
    raw: dict[str, Any] = tomllib.loads(
        (files("assistant.understand") / "data" / "routes.toml").read_text(encoding="utf-8")
    )
    words: dict[str, str] = raw["words"]
    rules = [
        {
            **rule,
            "any": [pattern_of(source, words) for source in rule["any"]],
            "unless": [pattern_of(source, words) for source in rule.get("unless", [])],
        }
        for rule in raw["rule"]
    ]
    return RuleTable.model_validate(
        {"rules": rules, **{name: pattern_of(rf"\b<{name}>\b", words) for name in ("field", "strain")}}
    )
