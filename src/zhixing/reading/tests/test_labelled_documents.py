"""Real plans, against what a person read in them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from zhixing.reading.breakdown import breakdown
from zhixing.reading.extraction import text_of
from zhixing.reading.tests.realdata import DOCUMENTS, GOLD, needs_documents, needs_gold


class TestScore:
    pytestmark = needs_gold

    def test_the_labelled_documents_are_read_almost_without_a_correction(self, tmp_path: Path) -> None:
        for labelled in sorted((GOLD / "documents").glob("*.jsonl")):
            content = (DOCUMENTS / f"{labelled.stem}.txt").read_bytes()
            items = breakdown(text_of(f"{labelled.stem}.txt", content).text)
            told = "".join(json.dumps(item.as_json(), ensure_ascii=False) + "\n" for item in items)
            (tmp_path / labelled.name).write_text(told, "utf-8")

        scored = subprocess.run(
            [sys.executable, str(GOLD / "score.py"), str(GOLD / "documents"), str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
        )

        figures = dict(part.split("=") for part in scored.stdout.splitlines()[-1].split())
        assert float(figures["items_f1"]) >= 0.99
        assert float(figures["lead_f1"]) >= 0.99
        assert float(figures["co_f1"]) >= 0.99
        assert float(figures["due"]) >= 0.98
        assert float(figures["whole"]) >= 0.98


class TestInspectionNotice:
    pytestmark = needs_documents

    def test_a_notice_with_a_limit_to_the_hour_and_fifteen_units_in_a_sentence(self) -> None:
        name = "sichuan_2014_ducha_notice.txt"
        items = breakdown(text_of(name, (DOCUMENTS / name).read_bytes()).text)

        assert [(i.number, i.title, i.due.as_json() if i.due else None) for i in items] == [
            ("一、", "各地自查", {"kind": "date", "date": "2014-06-20", "time": "18:00"}),
            ("二、", "部门自查", {"kind": "date", "date": "2014-06-20", "time": "18:00"}),
            ("三、", "重点抽查", None),
        ]
        assert [len(i.lead) for i in items] == [0, 15, 0]
        assert (items[1].lead[0], items[1].lead[-1]) == ("省政府办公厅", "人力资源社会保障厅")
        assert items[1].co == ("其他相关部门（单位）",)
