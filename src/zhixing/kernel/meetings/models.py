"""A meeting, who sits at it, what is on its agenda, and what each member said."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from zhixing.base.words import w
from zhixing.kernel.matters.models import Matter
from zhixing.kernel.meetings.choices import COUNTED, DISSENT, Outcome, Role, Stance, State
from zhixing.kernel.organisation.models import Person, Unit


class Meeting(Matter):
    """One meeting, from its notice to its minutes. `origin` is what it is about, where it is about one matter.

    `sort` is one of the registered sorts; what follows from a meeting for other matters is said there.
    """

    matter_ptr = models.OneToOneField(
        Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="%(app_label)s_%(class)s"
    )
    sort = models.CharField(max_length=60)
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", db_comment="Who convenes it and keeps its record"
    )
    chair = models.ForeignKey(Person, models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    planned_at = models.DateTimeField()
    notified_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    minutes = models.TextField(blank=True)
    minuted_on = models.DateField(null=True)

    noun: ClassVar[Any] = w("meeting", "会议")
    states: ClassVar[Any] = State

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minuted_on=None, minutes="")
                | Q(held_on__isnull=False, minuted_on__gte=models.F("held_on")),
                name="meeting_minuted_after_held",
            )
        ]
        indexes = [
            models.Index(fields=["sort", "-planned_at"], name="meeting_by_sort"),
            models.Index(fields=["organiser"], name="meeting_by_organiser"),
        ]

    @cached_property
    def seated(self) -> list[Seat]:
        """Everyone who was asked, in the order of the table."""
        order = list(Role)
        rows = self.seats.select_related("person").order_by("id")
        return sorted(rows, key=lambda seat: (order.index(Role(seat.role)), seat.pk))

    @cached_property
    def items(self) -> list[AgendaItem]:
        """The agenda in its order."""
        return list(
            self.agenda.filter(taken_off=False).select_related("matter", "reporter").order_by("place", "id")
        )

    @cached_property
    def views_of(self) -> dict[int, list[View]]:
        """What was said, by agenda item, in the order in which it was said."""
        found: dict[int, list[View]] = {}
        for view in View.objects.filter(item__meeting=self).select_related("seat__person").order_by("id"):
            found.setdefault(view.item_id, []).append(view)
        return found

    @property
    def counted(self) -> list[Seat]:
        """Chair and members: whose presence makes the quorum."""
        return [seat for seat in self.seated if seat.role in COUNTED]

    def gate_facts(self) -> dict[str, Any]:
        """What the rulebook's gates may ask of a meeting (《重大行政决策程序暂行条例》第三十条).

        A dissent counts as recorded when what was said stands beside it. Where nobody stated a view the head did not
        speak too early.
        """
        items = [item for item in self.items if self.views_of.get(item.pk)]
        views = [view for item in items for view in self.views_of[item.pk]]
        dissents = [view for view in views if view.stance in DISSENT]
        against = [item for item in items if item.is_against_majority(self.views_of[item.pk])]
        return {
            "state": self.state,
            "sort": self.sort.split(".")[-1],
            "present": sum(1 for seat in self.counted if seat.is_present),
            "members": len(self.counted),
            "unsettled": sum(1 for item in self.items if not item.outcome),
            "head_spoke_last": all(chair_spoke_last(self.views_of[item.pk]) for item in items),
            "dissents": len(dissents),
            "dissents_recorded": sum(1 for view in dissents if view.text),
            "against_majority": bool(against),
            "reasons_stated": all(item.reason for item in against),
        }

    def numbered_as(self) -> tuple[str, int] | None:
        """A meeting is numbered when it is convened."""
        return (self.organiser.document_code or "会") + "会", self.opened_on.year

    def searched_text(self) -> str:
        return "\n".join([self.place, self.minutes, *(item.title for item in self.items)])


class Seat(models.Model):
    """Someone asked to a meeting: a person of the chart, or a named outsider with the capacity in which he comes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=10)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    capacity = models.CharField(max_length=100, blank=True, db_comment="职务或身份，如：人大代表")
    is_present = models.BooleanField(null=True, db_comment="Unknown until the meeting was held")
    absence = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["meeting_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="seat_once"
            ),
            models.UniqueConstraint(fields=["meeting"], condition=Q(role="chair"), name="seat_one_chair"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.capacity}）" if self.capacity else self.name


class AgendaItem(models.Model):
    """One thing to be discussed: a matter, or a free title; and what became of it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="agenda")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="tabled")
    title = models.CharField(max_length=300)
    place = models.IntegerField(default=0)
    reporter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20, blank=True)
    decision = models.TextField(blank=True)
    reason = models.TextField(blank=True, db_comment="Why it goes against what most members said")
    taken_off = models.BooleanField(default=False)

    class Meta:
        ordering = ["meeting_id", "place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "matter"],
                condition=Q(matter__isnull=False, taken_off=False),
                name="agenda_item_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def is_against_majority(self, views: list[View]) -> bool:
        """Whether the outcome goes against what more than half of those who took a side said."""
        if self.outcome not in (Outcome.ADOPTED, Outcome.CHANGED, Outcome.REJECTED):
            return False
        sides = [view.stance for view in views if view.stance != Stance.ABSTAIN]
        against = sum(1 for stance in sides if stance in DISSENT)
        most_against, most_for = against * 2 > len(sides), against * 2 < len(sides)
        return most_for if self.outcome == Outcome.REJECTED else most_against


class View(models.Model):
    """What one member said to one item of the agenda. Written once; the minutes show it as it was said."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="views")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="views")
    stance = models.CharField(max_length=10)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "seat"], name="view_once")]


def chair_spoke_last(views: list[View]) -> bool:
    """Whether the chair's view, if he stated one, is the last on record."""
    places = [n for n, view in enumerate(views) if view.seat.role == Role.CHAIR]
    return not places or places[-1] == len(views) - 1
