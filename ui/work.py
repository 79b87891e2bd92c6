"""Runs a blocking iterator in a thread and hands its items to the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Executor
from typing import TypeVar

Item = TypeVar("Item")


async def in_thread(
    make: Callable[[], Iterator[Item]], executor: Executor, seconds: float
) -> AsyncGenerator[Item, None]:
    """Yield the items of ``make()``; raises TimeoutError where all of them together take longer than ``seconds``.

    A reader who leaves stops the work at its next item: a thread cannot be stopped from outside.
    """
    loop = asyncio.get_running_loop()
    items: asyncio.Queue[Item | None] = asyncio.Queue()
    left = threading.Event()

    def work() -> None:
        try:
            for item in make():
                if left.is_set():
                    return
                loop.call_soon_threadsafe(items.put_nowait, item)
        finally:
            if not loop.is_closed():
                loop.call_soon_threadsafe(items.put_nowait, None)

    deadline = loop.time() + seconds
    done = loop.run_in_executor(executor, work)
    try:
        while True:
            async with asyncio.timeout_at(deadline):
                item = await items.get()
            if item is None:
                break
            yield item
        await done  # raises what the work raised
    finally:
        left.set()
