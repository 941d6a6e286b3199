"""Write docs/reference from the registers: `make docs`. For those who work on the product, not for operators."""

from __future__ import annotations

import sys
from pathlib import Path

from zhixing.launch import framework
from zhixing.launch.cli import COMMANDS

FOLDER = Path("docs") / "reference"


def written(folder: Path) -> list[str]:
    """Write the pages; their names. Needs no database."""
    framework.set_up()
    from zhixing.config.reference import write

    return write(folder, [(command.name, command.words) for command in COMMANDS])


if __name__ == "__main__":
    print(f"{len(written(FOLDER))} pages in {FOLDER}")
    sys.exit(0)
