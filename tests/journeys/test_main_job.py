"""The main job on a real plan: from the file to issued items, and one of them to its end, all in the browser."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import NARROW
from tests.journeys.plan import departments
from zhixing.base import clock

pytestmark = [pytest.mark.journey, pytest.mark.realdata, pytest.mark.slow(40), pytest.mark.timeout(600)]
ZHIXING = Path(sys.executable).with_name("zhixing")


def act(page: Any, label: str) -> None:
    """Open an action's form on an item's page; it comes into the page itself."""
    page.locator(".zx-deeds a.btn", has_text=re.compile(f"^{label}$")).click()
    page.wait_for_selector("#panel form")


def send(page: Any) -> None:
    """Send the open form and wait for the page that tells what happened."""
    with page.expect_navigation():
        page.locator("#panel form button[type=submit]").click()
    page.wait_for_selector(".zx-note-success")


def taken_in(page: Any, realdata: Path) -> None:
    page.goto("/supervision/documents")
    page.click("text=上传或粘贴来文")
    page.set_input_files("input[type=file]", str(realdata / "documents" / "shandong-027.txt"))
    page.click("form.bd-takein button[type=submit]")
    page.wait_for_selector("[data-card]")
    page.wait_for_load_state("load")  # cards show before the script that listens to the keys runs


def settled(page: Any) -> None:
    """Suggested units are confirmed, one is written by hand, the rest is no unit of this city."""
    page.locator('tr:has-text("市口岸物流办") input[name^=other-]').fill("市交通运输局")
    page.click("text=确认对应，未定的略去")
    page.wait_for_selector("text=均已对应")
    page.fill("#default-limit", (clock.today() + timedelta(days=90)).isoformat())
    page.select_option("#default-leader", label="沈若兰（云川市人民政府 分管负责人）")
    page.click("text=应用于本文件")
    page.wait_for_selector("text=已选 29 / 29 项")


def test_from_the_plan_to_a_closed_item(city, visit, realdata, accessible, tmp_path):
    departments(city)
    officer = visit("officer")
    taken_in(officer, realdata)
    assert officer.locator("[data-card]").count() == 29
    accessible(officer)
    settled(officer)

    officer.click("#accept button:has-text('受理并交办')")
    officer.wait_for_selector("text=已交办 29 项", timeout=120_000)
    assert officer.locator("article.bd-accepted").count() == 29
    assert "云政督〔" in officer.locator("article.bd-accepted footer").first.inner_text()

    clerk = visit("science_clerk")
    clerk.goto("/supervision/items?q=支持高水平实验室建设")
    clerk.click("tr:has-text('支持高水平实验室建设') a.zx-rowlink")
    clerk.wait_for_selector(".zx-deeds a.btn")
    address = clerk.url
    accessible(clerk)
    act(clerk, "签收")
    clerk.select_option("#panel select[name=handler]", label="方舟（市科技局 工作人员）")
    send(clerk)

    act(clerk, "反馈进展")
    clerk.fill("#panel textarea[name=progress]", "省重点实验室申报材料已提交3家")
    clerk.fill("#panel input[name=progress_percent]", "60")
    proof = tmp_path / "申报清单.txt"
    proof.write_text("申报单位3家\n", "utf-8")
    clerk.set_input_files("#panel input[type=file][name=evidence]", str(proof))
    send(clerk)
    assert "申报清单.txt" in clerk.content()

    act(clerk, "报送办结")
    clerk.fill("#panel textarea[name=result]", "3家省重点实验室获批")
    send(clerk)

    officer.goto(address)
    act(officer, "核查销号")
    officer.check("#panel input[name=method][value=papers]")
    officer.fill("#panel textarea[name=finding]", "批复文件齐全，属实")
    checked = tmp_path / "批复文件.txt"
    checked.write_text("批复3件\n", "utf-8")
    officer.set_input_files("#panel input[type=file][name=evidence]", str(checked))
    send(officer)
    assert "已销号" in officer.locator("h1").inner_text()

    notice_is_printed(officer)
    limit_is_explained(officer, address)
    proof_verifies(officer, address, tmp_path)
    assert officer.wrong == []
    assert clerk.wrong == []


def notice_is_printed(page: Any) -> None:
    """The notice that went out with the item, as PDF."""
    page.locator("a[href^='/papers/']", has_text="督办通知单").first.click()
    page.wait_for_selector("text=PDF")
    with page.expect_download() as waiting:
        page.click("a:has-text('PDF')")
    assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")


def limit_is_explained(page: Any, address: str) -> None:
    """How the day for signing was reached: two working days, with the article."""
    page.goto(address)
    ended = page.locator("details.zx-quietly", has_text="已了结")
    ended.locator("summary").first.click()
    ended.locator("a[href^='/limits/']").first.click()
    page.wait_for_selector(".zx-explained")
    assert "依据" in page.locator(".zx-explained").inner_text()


def proof_verifies(page: Any, address: str, folder: Path) -> None:
    """The proof of the item's record, checked with nothing but the file."""
    page.goto(address)
    with page.expect_download() as waiting:
        page.click("a:has-text('下载证明文件')")
    kept = folder / "proof.json"
    waiting.value.save_as(kept)
    checked = subprocess.run([ZHIXING, "verify", str(kept)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_workbench_by_keyboard_in_english_and_on_a_telephone(city, visit, realdata, accessible):
    departments(city)
    page = visit("officer")
    taken_in(page, realdata)
    address = page.url

    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.querySelector('.bd-n').textContent") == "2"
    assert page.locator("mark.bd-lit .bd-n").inner_text() == "2"
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-editor]")
    accessible(page)
    page.fill("[data-editor] input[name=title]", "构建大科学装置集群")
    page.click("[data-editor] form.zx-form button[type=submit]")
    page.wait_for_selector("[data-card] >> text=构建大科学装置集群")
    assert page.wrong == []

    english = visit("officer", language="en")
    english.goto(address)
    assert english.locator("h2", has_text="Document").count() == 1
    accessible(english)

    narrow = visit("officer", viewport=NARROW)
    narrow.goto(address)
    assert not narrow.locator("[data-text]").is_visible()
    narrow.click("[data-pane=document]")
    assert narrow.locator("[data-text]").is_visible()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    accessible(narrow)


def test_words_marked_with_the_mouse_become_an_item(city, visit):
    page = visit("officer")
    page.goto("/supervision/breakdown/documents/new")
    page.fill("textarea[name=text]", "各有关单位：全市𠮷祥路改造平稳推进。请抓好后续工作。特此通知。")
    page.click("form.bd-takein button[type=submit]")
    page.wait_for_selector("text=未在该文件中识别出任务")

    page.evaluate(
        """() => {
            const words = document.querySelector('[data-text] [data-at]').firstChild;
            const at = words.data.indexOf('请抓好');
            document.getSelection().setBaseAndExtent(words, at, words, at + 8);
        }"""
    )
    page.click("text=将所选文字列为事项")

    page.wait_for_selector("[data-card]")
    assert page.locator("mark span").inner_text() == "请抓好后续工作。"
