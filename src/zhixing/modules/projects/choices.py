"""The closed sets of key projects, with their words."""

from __future__ import annotations

from django.db import models

from zhixing.base.words import w


class State(models.TextChoices):
    """Where a key project stands."""

    DRAFT = "draft", w("being prepared", "前期准备")
    UNDER_WAY = "under_way", w("under way", "推进中")
    SUSPENDED = "suspended", w("suspended", "已中止")
    COMPLETED = "completed", w("completed", "已完成")
    CANCELLED = "cancelled", w("cancelled", "已取消")


class Level(models.TextChoices):
    """Whose key project it is (E18). From the district's own upwards the weekly on-site meeting is owed (S4.1-06)."""

    TOWN = "town", w("town", "镇级")
    DISTRICT = "district", w("district or county", "区（县）级")
    CITY = "city", w("city", "市级")
    PROVINCE = "province", w("province", "省级")
    NATION = "nation", w("nation", "国家级")


class Category(models.TextChoices):
    """What kind of project it is."""

    INFRASTRUCTURE = "infrastructure", w("infrastructure", "基础设施")
    INDUSTRY = "industry", w("industry", "产业发展")
    LIVELIHOOD = "livelihood", w("people's livelihood", "社会民生")
    ECOLOGY = "ecology", w("ecology", "生态环保")
    OTHER = "other", w("other", "其他")


class KeyField(models.TextChoices):
    """The fields that integrity monitoring names (S2.7-04)."""

    NONE = "", w("none", "非监控重点")
    HOUSING_FUND = "housing_fund", w("housing provident fund", "住房公积金")
    SPECIAL_FUNDS = "special_funds", w("payment and use of special funds", "专项资金拨付使用")
    GOVERNMENT_INVESTED = "government_invested", w("government-invested key project", "政府投资重点工程")


class Series(models.TextChoices):
    """What is planned and counted by month: the investment done, and the money that came, by its source."""

    INVESTMENT = "investment", w("investment done", "完成投资")
    CENTRAL = "central", w("central funds", "中央资金")
    PROVINCIAL = "provincial", w("provincial funds", "省级资金")
    LOCAL = "local", w("local budget", "本级财政资金")
    BOND = "bond", w("special bonds", "专项债券")
    LOAN = "loan", w("bank loans", "银行贷款")
    OWN = "own", w("the owner's own and social funds", "自筹及社会资金")


class ReportState(models.TextChoices):
    """Where the list of projects for one executive meeting stands."""

    PROPOSED = "proposed", w("awaiting approval", "待审定")
    APPROVED = "approved", w("approved", "已审定")
    NOTIFIED = "notified", w("notice given", "已通知")
    CONCLUDED = "concluded", w("reported", "已汇报")
    CANCELLED = "cancelled", w("cancelled", "已取消")


class Ground(models.TextChoices):
    """Why a project is proposed for the executive meeting, each computed from the record."""

    RED = "red", w("a red card stands", "有红牌")
    SLIPPED = "slipped", w("behind its first plan", "落后首次计划")
    UNHEARD = "unheard", w("long unheard", "久未听取汇报")
    LARGE = "large", w("large investment", "投资规模大")
    PROBLEM = "problem", w("a problem waits", "问题待解决")


class DutyState(models.TextChoices):
    """Where a standing duty of an office stands."""

    RUNNING = "running", w("running", "履行中")
    ENDED = "ended", w("ended", "已终止")
