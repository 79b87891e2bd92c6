"""A real server on a free port of this machine, and Debian's Chromium looking at it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from assistant import Assistant, Settings
from tests.browser.guard import Guard
from tests.browser.talk import open_chat
from tests.ui.serving import served
from ui.limits import Limits

CHROMIUM = shutil.which("chromium")
CHROMIUM_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
AXE_PACKAGE = "axe-core@4.10.3"

NewPage = Callable[..., Page]
Serve = Callable[..., str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each test has its own profile in it."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(CHROMIUM_ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(small_assistant: Assistant) -> Iterator[str]:
    """The address of the page over the small corpus."""
    running = served(small_assistant)
    yield running.url.rstrip("/")
    running.close()


@pytest.fixture
def serve_assistant() -> Iterator[Serve]:
    """Serves an assistant of the test's own for as long as the test runs."""
    with ExitStack() as stack:

        def start(assistant: Assistant, limits: Limits | None = None) -> str:
            running = served(assistant, limits)
            stack.callback(running.close)
            return running.url.rstrip("/")

        yield start


@pytest.fixture
def settings_of_small(small_assistant: Assistant) -> Settings:
    """For an assistant of the test's own over the same, already built index."""
    return small_assistant.settings


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Opens pages in profiles of their own; at the end none of them may have met an error or a foreign host."""
    guards: list[Guard] = []
    with ExitStack() as stack:

        def opened(address: str, *, expect: tuple[str, ...] = (), ready: bool = True, **options: object) -> Page:
            context = chromium.new_context(**{"viewport": {"width": 1280, "height": 850}, **options})  # type: ignore[arg-type]
            stack.callback(context.close)
            guard = Guard(context, address)
            for text in expect:
                guard.expect(text)
            guards.append(guard)
            page = context.new_page()
            if ready:
                open_chat(page, address)
            else:
                page.goto(address)
            return page

        yield opened
    problems = [problem for guard in guards for problem in guard.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture
def page(new_page: NewPage, site: str) -> Page:
    """The chat on a desktop screen."""
    return new_page(site)


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, installed from the package registry into a temporary folder."""
    if shutil.which("npm") is None:
        pytest.skip("no npm here: axe-core cannot be installed")
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), AXE_PACKAGE]
    installed = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    if installed.returncode:
        pytest.skip(f"axe-core could not be installed: {installed.stderr.strip()[-200:]}")
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where the pictures of this run are kept for whoever looks; ``ECFMG_TEST_SCREENSHOTS`` names another folder."""
    folder = Path(os.environ.get("ECFMG_TEST_SCREENSHOTS", "runs/screenshots"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
