"""A worker of its own: a new process on the test's database, which does one thing and may be killed in it.

It is started afresh and not forked: the papers' typesetter keeps threads, and a process forked from one that
has threads waits for ever on the locks they held. Nothing here imports Django before the process has set it up.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable
from multiprocessing.synchronize import Event as Flag
from typing import Any


def killed_when(reached: Callable[..., None], *args: Any) -> None:
    """Run `reached(flag, *args)`, a module's own function, in a new process; kill it with -9 once it raises the flag."""
    from django.conf import settings

    context = multiprocessing.get_context("spawn")
    flag = context.Event()
    child = context.Process(
        target=_work,
        args=(settings.DATABASES["default"], settings.DATA_DIR, flag, pickle.dumps((reached, args))),
        daemon=True,
    )
    child.start()
    try:
        assert flag.wait(60), "the worker never came so far"
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join(20)
        assert child.exitcode == -signal.SIGKILL
    finally:
        child.kill()  # else its open transaction would block whatever cleans up after the test
        child.join(20)


def at_once(task: Callable[..., None], *each: tuple[Any, ...]) -> None:
    """Run `task(flag, *args)` for each of these arguments, each in a new process, all at the same time, to their end."""
    from django.conf import settings

    context = multiprocessing.get_context("spawn")
    given = (settings.DATABASES["default"], settings.DATA_DIR, context.Event())
    children = [
        context.Process(target=_work, args=(*given, pickle.dumps((task, args))), daemon=True) for args in each
    ]
    for child in children:
        child.start()
    try:
        for child in children:
            child.join(60)
        assert [child.exitcode for child in children] == [0] * len(children)
    finally:
        for child in children:
            child.kill()


def _work(database: dict[str, Any], data: Any, flag: Flag, task: bytes) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "zhixing.config.settings"
    import django
    from django.conf import settings

    settings.DATABASES = {"default": database}
    settings.DATA_DIR, settings.MEDIA_ROOT = data, data / "files"
    django.setup()
    reached, args = pickle.loads(task)  # our own parent wrote it
    reached(flag, *args)
