"""What the command line of the monitor refuses."""

from __future__ import annotations

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NotAsked(Refusal):
    """The command line does not say what is wanted."""

    code = "approvals.not_asked"
    status = 422
    reason = w("The command is incomplete or not known.", "命令不完整或无法识别。")
    remedy = w("{usage}", "{usage}")
