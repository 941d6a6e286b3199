"""Jobs of files."""

from __future__ import annotations

from zhixing.kernel.files import texts
from zhixing.kernel.jobs.app import app


@app.task(queue="files", name="files.read_text")
def read_text(file_id: int) -> None:
    """Read what a file says."""
    texts.read(file_id)
