"""What administration keeps of its own: changes of a calendar that wait for a second person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhixing.base.words import Words, w
from zhixing.kernel.access.models import Account
from zhixing.kernel.calendars.explaining import written
from zhixing.kernel.calendars.models import LocalDayEntry
from zhixing.kernel.organisation.models import Unit


class What(models.TextChoices):
    """What a proposal would do to the calendar."""

    LOCAL_DAY = "local_day", w("A local day", "设置本地日")
    UNDO = "undo", w("Undo a local day", "撤销本地日")
    YEAR = "year", w("A year's notice", "发布年度放假安排")


class CalendarProposal(models.Model):
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
    reason = models.CharField(max_length=200)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_confirmed = models.BooleanField(null=True)
    changes = models.JSONField(default=list)
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(is_confirmed=True) | ~Q(decided_by=F("proposed_by")),
                name="calendar_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(
                    what="local_day", jurisdiction__isnull=False, on__isnull=False, rests__isnull=False
                )
                | Q(what="undo", entry__isnull=False)
                | Q(what="year", year__isnull=False),
                name="calendar_proposal_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.told())

    @property
    def waits(self) -> bool:
        """Does it wait for the second person?"""
        return self.decided_at is None

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
