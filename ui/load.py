"""Load on a running chat: ``python -m ui.load --clients 50 --every 20 --minutes 2 http://127.0.0.1:7860``.

Each client asks a different question over the HTTP endpoint that the page itself uses and reads the stream to its end.
Prints how many answers came, how many faults, and the median, 95th percentile and longest time to a whole answer.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import time
from dataclasses import dataclass, field
from typing import Annotated

import httpx
import typer

from ui.starters import STARTERS

QUESTIONS = (
    *(starter.question for starter in STARTERS),
    "Which OET scores do I need for the 2027 Pathways?",
    "How many attempts do I have for each Step?",
    "I failed Step 2 CS in 2019. Which Pathway can I use?",
    "What does ECFMG Certification cost?",
    "How long does verification of my diploma take?",
    "When does the 2027 Match open and close?",
    "Can I apply for Step 3 before residency?",
    "My school is not listed in the World Directory. What now?",
)
ENDPOINT = "/gradio_api/call/page_chat"
SEED = 7


@dataclass
class Tally:
    """What the clients saw."""

    seconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


async def ask(client: httpx.AsyncClient, question: str, tally: Tally) -> None:
    """One question from the first byte sent to the last one read."""
    started = time.perf_counter()
    last: dict[str, str] = {}
    try:
        joined = await client.post(ENDPOINT, json={"data": [question, [], None]})
        joined.raise_for_status()
        async with client.stream("GET", f"{ENDPOINT}/{joined.json()['event_id']}") as response:
            async for line in response.aiter_lines():
                if line.startswith("data: [{"):
                    last = json.loads(line.removeprefix("data: "))[0]
    except httpx.HTTPError as error:
        tally.faults.append(repr(error))
        return
    if last.get("type") == "answer":
        tally.seconds.append(time.perf_counter() - started)
    else:
        tally.faults.append(last.get("message", "no answer"))


async def run(address: str, clients: int, every: float, seconds: float) -> Tally:
    """All clients, each starting at its own moment of the first period."""
    tally = Tally()
    chance = random.Random(SEED)

    async def person(client: httpx.AsyncClient) -> None:
        await asyncio.sleep(chance.uniform(0, every))
        while time.monotonic() < end:
            next_at = time.monotonic() + every
            await ask(client, chance.choice(QUESTIONS), tally)
            await asyncio.sleep(max(0.0, next_at - time.monotonic()))

    end = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=clients * 2)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        await asyncio.gather(*(person(client) for _ in range(clients)))
    return tally


def main(
    address: Annotated[str, typer.Argument(help="Address of a running chat.")],
    clients: Annotated[int, typer.Option(min=1, help="People at once.")] = 50,
    every: Annotated[float, typer.Option(min=0.1, help="Seconds between two questions of one person.")] = 20,
    minutes: Annotated[float, typer.Option(min=0.1, help="How long.")] = 2,
) -> None:
    """Ask like many people at once and say how long they waited."""
    tally = asyncio.run(run(address, clients, every, minutes * 60))
    done = sorted(tally.seconds)
    typer.echo(f"{clients} clients, one question every {every:g} s: {len(done)} answers, {len(tally.faults)} faults")
    if len(done) > 1:
        p95 = statistics.quantiles(done, n=20)[-1]
        middle = statistics.median(done)
        typer.echo(f"seconds to a whole answer: median {middle:.2f}, p95 {p95:.2f}, longest {done[-1]:.2f}")
    for fault in sorted(set(tally.faults)):
        typer.echo(f"fault: {fault}")
    raise typer.Exit(1 if tally.faults or not done else 0)


if __name__ == "__main__":
    typer.run(main)
