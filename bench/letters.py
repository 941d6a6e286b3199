"""Official papers in figures: `python bench/letters.py` (with `src` on the path).

Every paper of a round has another number and another text in its body, as issued papers have; what the
typesetter remembers from the paper before (fonts, its own template) it also remembers in a running server.
"""

from __future__ import annotations

import platform
import resource
import statistics
import time
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from django.conf import settings

ROUNDS, MANY = 50, 500
TEMPLATES = Path(__file__).resolve().parents[1] / "src/zhixing/kernel/letters/templates"


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    settings.configure(
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [TEMPLATES]}],
        USE_I18N=False,
    )
    import django

    django.setup()
    from zhixing.kernel.letters import render
    from zhixing.kernel.letters.coding import canonical
    from zhixing.kernel.letters.paper import Paper, Paragraph, Table
    from zhixing.kernel.letters.tests import samples

    rows = tuple(
        (str(n), f"第{n}项重点任务按期开工并完成投资", "市交通运输局", "正在办理") for n in range(50)
    )
    table = Table(head=("序号", "督办事项", "牵头单位", "办理情况"), rows=rows)
    papers = {
        "督办通知单, 1 page": samples.NOTICE,
        "督查通报, 5 pages, 23 rows": samples.CIRCULAR,
        "通报 with a table of 50 rows": replace(samples.CIRCULAR, body=(table,)),
    }

    def another(paper: Paper, n: int) -> Paper:
        return replace(paper, number=f"云川督〔2026〕{n}号", body=(*paper.body, Paragraph(f"第{n}号文书。")))

    def times_ms(paper: Paper, form: Literal["pdf", "docx", "html"], rounds: int) -> list[float]:
        found = []
        for n in range(1, rounds + 1):
            made = another(paper, n)
            begun = time.perf_counter()
            render(made, form)
            found.append((time.perf_counter() - begun) * 1000)
        return found

    print(
        f"Python {platform.python_version()}, typst {version('typst')}, python-docx {version('python-docx')}"
    )
    print(f"first PDF of a process: {times_ms(samples.NOTICE, 'pdf', 1)[0]:.0f} ms")
    print("\n| paper | PDF, ms (p95) | DOCX, ms (p95) | HTML, ms (p95) | PDF, kB | stored, kB |")
    print("|---|---|---|---|---|---|")
    for name, paper in papers.items():
        cells = []
        for form in ("pdf", "docx", "html"):
            times = times_ms(paper, form, ROUNDS)
            cells.append(f"{statistics.median(times):.1f} ({statistics.quantiles(times, n=20)[-1]:.1f})")
        stored = len(canonical(paper)) / 1000
        print(f"| {name} | {' | '.join(cells)} | {len(render(paper, 'pdf')) / 1000:.0f} | {stored:.1f} |")
    before = peak_mb()
    times_ms(samples.NOTICE, "pdf", MANY)
    print(f"\npeak memory: {before:.0f} MB, after {MANY} more notices {peak_mb():.0f} MB")


if __name__ == "__main__":
    main()
