"""Who is answered when: so many answers at once, a waiting line behind them, limits per client and in total."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

AT_ONCE_WITH_MODEL = 12


@dataclass(frozen=True)
class Limits:
    """How much the page takes on.

    Many readers may share one address (a campus, a dormitory), so the limit per client is generous: it only keeps
    one address from filling the whole line.
    """

    at_once: int = os.cpu_count() or 2
    waiting: int = 96
    per_client: int = 48
    answer_seconds: float = 120
    request_bytes: int = 256_000

    @classmethod
    def for_model(cls, model: str | None) -> Limits:
        """One answer per core; with a language model most of the time is waiting for it, so more."""
        return cls() if model is None else cls(at_once=max(AT_ONCE_WITH_MODEL, cls.at_once))


class BusyError(Exception):
    """There is no place left; the message is for the reader."""


class Place:
    """One question's place in the line."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._moved = asyncio.Event()

    def move(self) -> None:
        """Called by the line when somebody before this place has left."""
        self._moved.set()

    async def positions(self, *, remind_after: float = 2) -> AsyncIterator[int]:
        """Yield the place in the line (1 is next) until it is this one's turn.

        The place is told again every ``remind_after`` seconds, which also lets a reader who has left be noticed.
        """
        while (position := self._line.position(self)) > 0:
            yield position
            self._moved.clear()
            try:
                async with asyncio.timeout(remind_after):
                    await self._moved.wait()
            except TimeoutError:
                continue


class Line:
    """First come, first served; used from one event loop."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._active: list[Place] = []
        self._waiting: list[Place] = []
        self._clients: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[Place]:
        """Take a place; raises :class:`BusyError` where the line or the client's share of it is full."""
        if self._clients[client] >= self.limits.per_client:
            raise BusyError("Too many questions are open from your address. Wait for an answer, then ask again.")
        if self.is_full:
            raise BusyError("Very many people are asking right now. Please try again in a minute.")
        place = Place(self)
        self._clients[client] += 1
        self._waiting.append(place)
        self._advance()
        try:
            yield place
        finally:
            (self._active if place in self._active else self._waiting).remove(place)
            self._clients[client] -= 1
            self._clients += Counter()  # drops clients that have left
            self._advance()

    @property
    def is_full(self) -> bool:
        """Whether nobody more can wait."""
        return len(self._active) >= self.limits.at_once and len(self._waiting) >= self.limits.waiting

    def position(self, place: Place) -> int:
        """0 when it is the place's turn, else 1 for the next one in the line."""
        return 0 if place in self._active else self._waiting.index(place) + 1

    def _advance(self) -> None:
        while self._waiting and len(self._active) < self.limits.at_once:
            self._active.append(self._waiting.pop(0))
        for place in (*self._active, *self._waiting):
            place.move()
