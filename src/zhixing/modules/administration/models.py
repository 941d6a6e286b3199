"""What administration keeps of its own: changes of a calendar or of rules that wait for a second person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhixing.base.words import Words, w
from zhixing.kernel.access.models import Account
from zhixing.kernel.calendars.explaining import written
from zhixing.kernel.calendars.models import LocalDayEntry
from zhixing.kernel.organisation.models import Unit
from zhixing.kernel.rulebook.schema import Span
from zhixing.kernel.rulebook.schema import Unit as TermUnit
from zhixing.kernel.rulebook.terms import length


class Proposal(models.Model):
    """A change that one person proposes and another confirms or declines; each kind adds what it would change."""

    reason = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)

    class Meta:
        abstract = True
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.told())

    @property
    def waits(self) -> bool:
        """Does it wait for the second person?"""
        return self.decided_at is None

    def told(self) -> Words:
        """What it would do, in one phrase."""
        raise NotImplementedError


def _by_another(name: str) -> models.CheckConstraint:
    """Nobody confirms what he proposed himself; declining is withdrawing."""
    return models.CheckConstraint(
        condition=~Q(is_confirmed=True) | ~Q(decided_by=F("proposed_by")), name=name
    )


class What(models.TextChoices):
    """What a proposal would do to the calendar."""

    LOCAL_DAY = "local_day", w("A local day", "设置本地日")
    UNDO = "undo", w("Undo a local day", "撤销本地日")
    YEAR = "year", w("A year's notice", "发布年度放假安排")


class CalendarProposal(Proposal):
    """A change of the calendar: proposed by one person, confirmed or declined by another, with what it moves.

    `jurisdiction` is None for a national notice, which concerns every jurisdiction. `changes` are those that
    the confirming person saw (obligations.recompute.Change); `applied_at` says when they were all written.
    """

    what = models.CharField(max_length=10)
    jurisdiction = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(null=True)
    rests = models.BooleanField(null=True)
    entry = models.ForeignKey(LocalDayEntry, on_delete=models.PROTECT, null=True, related_name="+")
    year = models.IntegerField(null=True)
    notice = models.CharField(max_length=200, blank=True)
    days = models.JSONField(default=list, db_comment="[ISO day, rests, Chinese occasion] of a year's notice")
    changes = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True)

    class Meta(Proposal.Meta):
        constraints = [
            _by_another("calendar_confirmed_by_another"),
            models.CheckConstraint(
                condition=Q(
                    what="local_day", jurisdiction__isnull=False, on__isnull=False, rests__isnull=False
                )
                | Q(what="undo", entry__isnull=False)
                | Q(what="year", year__isnull=False),
                name="calendar_proposal_is_whole",
            ),
        ]

    def told(self) -> Words:
        """What it would do, in one phrase."""
        if self.what == What.YEAR:
            return w("Holidays of {year}", "{year}年放假安排").put(year=self.year)
        day = self.entry.on if self.entry else self.on
        if self.what == What.UNDO:
            return w("Undo the local day {day}", "撤销{day}的本地安排").put(
                day=day.isoformat() if day else ""
            )
        rests = w("{day} is a local rest day", "{day}为本地休息日")
        works = w("{day} is a local working day", "{day}为本地工作日")
        return (rests if self.rests else works).put(day=written(day) if day else "—")


class RuleWhat(models.TextChoices):
    """What a proposal would do to the rules."""

    VALUE = "value", w("A local value", "设定本地数值")
    UNDO = "undo", w("Undo a local value", "撤销本地数值")
    CHOICE = "choice", w("A setting", "选择适用方式")
    PACKS = "packs", w("Packs switched on", "启用规则包")


class RuleProposal(Proposal):
    """A change of a government's rules: proposed by one person, confirmed or declined by another, with what it changes.

    `packs` are the packs that would then be on; a local value is `amount` of `unit` for `rule` from `from_on`.
    """

    what = models.CharField(max_length=10)
    jurisdiction = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=80, blank=True)
    from_on = models.DateField(null=True)
    amount = models.IntegerField(null=True)
    unit = models.CharField(max_length=15, blank=True)
    setting = models.CharField(max_length=60, blank=True)
    option = models.CharField(max_length=60, blank=True)
    packs = models.JSONField(default=list)

    class Meta(Proposal.Meta):
        constraints = [
            _by_another("rules_confirmed_by_another"),
            models.CheckConstraint(
                condition=Q(what="value", from_on__isnull=False, amount__gt=0) & ~Q(rule="") & ~Q(unit="")
                | Q(what="undo", from_on__isnull=False, amount=None) & ~Q(rule="")
                | Q(what="choice") & ~Q(setting="") & ~Q(option="")
                | Q(what="packs"),
                name="rule_proposal_is_whole",
            ),
        ]

    def told(self) -> Words:
        """What it would do, in one phrase."""
        day = written(self.from_on) if self.from_on else ""
        if self.what == RuleWhat.VALUE and self.amount:
            term = length(Span(amount=self.amount, unit=TermUnit(self.unit)))
            return w("{rule}: {term} from {day} on", "{rule}：自{day}起为{term}").put(
                rule=self.rule, term=term, day=day
            )
        if self.what == RuleWhat.UNDO:
            return w("{rule}: the pack's own value again from {day} on", "{rule}：自{day}起恢复原定数值").put(
                rule=self.rule, day=day
            )
        if self.what == RuleWhat.CHOICE:
            return w("{setting}: {option}", "{setting}：{option}").put(
                setting=self.setting, option=self.option
            )
        return w("{n} packs switched on: {packs}", "启用 {n} 个规则包：{packs}").put(
            n=len(self.packs), packs="、".join(self.packs)
        )
