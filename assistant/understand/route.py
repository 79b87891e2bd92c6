"""Where a message goes that is not answered from the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RouteKind = Literal["clarify", "not_found", "out_of_scope", "declined", "crisis"]


@dataclass(frozen=True)
class Route:
    """The kind of the answer, and the topic that names its fixed text in :mod:`assistant.compose.lines`."""

    kind: RouteKind
    topic: str
