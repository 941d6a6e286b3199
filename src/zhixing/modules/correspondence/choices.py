"""The closed sets of official documents, with their words."""

from __future__ import annotations

from django.db import models

from zhixing.base.words import w


class IncomingState(models.TextChoices):
    """Where an incoming document stands."""

    REGISTERED = "registered", w("awaiting acceptance", "待受理")
    ACCEPTED = "accepted", w("papers to be checked", "待检查资料")
    INCOMPLETE = "incomplete", w("returned for completion", "退回补正")
    UNDER_WAY = "under_way", w("under way", "办理中")
    SUBMITTED = "submitted", w("submitted upward", "已报批")
    FINISHED = "finished", w("finished", "已办结")
    WITHDRAWN = "withdrawn", w("withdrawn by the sender", "来文撤回")


class OutgoingState(models.TextChoices):
    """Where a document of one's own stands."""

    PLANNED = "planned", w("being consulted on", "沟通协调中")
    DRAFTED = "drafted", w("awaiting signature", "待签发")
    SIGNED = "signed", w("signed, to be delivered", "待送达")
    DELIVERED = "delivered", w("delivered, being followed", "跟踪协调中")
    CONCLUDED = "concluded", w("concluded", "已办结")
    DROPPED = "dropped", w("dropped", "已撤销")


class DeliveryState(models.TextChoices):
    """Where a rule or notice that is delivered stands."""

    DRAFT = "draft", w("being prepared", "拟稿")
    DELIVERED = "delivered", w("receipts awaited", "待签收")
    RECEIVED = "received", w("received by all", "全部签收")
    WITHDRAWN = "withdrawn", w("withdrawn", "已撤回")


class DutyState(models.TextChoices):
    """Whether a standing duty runs."""

    RUNNING = "running", w("in force", "执行中")
    ENDED = "ended", w("ended", "已终止")


class DocumentKind(models.TextChoices):
    """The fifteen kinds of document (党政机关公文处理工作条例, art. 8), and what is none of them."""

    RESOLUTION = "resolution", w("Resolution", "决议")
    DECISION = "decision", w("Decision", "决定")
    ORDER = "order", w("Order", "命令（令）")
    COMMUNIQUE = "communique", w("Communiqué", "公报")
    PROCLAMATION = "proclamation", w("Proclamation", "公告")
    PUBLIC_NOTICE = "public_notice", w("Public notice", "通告")
    OPINION = "opinion", w("Opinion", "意见")
    NOTICE = "notice", w("Notice", "通知")
    CIRCULAR = "circular", w("Circular", "通报")
    REPORT = "report", w("Report", "报告")
    REQUEST = "request", w("Request for instructions", "请示")
    REPLY = "reply", w("Official reply", "批复")
    MOTION = "motion", w("Motion", "议案")
    LETTER = "letter", w("Letter", "函")
    MINUTES = "minutes", w("Minutes", "纪要")


class Direction(models.TextChoices):
    """Which way a document goes (行文方向)."""

    UPWARD = "upward", w("Upward", "上行文")
    PARALLEL = "parallel", w("Parallel", "平行文")
    OUTWARD = "outward", w("Outward", "对外行文")
    DOWNWARD = "downward", w("Downward", "下行文")


class Urgency(models.TextChoices):
    """紧急程度 of a document: the regulation knows 特急 and 加急 (art. 9)."""

    PLAIN = "plain", w("Plain", "平件")
    URGENT = "urgent", w("Urgent", "加急")
    MOST_URGENT = "most_urgent", w("Most urgent", "特急")


class Secrecy(models.TextChoices):
    """密级 as it stands on the paper. Only what has none may be entered."""

    NONE = "none", w("No mark", "无密级")
    SECRET = "secret", w("Secret", "秘密")
    CONFIDENTIAL = "confidential", w("Confidential", "机密")
    TOP = "top", w("Top secret", "绝密")


class Review(models.TextChoices):
    """The two joint review meetings (S4.1-15, S4.1-16)."""

    PLANNING = "planning", w("Joint review of planning", "规划联审")
    LAND = "land", w("Joint review of land", "土地联审")


class Duty(models.TextChoices):
    """What comes round again: the weekly report and the two joint reviews. The values stand in the rules."""

    REPORT = "tracking_report", w("Weekly report on documents followed", "行文跟踪协调每周书面汇报")
    PLANNING = "planning_review", w("Joint review of planning every 15 days", "每十五天规划联审会议")
    LAND = "land_review", w("Joint review of land every 15 days", "每十五天土地联审会议")


class Channel(models.TextChoices):
    """How one spoke with the counterpart, or told a sender."""

    IN_PERSON = "in_person", w("In person", "当面")
    TELEPHONE = "telephone", w("By telephone", "电话")
    WRITTEN = "written", w("In writing", "书面")
    SYSTEM = "system", w("Through the system", "系统")


class Outcome(models.TextChoices):
    """How an incoming document was finished."""

    DONE = "done", w("Done", "办结")
    REFUSED = "refused", w("Not granted, with reasons", "不予办理（已说明理由）")
    FILED = "filed", w("Read and filed", "阅存")
