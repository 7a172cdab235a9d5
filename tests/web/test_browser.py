"""The pages in a real browser: with and without scripts, wide and narrow, by mouse, keyboard and drag and drop."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from soilbib.catalogue import Catalogue
from soilbib.web.texts import texts_in
from tests.web.conftest import Serve, Server

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")

CHROMIUM = os.environ.get("SOILBIB_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed (apt-get install chromium)")

SWITCHES = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
PHONE = {"viewport": {"width": 375, "height": 720}, "is_mobile": True, "has_touch": True}
PATHS = (
    "/", "/?q=meadows&ticks=without", "/records/meadows1998", "/basket", "/bibliography", "/import", "/duplicates",
    "/history", "/styles", "/record/edit?key=meadows1998", "/api", "/nothing",
)  # fmt: skip
RIS = "TY  - BOOK\\nTI  - A Field Guide to Puddles\\nAU  - Splash, Ann\\nPY  - 2022\\nER  - \\n"

Page = Any
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def own(serve: Serve) -> Server:
    """A server that the test may change."""
    return serve()


@pytest.fixture
def visit(browser: Any, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Open a page of a server; whatever the browser complains of, or asks another server for, fails the test.

    A test may name the one answer that it wants to be complained of (``indirect``).
    """
    wanted = getattr(request, "param", "404 (Not Found)")
    contexts, complaints = [], []

    def open_page(server: Server, path: str, **options: Any) -> Page:
        context = browser.new_context(locale="en-GB", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith(server.address) else complaints.append(asked.url),
        )
        page.goto(server.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [each for each in complaints if wanted not in each] == []


def titles(page: Page) -> list[str]:
    return [each.strip() for each in page.locator(".hit h2").all_inner_texts()]


def expect(locator: Any) -> Any:
    return playwright.expect(locator)


def test_results_follow_the_typing_and_the_address_follows_the_results(server: Server, visit: Open) -> None:
    page = visit(server, "/")
    page.locator("#q").press_sequentially("moss", delay=20)
    expect(page.locator(".summary strong")).to_have_text("1 record")
    assert titles(page) == ["Peat under pressure: a Sphagnum atlas"]
    assert page.url.endswith("/?q=moss")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#in-content").uncheck()
    expect(page.locator(".summary strong")).to_have_text("0 records")
    page.go_back()
    expect(page.locator(".summary strong")).to_have_text("11 records")


@pytest.mark.parametrize("visit", ["400 (Bad Request)"], indirect=True)
def test_a_query_that_is_still_being_typed_shows_no_mistake_until_it_is_sent(
    server: Server, visit: Open
) -> None:
    page = visit(server, "/?q=moss")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially('"peat und', delay=20)
    page.wait_for_timeout(500)
    expect(page.locator(".summary strong")).not_to_have_text("0 records")
    assert "und" not in page.url
    page.locator("#q").press_sequentially('er pressure"', delay=20)
    expect(page.locator(".summary strong")).to_have_text("1 record")
    page.locator("#q").fill('"peat')
    page.keyboard.press("Enter")
    expect(page.locator("pre")).to_contain_text("the quotation mark is not closed")


def test_exact_matches_find_inside_words(server: Server, visit: Open) -> None:
    page = visit(server, "/")
    page.locator("#exact").check()
    expect(page.locator("#match")).to_be_visible()
    page.locator("#q").fill("llo wo")
    expect(page.locator(".summary strong")).to_have_text("1 record")


def test_charts_and_ticks_filter_on_click(server: Server, visit: Open) -> None:
    page = visit(server, "/")
    page.locator("svg a", has_text="Chapter").click()
    expect(page.locator(".summary strong")).to_have_text("2 records")
    page.locator(".active a", has_text="Chapter").click()
    page.locator("svg a[aria-label^='2018']").click()
    assert titles(page) == ["La terre qui parle"]
    page.goto(server.address)
    page.get_by_label("News", exact=False).first.check()
    expect(page.locator(".summary strong")).to_have_text("3 records")  # one of them under "Old news"
    page.locator("#ticks-without").check()
    expect(page.locator(".summary strong")).to_have_text("11 records")
    page.get_by_label("News", exact=False).first.uncheck()
    expect(page.locator(".summary strong")).to_have_text("9 records")
    assert "not-category=News" in page.url


def test_the_slash_goes_to_the_search_and_sorting_needs_no_button(server: Server, visit: Open) -> None:
    page = visit(server, "/?type=chapter")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#sort").select_option("-year")
    expect(page.locator(".hit h2").first).to_have_text("Counting the rain again")


def test_the_style_of_a_reference_is_picked_from_all_and_remembered(server: Server, visit: Open) -> None:
    page = visit(server, "/records/meadows1998", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#style").fill("ieee tran")
    expect(page.locator("#style-names option[value^='ieee-trans']").first).to_be_attached()
    page.locator("#style").fill("ieee")
    page.locator("#style").press("Enter")
    expect(page.locator("#reference")).to_contain_text("I. Harrow and J. Müller")
    page.locator("#copy-text").click()
    expect(page.locator("#copy-text")).to_have_class("button quiet copied")
    assert "I. Harrow and J. Müller" in page.evaluate("navigator.clipboard.readText()")
    page.locator("#copy-bibtex").click()
    expect(page.locator("#said")).to_have_text("Copied")
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('@article'))")
    page.goto(f"{server.address}/records/rain2015")
    expect(page.locator("#style")).to_have_value("ieee")


def test_the_basket_fills_in_place_and_becomes_a_bibliography(server: Server, visit: Open) -> None:
    page = visit(server, "/?q=rain")
    page.get_by_role("button", name="Put into the basket: Counting rain").click()
    expect(page.locator(".badge")).to_have_text("1")
    page.locator("#basket-all").click()
    expect(page.locator(".badge")).to_have_text("4")
    page.locator("nav >> text=Basket").click()
    expect(page.locator(".csl-entry")).to_have_count(4)
    with page.expect_download() as download:
        page.locator("#download").click()
    assert "@incollection{rain2015" in Path(download.value.path()).read_text(encoding="utf-8")
    page.locator("#show-losses").click()
    expect(page.locator("#losses")).to_be_visible()
    page.get_by_role("button", name="Take out of the basket: Counting rain", exact=True).click()
    expect(page.locator(".csl-entry")).to_have_count(3)
    page.locator("#empty").click()
    expect(page.locator(".badge")).to_have_count(0)


DROP = f"""() => {{
  const files = new DataTransfer();
  files.items.add(new File(["{RIS}"], "dropped.ris"));
  document.dispatchEvent(new DragEvent("drop", {{ dataTransfer: files, bubbles: true, cancelable: true }}));
}}"""


def test_a_dropped_file_is_shown_and_then_stored(own: Server, visit: Open) -> None:
    page = visit(own, "/import")
    page.evaluate(DROP)
    expect(page.locator("h1")).to_have_text("1 record to import")
    expect(page.locator(".status.new")).to_have_count(1)
    page.locator("#store").click()
    expect(page.locator(".note")).to_contain_text("Records added: 1")
    expect(page.locator(".hit h2").first).to_have_text("A Field Guide to Puddles")


def test_duplicates_are_reviewed_by_keyboard_and_undone(own: Server, visit: Open) -> None:
    page = visit(own, "/duplicates")
    expect(page.locator("#question")).to_be_visible(timeout=30_000)
    assert page.locator(".pair ins").all_inner_texts() == [" and ponds"] or page.locator(".pair ins").count()
    page.keyboard.press("l")
    expect(page.locator("#question")).to_have_count(0)
    page.locator("a", has_text="put off").first.click()
    expect(page.locator("#question")).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator(".note").first).to_contain_text("different works")
    with Catalogue(own.path, read_only=True) as catalogue:
        (decision,) = catalogue.decisions()
    assert (decision.decision, set(decision.ids)) == ("different", {"puddles2019", "puddles2019b"})
    page.locator("#merge-groups").click()
    expect(page.locator(".note").first).to_contain_text("1 group merged")
    page.goto(f"{own.address}/history")
    page.locator("tr", has_text="merged").locator("button").click()
    expect(page.locator("tr.undone")).to_have_count(1)
    page.goto(f"{own.address}/records/meadows1998b")
    expect(page.locator("h1")).to_contain_text("Quiet Work")


def test_a_record_is_edited_and_categorised(own: Server, visit: Open) -> None:
    page = visit(own, "/records/peat2011")
    page.locator("#category").fill("Wet places")
    page.locator("#category").press("Enter")
    expect(page.locator("[data-part=categories] .tag")).to_have_text(["Reports", "Wet places"])
    page.locator("a", has_text="Edit").click()
    page.locator("#field-title").fill("Peat, revised")
    page.locator("#save").click()
    expect(page.locator("h1")).to_have_text("Peat, revised")


def test_everything_works_without_a_script(own: Server, visit: Open) -> None:
    page = visit(own, "/", java_script_enabled=False)
    page.locator("#q").fill("counting")
    page.locator("#category-2").check()
    page.get_by_role("button", name="Apply").click()
    assert "category=News" in page.url
    page.get_by_label("Remove the filter News").click()
    assert len(titles(page)) == 2
    page.locator("#basket-rain2015").click()
    page.goto(f"{own.address}/basket")
    page.locator("#style").fill("ieee")
    page.locator("#style-go").click()
    expect(page.locator(".csl-entry")).to_contain_text("I. Harrow")
    page.goto(f"{own.address}/import")
    page.locator("summary").click()
    page.locator("#text").fill("“Pasted” – 2021 – A. Body")
    page.locator("#read").click()
    page.locator("#store").click()
    expect(page.locator(".hit h2").first).to_have_text("Pasted")
    page.goto(f"{own.address}/records/rain2015")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.locator(".note")).to_contain_text("Removed: rain2015")
    page.goto(f"{own.address}/history")
    page.locator("tr", has_text="rain2015").locator("button").click()
    page.goto(f"{own.address}/records/rain2015")
    expect(page.locator("h1")).to_have_text("Counting rain")
    for _ in range(20):
        page.goto(f"{own.address}/duplicates")
        if page.locator("#different").count():
            break
    page.locator("#different").click()
    expect(page.locator(".note").first).to_contain_text("different works")


def test_pages_fit_a_phone(server: Server, visit: Open) -> None:
    page = visit(server, "/", **PHONE)
    for path in PATHS:
        page.goto(server.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, path
    page.goto(server.address)
    page.locator(".to-filters").tap()
    page.wait_for_url("**#filters")
    assert page.evaluate("document.getElementById('filters').getBoundingClientRect().top") < 400


@pytest.mark.parametrize("options", [{}, PHONE])
def test_a_word_without_an_end_widens_no_page(own: Server, visit: Open, options: dict[str, Any]) -> None:
    page = visit(own, "/import", **options)
    page.locator("summary").click()
    page.locator("#text").fill(
        "@book{endless, title = {" + "Endless" * 60 + "}, publisher = {" + "Press" * 60 + "}}"
    )
    page.locator("#read").click()
    page.locator("#store").wait_for()
    preview = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.locator("#store").click()
    page.goto(f"{own.address}/records/endless")
    assert (preview, page.evaluate("document.documentElement.scrollWidth - innerWidth")) == (0, 0)


EVERYTHING: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {**EVERYTHING, "runOnly": ["color-contrast"]}


@pytest.mark.parametrize(("scheme", "rules"), [("light", EVERYTHING), ("dark", COLOURS)])
def test_no_page_is_hard_to_use_for_anyone(server: Server, visit: Open, scheme: str, rules: Any) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    page = visit(server, "/", color_scheme=scheme)
    page.locator("#basket-all").click()
    expect(page.locator(".badge")).to_be_visible()
    found = []
    for path in PATHS:
        page.goto(server.address + path)
        for violation in axe.run(page, options=rules)["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found += [(path, violation["id"], node["html"][:120]) for node in violation["nodes"]]
    assert found == []


@pytest.mark.parametrize("code", ["fr", "es"])
def test_the_language_is_switched_and_kept(server: Server, visit: Open, code: str) -> None:
    page = visit(server, "/?q=rain")
    page.locator(f"footer a[lang={code}]").click()
    expect(page.locator("label", has=page.locator("#in-title"))).to_have_text(
        texts_in(code)("Search in title")
    )
    page.goto(f"{server.address}/import")
    assert page.locator("html").get_attribute("lang") == code
