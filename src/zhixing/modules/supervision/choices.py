"""The closed sets of supervised handling, with their words."""

from __future__ import annotations

from django.db import models

from zhixing.base.words import w


class State(models.TextChoices):
    """Where a supervised item stands."""

    DRAFT = "draft", w("being prepared", "拟办")
    ISSUED = "issued", w("awaiting signature", "待签收")
    OBJECTED = "objected", w("unit objects", "异议待定")
    UNDER_WAY = "under_way", w("under way", "办理中")
    HELD = "held", w("on hold", "已挂起")
    REPORTED = "reported", w("awaiting check", "待核查")
    CLOSED = "closed", w("checked and closed", "已销号")
    WITHDRAWN = "withdrawn", w("withdrawn", "已撤回")


class Source(models.TextChoices):
    """Where an item comes from (E15)."""

    MEETING = "meeting", w("Meeting decision", "会议决定")
    INSTRUCTION = "instruction", w("Written instruction", "领导批示")
    ORDER = "order", w("Order", "政府指令")
    WORK_REPORT = "work_report", w("Government work report", "政府工作报告")
    YEARLY_TARGET = "yearly_target", w("Yearly target", "年度目标")
    PROPOSAL = "proposal", w("Deputies' proposal", "代表建议、委员提案")
    DOCUMENT = "document", w("Document breakdown", "文件分解")
    OTHER = "other", w("Other", "其他")


class Urgency(models.TextChoices):
    """How soon it must begin; an order is carried out at once (S1-21)."""

    PLAIN = "plain", w("plain", "平件")
    URGENT = "urgent", w("urgent", "急件")
    IMMEDIATE = "immediate", w("immediate", "特急")


class Rhythm(models.TextChoices):
    """How often the lead unit reports."""

    NONE = "", w("on completion only", "办结时一次")
    DAY = "day", w("daily", "每日")
    WEEK = "week", w("weekly", "每周")
    HALF_MONTH = "half_month", w("every half month", "每半月")
    MONTH = "month", w("monthly", "每月")
    QUARTER = "quarter", w("quarterly", "每季度")
    STAGE = "stage", w("by stage of the plan", "按方案阶段")


class Tier(models.TextChoices):
    """The three tiers of execution (S2.3-03)."""

    UPPER = "upper", w("plan and steer", "统筹")
    MIDDLE = "middle", w("decompose and coordinate", "分解协调")
    BASIC = "basic", w("carry out", "落实")


class Cause(models.TextChoices):
    """Why a limit was missed (S0-40); the first four are the causes of weak execution of S4.9."""

    BODY = "body", w("executing unit", "执行主体原因")
    SYSTEM = "system", w("system and mechanism", "体制机制原因")
    ENVIRONMENT = "environment", w("environment", "执行环境原因")
    DECISION = "decision", w("the decision itself", "决策本身原因")
    OBJECTIVE = "objective", w("objective cause outside government", "客观原因")


class Method(models.TextChoices):
    """How completion was checked (S1-25)."""

    PAPERS = "papers", w("papers and data", "查阅资料")
    VISIT = "visit", w("visit on site", "实地核查")
    UNANNOUNCED = "unannounced", w("unannounced visit", "暗访")
    INTERVIEW = "interview", w("asking those concerned", "走访服务对象")


class Agreement(models.TextChoices):
    """How several agree (会签)."""

    ALL = "all", w("all must agree", "全部会签")
    ANY = "any", w("one is enough", "或签")
    ORDER = "order", w("one after the other", "依次会签")
