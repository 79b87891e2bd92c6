"""axe-core finds nothing on any view, and what it cannot see is checked by hand here."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from assistant import Settings
from tests.browser.conftest import NewPage, Serve
from tests.browser.scripted import NoticingAssistant
from tests.browser.talk import ask

QUESTION = "Which OET Writing score does ECFMG want?"
READING_VIEWS = ("/", "/sources", "/sources/ecfmg/oet-scores-until-2022", "/changes", "/about", "/nowhere")


def violations(page: Page, axe: str) -> list[str]:
    """One line for each place that breaks a rule of WCAG 2.2 AA or of good practice."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document)")
    return [
        f"{rule['id']}: {node['html'][:160]}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", READING_VIEWS)
def test_a_view_has_no_violation(new_page: NewPage, site: str, axe: str, view: str, scheme: str) -> None:
    page = new_page(site + view, ready=False, color_scheme=scheme, expect=("status of 404",))
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_conversation_with_an_open_source_has_no_violation(
    new_page: NewPage, serve_assistant: Serve, settings_of_small: Settings, axe: str, scheme: str, width: int
) -> None:
    address = serve_assistant(NoticingAssistant(settings_of_small))
    page = new_page(address, color_scheme=scheme, viewport={"width": width, "height": 800})
    turn = ask(page, QUESTION)
    assert violations(page, axe) == []
    turn.locator(".prose .marker").first.click()
    assert violations(page, axe) == []


@pytest.mark.parametrize("opener", ["Your situation", "wrong or outdated"])
def test_a_dialog_has_no_violation_and_gives_the_focus_back(page: Page, axe: str, opener: str) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name=opener).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=opener)).to_be_focused()


def test_a_screen_reader_is_told_once_that_the_answer_is_ready(page: Page) -> None:
    expect(page.locator("#live")).to_have_attribute("aria-live", "polite")
    ask(page, QUESTION)
    region = page.get_by_role("region", name="Sources of this answer")
    expect(region).to_be_visible()
    sources = region.locator("li").count()
    said = f"Answer ready, {sources} source{'s' if sources > 1 else ''}."
    expect(page.locator("#live")).to_have_text(said)
    expect(page.get_by_role("article", name=QUESTION)).to_be_visible()
