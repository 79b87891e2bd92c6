"""Small screens, large type, dark rooms, other scripts, no mouse, no motion."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.talk import ask, overflow, type_and_send, wait_for_reply

QUESTION = "Which OET Writing score does ECFMG want?"
VIEWS = ("/", "/sources", "/sources/ecfmg/oet-scores", "/changes", "/about")
LIGHT_GROUND, DARK_GROUND = "rgb(251, 250, 247)", "rgb(20, 24, 26)"


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_off_on_the_narrowest_phone(new_page: NewPage, site: str, view: str) -> None:
    page = new_page(site + view, ready=False, viewport={"width": 320, "height": 640})
    assert overflow(page) <= 0


def test_a_phone_conversation_fits_with_source_and_situation_open(
    new_page: NewPage, site: str, screenshots: Path
) -> None:
    page = new_page(site, viewport={"width": 320, "height": 640}, device_scale_factor=2)
    page.screenshot(path=screenshots / "phone-empty.png")
    turn = ask(page, QUESTION + " " + "superlongword" * 30)
    page.screenshot(path=screenshots / "phone-answer.png")
    turn.locator(".prose .marker").first.click()
    assert overflow(page) <= 0
    page.get_by_role("button", name="Your situation").click()
    assert overflow(page) <= 0
    page.screenshot(path=screenshots / "phone-situation.png")


def test_at_400_percent_zoom_everything_can_be_read_and_used(new_page: NewPage, site: str) -> None:
    # A 1280 x 1024 screen at 400 %: 320 x 256 CSS pixels.
    page = new_page(site, viewport={"width": 320, "height": 256}, device_scale_factor=4)
    turn = ask(page, QUESTION)
    assert overflow(page) <= 0
    # The field for the question scrolls away; stuck to the screen it would cover half of it.
    assert page.locator("#composer").evaluate("element => getComputedStyle(element).position") == "static"
    marker = turn.locator(".prose .marker").first
    marker.scroll_into_view_if_needed()
    marker.click()
    expect(page.locator("#source-panel mark")).to_be_visible()
    assert overflow(page) <= 0


def test_dark_follows_the_system_and_can_be_chosen(new_page: NewPage, site: str, screenshots: Path) -> None:
    page = new_page(site, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == DARK_GROUND
    ask(page, QUESTION)
    page.screenshot(path=screenshots / "dark.png")
    page.get_by_role("button", name="Colours: auto").click()
    assert page.evaluate(ground) == LIGHT_GROUND
    page.reload()
    assert page.evaluate(ground) == LIGHT_GROUND
    page.get_by_role("button", name="Colours: light").click()
    assert page.evaluate(ground) == DARK_GROUND


def test_the_keyboard_alone_is_enough(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".starter").first).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    turn = wait_for_reply(page)
    expect(page.get_by_label("Your question")).to_be_focused()
    marker = turn.locator(".prose .marker").first
    for _ in range(30):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("element => element === document.activeElement"):
            break
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source-panel h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()


def test_shift_enter_starts_a_new_line(page: Page) -> None:
    field = page.get_by_label("Your question")
    field.press_sequentially("one")
    field.press("Shift+Enter")
    field.press_sequentially("two")
    assert field.input_value() == "one\ntwo"
    assert page.locator(".turn").count() == 0


def test_a_right_to_left_question_is_written_and_shown_from_the_right(page: Page) -> None:
    question = "ما هي درجات OET المطلوبة؟"
    field = page.get_by_label("Your question")
    field.fill(question)
    assert field.evaluate("element => getComputedStyle(element).direction") == "rtl"
    type_and_send(page, question)
    heading = wait_for_reply(page).get_by_role("heading", level=2)
    assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_reduced_motion_is_respected(new_page: NewPage, site: str) -> None:
    page = new_page(site, reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_the_page_is_light(new_page: NewPage, site: str) -> None:
    page = new_page(site)
    sizes = page.evaluate("performance.getEntries().filter(e => e.transferSize).map(e => e.transferSize)")
    assert len(sizes) <= 18
    assert sum(sizes) < 90_000


def test_reading_views_work_without_scripts(new_page: NewPage, site: str) -> None:
    page = new_page(f"{site}/sources", ready=False, java_script_enabled=False)
    page.get_by_role("link", name="USMLE Step 1 is reported as pass or fail").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("USMLE Step 1 is reported as pass or fail")
