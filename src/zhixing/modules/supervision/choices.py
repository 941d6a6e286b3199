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


class CheckState(models.TextChoices):
    """Where a field check stands."""

    PLANNED = "planned", w("planned", "待开展")
    FOUND = "found", w("findings recorded", "已记录发现")
    FED_BACK = "fed_back", w("fed back to the units", "已反馈")
    CLOSED = "closed", w("closed", "已办结")
    CANCELLED = "cancelled", w("cancelled", "已取消")


class Nature(models.TextChoices):
    """What a circular does (S1-19, S1-20, S1-26, E40)."""

    PRAISE = "praise", w("praise", "通报表扬")
    CRITICISM = "criticism", w("notice of criticism", "通报批评")
    PRACTICE = "practice", w("good practice", "经验推广")
    POSITIVE_CASE = "positive_case", w("positive typical case", "正面典型")
    NEGATIVE_CASE = "negative_case", w("negative typical case", "反面典型")
    BULLETIN = "bulletin", w("weekly bulletin", "督查周报")


class Conduct(models.TextChoices):
    """The five conducts of bad coordination (S1-20), and what else a criticism may rest on."""

    PASSING_BUCK = "passing_buck", w("buck-passing", "推诿扯皮")
    OWN_WAY = "own_way", w("going its own way", "各行其是")
    PUSHING_UP = "pushing_up", w("pushing conflicts upward at will", "随意上交矛盾")
    OBSTRUCTING = "obstructing", w("obstructing each other", "互相掣肘")
    UNDERMINING = "undermining", w("undermining each other", "互相拆台")
    OTHER = "other", w("other, as the reason says", "其他（见事由）")


class Scope(models.TextChoices):
    """Who may know of a circular."""

    GOVERNMENT = "government", w("within government", "政府系统内")
    PUBLIC = "public", w("public", "向社会公开")


class CircularState(models.TextChoices):
    """Where a circular stands. Whoever wrote it does not approve it."""

    DRAFT = "draft", w("being drafted", "拟稿")
    REVIEW = "review", w("awaiting approval", "送审")
    APPROVED = "approved", w("approved", "已签发")
    ISSUED = "issued", w("issued", "已印发")
    CONCLUDED = "concluded", w("concluded", "已办结")
    WITHDRAWN = "withdrawn", w("withdrawn", "已撤回")
    DISCARDED = "discarded", w("discarded", "已作废")


class QuarterlyState(models.TextChoices):
    """Where the reports of a quarter stand."""

    CALLED = "called", w("reports awaited", "填报中")
    CLOSED = "closed", w("checked and closed", "已核查归档")
    CANCELLED = "cancelled", w("cancelled", "已取消")


class Quarter(models.TextChoices):
    """A quarter of a year."""

    FIRST = "Q1", w("first quarter", "第一季度")
    SECOND = "Q2", w("second quarter", "第二季度")
    THIRD = "Q3", w("third quarter", "第三季度")
    FOURTH = "Q4", w("fourth quarter", "第四季度")


class Subject(models.TextChoices):
    """The four subjects of a quarterly report (S0-36)."""

    KEY_WORK = "key_work", w("Key work", "重点工作")
    INVESTMENT = "investment", w("Major investment projects", "重大投资项目")
    DECISION = "decision", w("Major decisions", "政府重大决策")
    REFORM = "reform", w("Major reforms", "重大改革举措")


class Verdict(models.TextChoices):
    """What the check of a reported line found (S0-37)."""

    TRUE = "true", w("true", "属实")
    PARTLY = "partly", w("partly true", "部分属实")
    FALSE = "false", w("not true", "不属实")
