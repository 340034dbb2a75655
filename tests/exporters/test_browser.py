"""The page in a browser: both views, keyboard, dark, narrow, printed, without script and without network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from exporters.invented import NAMES, document
from referees import npm

from teikit.exporters import export

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed, which drives the browser"
    )
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("page") / "letter.html"
    place.write_bytes(export(document("letter"), "html"))
    return place.as_uri()


def opened(browser: Browser, address: str, width: int = 1440, **context: object) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()  # type: ignore[arg-type]
    page.goto(address)
    return page


def test_one_side_of_a_choice_is_visible_in_each_view(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    shown = page.get_by_text("informtion", exact=True)
    assert not shown.is_visible()
    page.get_by_label("Diplomatic").check(force=True)
    assert shown.is_visible()
    assert not page.get_by_text("information", exact=True).is_visible()


def test_the_views_need_no_script(browser: Browser, letter: str) -> None:
    page = opened(browser, letter, java_script_enabled=False)
    page.get_by_label("Diplomatic").check(force=True)
    assert page.locator("del.dv").first.is_visible()


def test_the_first_tab_skips_to_the_text_and_the_second_reaches_the_views(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tk-reading"
    page.keyboard.press("ArrowRight")
    assert page.locator("del.dv").first.is_visible()


def test_a_call_leads_to_its_note_and_the_note_back(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    page.locator("sup.call a").first.click()
    assert page.evaluate("location.hash") == "#note-1"
    page.locator("#note-1 .backlink").click()
    assert page.evaluate("location.hash") == "#call-1"


def test_dark_is_dark_and_light_is_light(browser: Browser, letter: str) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        page = opened(browser, letter, color_scheme=scheme)
        grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds == ["rgb(251, 248, 241)", "rgb(25, 23, 20)"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_the_ground(browser: Browser, letter: str, scheme: str) -> None:
    page = opened(browser, letter, color_scheme=scheme)
    assert page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize("width", [320, 390, 800, 1000, 1440])
def test_nothing_is_wider_than_the_window(browser: Browser, letter: str, width: int) -> None:
    assert opened(browser, letter, width).evaluate("document.documentElement.scrollWidth") <= width


def test_a_line_of_the_text_has_a_readable_measure(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    width = page.evaluate(
        "document.querySelector('p.p').clientWidth / parseFloat(getComputedStyle(document.body).fontSize)"
    )
    assert 28 <= width <= 36


def test_a_page_turn_stands_in_the_margin(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    sign, text = page.locator(".pb .sign").first.bounding_box(), page.locator("main").bounding_box()
    assert sign and text and sign["x"] + sign["width"] < text["x"]


def test_print_leaves_out_what_only_a_screen_needs(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    page.emulate_media(media="print")
    assert [page.locator(part).first.is_visible() for part in (".views", ".contents", ".skip", "main", ".facts")] == [
        *(False, False, False),
        *(True, True),
    ]
    assert page.pdf().startswith(b"%PDF")


def test_nothing_is_asked_of_the_network(browser: Browser, letter: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(letter)
    page.wait_for_load_state("networkidle")
    assert asked == [letter]


def test_a_screenshot_shows_the_ink_of_the_stamp(browser: Browser, letter: str) -> None:
    page = opened(browser, letter)
    assert page.evaluate("getComputedStyle(document.querySelector('.stamp')).borderTopColor") == "rgb(64, 58, 134)"
    assert len(page.locator(".stamp").first.screenshot()) > 2000


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_either_view(browser: Browser, tmp_path: Path, name: str, scheme: str) -> None:
    axe = npm("axe-core/axe.min.js").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_bytes(export(document(name), "html"))
    page = opened(browser, (tmp_path / "page.html").as_uri(), color_scheme=scheme)
    barriers = []
    for view in ("Reading", "Diplomatic"):
        page.get_by_label(view, exact=True).check(force=True)
        page.evaluate(axe)
        barriers += page.evaluate("axe.run().then((found) => found.violations.map((one) => one.id))")
    assert barriers == []


# every visible text against the ground of the page, by the contrast formula of WCAG 2
CONTRASTS = """() => {
  const light = (rgb) => rgb.map((c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
  const rgb = (color) => color.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const found = new Set();
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const parts = getComputedStyle(node).backgroundColor.match(/[\\d.]+/g).map(Number);
      if (parts.length < 4 || parts[3] > .5) return parts.slice(0, 3);
    }
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !node.checkVisibility() || node.closest("script, style, .skip")) continue;
    const [a, b] = [light(rgb(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) found.add(node.className + ": " + walk.currentNode.data.trim().slice(0, 20));
  }
  return [...found];
}"""
