"""What people do on the page, in words."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# A busy machine is no failure; a test that hangs is.
PATIENCE = 120_000
expect.set_options(timeout=45_000)


def open_chat(page: Page, address: str) -> None:
    """Load the chat and wait until its script runs."""
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached", timeout=PATIENCE)


def type_and_send(page: Page, question: str) -> None:
    """Write a question and press Enter, without waiting for the answer."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def ask(page: Page, question: str) -> Locator:
    """Ask and wait; returns the turn."""
    number = page.locator(".turn").count()
    type_and_send(page, question)
    return wait_for_reply(page, number)


def wait_for_reply(page: Page, number: int = 0) -> Locator:
    """The turn at ``number`` (from 0) once it is answered or has failed."""
    turn = page.locator(".turn").nth(number)
    expect(turn.locator(".actions").first).to_be_visible(timeout=PATIENCE)
    expect(turn).not_to_have_attribute("aria-busy", "true")
    return turn


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
