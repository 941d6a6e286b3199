"""The closed sets of meetings, with their words."""

from __future__ import annotations

from django.db import models

from zhixing.base.words import w


class State(models.TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", w("to be held", "待召开")
    HELD = "held", w("held, minutes to be written", "已召开待出纪要")
    MINUTED = "minuted", w("minutes issued", "纪要已印发")
    CANCELLED = "cancelled", w("cancelled", "已取消")


class Role(models.TextChoices):
    """What a seat at the table is. Only the chair and members are counted for a quorum and state views that count."""

    CHAIR = "chair", w("Chair", "主持人")
    MEMBER = "member", w("Member", "组成人员")
    ATTENDING = "attending", w("Attending", "列席")
    OBSERVER = "observer", w("Observer", "旁听")
    RECORDER = "recorder", w("Recorder", "记录")


COUNTED = (Role.CHAIR, Role.MEMBER)


class Stance(models.TextChoices):
    """How a member stands to what is on the agenda."""

    AGREE = "agree", w("agrees", "同意")
    CHANGES = "changes", w("agrees with changes", "修改后同意")
    DISAGREE = "disagree", w("disagrees", "不同意")
    ABSTAIN = "abstain", w("states no view", "弃权")


DISSENT = (Stance.DISAGREE,)


class Outcome(models.TextChoices):
    """What the meeting made of an item of its agenda (《重大行政决策程序暂行条例》第三十条: pass, not pass, change, put off)."""

    OPEN = "", w("not settled yet", "尚未议定")
    ADOPTED = "adopted", w("adopted", "通过")
    CHANGED = "adopted_changed", w("adopted with changes", "修改后通过")
    REJECTED = "not_adopted", w("not adopted", "不予通过")
    DEFERRED = "deferred", w("to be discussed again", "再次讨论或者暂缓")


PASSED = (Outcome.ADOPTED, Outcome.CHANGED)
