"""Slow answers, many people, broken parts, and a server that goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assistant import Assistant, Settings
from tests.browser.conftest import NewPage, Serve
from tests.browser.scripted import BrokenAssistant, HeldAssistant
from tests.browser.talk import ask, type_and_send, wait_for_reply
from tests.ui.serving import free_port
from ui.limits import Limits

QUESTION = "Which OET Writing score does ECFMG want?"
GONE = ("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")


@pytest.fixture
def held(settings_of_small: Settings) -> HeldAssistant:
    """Answers nobody until its gate is opened."""
    assistant = HeldAssistant(settings_of_small)
    assistant.gate = threading.Event()
    return assistant


def test_who_waits_is_told_the_place_in_the_line(
    new_page: NewPage, serve_assistant: Serve, held: HeldAssistant, screenshots: Path
) -> None:
    address = serve_assistant(held, Limits(at_once=1, waiting=2))
    pages = [new_page(address) for _ in range(3)]
    for number, page in enumerate(pages):
        type_and_send(page, QUESTION)
        seen = ".stages .now" if number == 0 else ".stages .queued"
        expect(page.locator(seen)).to_be_visible()
    expect(pages[1].locator(".queued")).to_have_text("Busy: you are number 1 in the line.")
    expect(pages[2].locator(".queued")).to_have_text("Busy: you are number 2 in the line.")
    pages[2].screenshot(path=screenshots / "busy.png")
    turned_away = new_page(address)
    expect(ask(turned_away, QUESTION)).to_contain_text("Very many people are asking right now")
    held.gate.set()
    for page in pages:
        expect(wait_for_reply(page).locator(".prose")).to_contain_text("300 in Writing")


def test_who_leaves_the_line_makes_room(new_page: NewPage, serve_assistant: Serve, held: HeldAssistant) -> None:
    address = serve_assistant(held, Limits(at_once=1, waiting=1))
    first, second = new_page(address), new_page(address)
    type_and_send(first, QUESTION)
    expect(first.locator(".stages .now")).to_be_visible()
    type_and_send(second, QUESTION)
    expect(second.locator(".stages .queued")).to_be_visible()
    second.get_by_role("button", name="Stop").click()
    expect(wait_for_reply(second)).to_contain_text("Stopped")
    third = new_page(address)
    deadline = time.monotonic() + 30
    type_and_send(third, QUESTION)
    while not third.locator(".queued").is_visible() and time.monotonic() < deadline:
        third.wait_for_timeout(500)
        if third.get_by_role("button", name="Ask again").is_visible():
            third.get_by_role("button", name="Ask again").click()
    expect(third.locator(".queued")).to_have_text("Busy: you are number 1 in the line.")
    held.gate.set()
    expect(wait_for_reply(third).locator(".prose")).to_contain_text("300 in Writing")


def test_one_address_cannot_fill_the_line(new_page: NewPage, serve_assistant: Serve, held: HeldAssistant) -> None:
    address = serve_assistant(held, Limits(at_once=1, waiting=9, per_client=1))
    first, second = new_page(address), new_page(address)
    type_and_send(first, QUESTION)
    expect(first.locator(".stages .now")).to_be_visible()
    expect(ask(second, QUESTION)).to_contain_text("Too many questions are open from your address")
    held.gate.set()
    wait_for_reply(first)


def test_an_answer_that_takes_too_long_ends_with_a_word_about_it(
    new_page: NewPage, serve_assistant: Serve, held: HeldAssistant
) -> None:
    page = new_page(serve_assistant(held, Limits(answer_seconds=1)))
    expect(ask(page, QUESTION)).to_contain_text("This answer took too long and was stopped")
    held.gate.set()


def test_a_fault_of_the_server_is_told_without_its_inner_words(
    new_page: NewPage, serve_assistant: Serve, settings_of_small: Settings, screenshots: Path
) -> None:
    page = new_page(serve_assistant(BrokenAssistant(settings_of_small)))
    turn = ask(page, QUESTION)
    expect(turn.locator(".notice-fault")).to_contain_text("The assistant cannot answer at the moment")
    assert "disk" not in turn.inner_text()
    page.screenshot(path=screenshots / "error.png")


def test_a_page_left_during_an_answer_offers_to_ask_again(
    new_page: NewPage, serve_assistant: Serve, held: HeldAssistant
) -> None:
    page = new_page(serve_assistant(held))
    type_and_send(page, QUESTION)
    expect(page.locator(".stages .now")).to_be_visible()
    page.reload()
    turn = wait_for_reply(page)
    expect(turn).to_contain_text("the page was left before the answer came")
    held.gate.set()
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.locator(".prose")).to_contain_text("300 in Writing")


@pytest.mark.slow
def test_twenty_people_at_once_all_get_their_own_answer(new_page: NewPage, site: str) -> None:
    pages = [new_page(site, viewport={"width": 400, "height": 600}) for _ in range(20)]
    for number, page in enumerate(pages):
        type_and_send(page, f"{QUESTION} I am person {number}.")
    for number, page in enumerate(pages):
        turn = wait_for_reply(page)
        expect(turn.get_by_role("heading", level=2)).to_have_text(f"{QUESTION} I am person {number}.")
        expect(turn.locator(".prose")).to_contain_text("300 in Writing")


class Server:
    """The real command in a process of its own, on a port that stays the same."""

    def __init__(self, settings: Settings) -> None:
        self._port = free_port()
        self._environment = os.environ | {
            "ECFMG_ASSISTANT_CORPUS_DIR": str(settings.corpus_dir),
            "ECFMG_ASSISTANT_DATA_DIR": str(settings.data_dir),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        script = "import typer, ui.command; typer.run(ui.command.chat)"
        command = [sys.executable, "-c", script, "--port", str(self._port), "--no-browser", "--quiet"]
        self._process = subprocess.Popen(command, env=self._environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self._process.poll() is None, "the server ended while it started"
                time.sleep(0.3)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        if self._process:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None


@pytest.fixture
def server(small_assistant: Assistant) -> Iterator[Server]:
    """Not started yet; stopped at the end of the test."""
    server = Server(small_assistant.settings)
    yield server
    server.kill()


@pytest.mark.slow
def test_a_restart_of_the_server_keeps_the_conversation_in_the_browser(new_page: NewPage, server: Server) -> None:
    server.start()
    page = new_page(server.address, expect=GONE)
    ask(page, QUESTION)
    server.kill()
    lost = ask(page, "Is Step 1 pass or fail?")
    expect(lost).to_contain_text("The server cannot be reached. Your question is kept here")
    server.start()
    lost.get_by_role("button", name="Ask again").click()
    expect(lost.locator(".prose")).to_contain_text("pass or fail")
    page.reload()
    expect(page.locator(".turn .prose")).to_have_count(2)
