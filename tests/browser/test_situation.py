"""What a person states about themselves: kept in the browser, sent along, removed with one click."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.talk import ask


def state_situation(page: Page) -> None:
    page.get_by_role("button", name="Your situation").click()
    page.get_by_label("Country of your medical school").fill("India")
    page.get_by_label("Graduation").fill("June 2022")
    page.get_by_label("Step 2 CS").select_option("failed")
    page.get_by_role("button", name="Use this").click()


def test_the_situation_goes_along_and_is_shown_with_the_answer(page: Page) -> None:
    state_situation(page)
    with page.expect_request("**/call/page_chat") as sent:
        turn = ask(page, "Which OET scores do I need?")
    assert sent.value.post_data_json["data"][2] == {
        "school_country": "India",
        "graduation_date": "June 2022",
        "step_2_cs": "failed",
    }
    expect(turn.locator(".asked-with")).to_have_text(
        "Asked with: Country of your medical school: India; Graduation: June 2022; Step 2 CS: failed"
    )


def test_the_situation_survives_a_reload_and_is_cleared_with_one_click(page: Page) -> None:
    state_situation(page)
    page.reload()
    expect(page.locator("#situation-words")).to_contain_text("India")
    page.get_by_role("button", name="Clear", exact=True).click()
    expect(page.locator("#situation-line")).to_be_hidden()
    assert page.evaluate("localStorage.getItem('ecfmg-assistant.situation')") is None
    turn = ask(page, "Which OET scores do I need?")
    expect(turn.locator(".asked-with")).to_have_count(0)


def test_it_can_be_changed_and_cancelling_changes_nothing(page: Page) -> None:
    state_situation(page)
    page.get_by_role("button", name="Edit your situation").click()
    page.get_by_label("Country of your medical school").fill("Nepal")
    page.keyboard.press("Escape")
    expect(page.locator("#situation-words")).to_contain_text("India")
    page.get_by_role("button", name="Edit your situation").click()
    expect(page.get_by_label("Country of your medical school")).to_have_value("India")
    page.get_by_label("Country of your medical school").fill("Nepal")
    page.get_by_role("button", name="Use this").click()
    expect(page.locator("#situation-words")).to_contain_text("Nepal")
