"""A running product and a browser for the journeys.

Without Chromium a journey says how to get it; in CI (CI=true) that is a failure. Every wait is bounded.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.city import City, small_city

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = "no Chromium here; on Debian and Ubuntu: apt-get install chromium fonts-noto-cjk"
#: Milliseconds that a page or an element may take on a busy machine.
PATIENCE = 150_000
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
NO_AXE = "no axe-core here: {path}; get it with `npm pack axe-core`, unpack axe.min.js there, or name it in ZHIXING_AXE"
VENDORED_AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe.min.js"


def chromium() -> str:
    """The Chromium to drive; a skip that says how to get one, and a failure in CI."""
    named = os.environ.get("ZHIXING_CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = chromium()
    sync_api = pytest.importorskip("playwright.sync_api")
    # Playwright runs an event loop in this thread, and Django would refuse the database beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield made
        made.close()


@pytest.fixture
def city(transactional_db: None) -> City:
    return small_city()


@pytest.fixture
def visit(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """`visit("officer")`: a page on which this person of the test city has signed in, by the sign-in page."""
    opened = []

    def sign_in(who: str = "", *, viewport: dict[str, int] = WIDE, language: str = "zh", **more: Any) -> Any:
        context = browser.new_context(viewport=viewport, base_url=live_server.url, locale="zh-CN", **more)
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.wrong = []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("console", lambda said: page.wrong.append(said.text) if said.type == "error" else None)
        if language == "en":
            context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
        if who:
            page.goto("/account/login/")
            page.fill("input[name=login]", who)
            page.fill("input[name=password]", "Right-Horse-7")
            page.click("main form.zx-form button")
            page.wait_for_url(lambda url: "/account/login" not in url)
        return page

    yield sign_in
    for context in opened:
        context.close()


@pytest.fixture
def accessible() -> Callable[..., None]:
    """Check a page with axe-core: WCAG 2.2 A and AA. Without axe this fails and says how to get it.

    `colours=False` leaves out contrast, which takes longest: for a page that was looked at in another size.
    """
    named = os.environ.get("ZHIXING_AXE")
    path = Path(named) if named else VENDORED_AXE

    def check(page: Any, *, colours: bool = True) -> None:
        if not path.exists():
            pytest.fail(NO_AXE.format(path=path))
        # The page's own policy forbids scripts from elsewhere, so axe is handed to the browser, not to the page.
        page.evaluate(path.read_text("utf-8"))
        found = page.evaluate(
            "async colours => (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],"
            " rules: {'color-contrast': {enabled: colours}}, resultTypes: ['violations'], preload: false}))"
            ".violations.map(v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | ')}`)",
            colours,
        )
        assert found == [], f"{page.url}: {found}"

    return check
