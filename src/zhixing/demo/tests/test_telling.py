"""What the demonstration recorded is told in words by a process that never built it."""

from __future__ import annotations

import os
import subprocess
import sys

ASKED = """
import django
django.setup()
from zhixing.kernel.matters import events
print(sorted(code for code in events.kinds() if code.startswith("demo.")))
"""


def test_a_process_that_only_reads_knows_the_events_of_the_demonstration():
    told = subprocess.run(  # our own program; a fresh process, for this one has imported the city
        [sys.executable, "-c", ASKED],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "zhixing.config.settings"},
    )

    assert told.stdout.strip() == "['demo.begun', 'demo.finished']"
