"""How well and how fast documents are broken down: `python bench/breakdown.py [GOLD_FOLDER]` (with `src` on the path).

Needs the real documents (ZHIXING_REALDATA) and the labelled ones (default: the folder `gold` beside them). Prints, for
each document, its length and the time of a breakdown (the best of ROUNDS), then what the scoring script says.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import timeit
from pathlib import Path

from zhixing.reading.breakdown import breakdown
from zhixing.reading.extraction import text_of

ROUNDS = 7
REALDATA = Path(os.environ.get("ZHIXING_REALDATA", Path(__file__).parents[2] / "shared" / "data"))


def main() -> int:
    gold = Path(sys.argv[1]) if len(sys.argv) > 1 else REALDATA.parent / "gold"
    documents = REALDATA / "documents"
    if not documents.is_dir() or not gold.is_dir():
        sys.stderr.write(f"No documents at {documents} or no labels at {gold}: set ZHIXING_REALDATA.\n")
        return 2
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; best of {ROUNDS}\n"
    )
    print("| document | characters | items | breakdown, ms |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for labelled in sorted((gold / "documents").glob("*.jsonl")):
            path = documents / f"{labelled.stem}.txt"
            text = text_of(path.name, path.read_bytes()).text
            items = breakdown(text)
            best = min(timeit.repeat(lambda: breakdown(text), number=1, repeat=ROUNDS)) * 1000  # noqa: B023  # called at once
            told = "".join(json.dumps(item.as_json(), ensure_ascii=False) + "\n" for item in items)
            (Path(folder) / labelled.name).write_text(told, "utf-8")
            print(f"| {labelled.stem} | {len(text)} | {len(items)} | {best:.1f} |")
        print(flush=True)
        command = [sys.executable, str(gold / "score.py"), str(gold / "documents"), folder]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
