"""The closed sets of document breakdown, with their words."""

from __future__ import annotations

from django.db import models

from zhixing.base.words import w


class DocumentState(models.TextChoices):
    """Where the breakdown of a document stands."""

    OPEN = "open", w("being broken down", "分解中")
    CLOSED = "closed", w("broken down", "已分解")


class ProposalState(models.TextChoices):
    """What became of a proposed item."""

    PROPOSED = "proposed", w("proposed", "待核对")
    EDITED = "edited", w("edited", "已修改")
    ACCEPTED = "accepted", w("accepted", "已受理")
    DISCARDED = "discarded", w("set aside", "不立项")


#: Proposals that still wait for a decision.
WAITING = (ProposalState.PROPOSED, ProposalState.EDITED)


class DueKind(models.TextChoices):
    """How the document says when a task is due."""

    NONE = "", w("no time said", "未写时限")
    DATE = "date", w("by a day", "限期完成")
    RECURRING = "recurring", w("recurring", "定期开展")
    ONGOING = "ongoing", w("ongoing", "持续推进")
