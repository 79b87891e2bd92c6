"""The line of questions."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from ui.limits import BusyError, Limits, Line


async def test_questions_are_answered_in_the_order_in_which_they_came() -> None:
    line = Line(Limits(at_once=1, waiting=5))
    order: list[int] = []

    async def ask(number: int) -> None:
        async with line.place("reader") as place:
            async for _ in place.positions():
                pass
            order.append(number)
            await asyncio.sleep(0)

    await asyncio.gather(*(ask(number) for number in range(4)))
    assert order == [0, 1, 2, 3]


async def test_positions_count_down_as_others_finish() -> None:
    line = Line(Limits(at_once=1, waiting=5))
    async with AsyncExitStack() as others, AsyncExitStack() as mine:
        await others.enter_async_context(line.place("a"))
        second = await others.enter_async_context(line.place("b"))
        third = await mine.enter_async_context(line.place("c"))
        assert (line.position(second), line.position(third)) == (1, 2)
        seen = []
        async for position in third.positions(remind_after=0.05):
            seen.append(position)
            if position == 2:
                await others.aclose()
        assert seen == [2]
        assert line.position(third) == 0


async def test_a_full_line_turns_people_away_and_forgets_who_left() -> None:
    line = Line(Limits(at_once=1, waiting=1, per_client=9))
    async with line.place("a"), line.place("b"):
        with pytest.raises(BusyError, match="Very many people"):
            async with line.place("c"):
                pass
    async with line.place("c") as place:
        assert line.position(place) == 0


async def test_one_client_has_its_share_only() -> None:
    line = Line(Limits(at_once=1, waiting=9, per_client=2))
    async with line.place("a"), line.place("a"):
        with pytest.raises(BusyError, match="from your address"):
            async with line.place("a"):
                pass
        async with line.place("b"):
            pass
    async with line.place("a"):
        pass


def test_a_language_model_lets_more_answers_run_at_once() -> None:
    assert Limits.for_model(None) == Limits()
    assert Limits.for_model("ollama:some").at_once >= 12
