"""From a delivered file to an alert and back: what a source sends raises it, what it corrects proposes to remove its card."""

from __future__ import annotations

from datetime import date

from tests.city import OPENED

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import perform
from zhixing.kernel.actions.register import actions_of
from zhixing.kernel.obligations.models import Card, Obligation
from zhixing.modules.approvals.alerts import excused_duties
from zhixing.modules.approvals.judging_store.running import judge_all
from zhixing.modules.approvals.models import Alert, Duty
from zhixing.modules.approvals.tests.stored import HEADER, connected, delivered

LATE = "甲1,received,2026-03-02 09:00,市住房和城乡建设局,2026-03-10\n甲1,decided,2026-03-16 10:00,市住房和城乡建设局,\n"
IN_TIME = "乙1,received,2026-03-02 09:00,市住房和城乡建设局,2026-03-10\n乙1,decided,2026-03-10 23:00,市住房和城乡建设局,\n"
BREACH = "丙1,decided,2026-03-12 10:00,市住房和城乡建设局,\n"
STEPS = {
    "case": "case", "activity": "step", "moment": "at", "unit": "unit", "event_id": "id", "ends": ["approvals.decided"],
    "facts": {"due": {"column": "due", "as": "day", "of": "case"}},
    "events": {"received": "approvals.accepted", "decided": "approvals.decided"},
    "limits": [
        {"code": "a.due", "title": {"en": "Planned day", "zh": "承诺办结日"}, "on": ["approvals.accepted"],
         "until": ["approvals.decided"], "due": "due"}
    ],
}  # fmt: skip


def numbered(rows: str) -> str:
    """The rows with an id of their own for each event: its case and its step."""
    lines = [line.split(",") for line in rows.splitlines()]
    return HEADER.replace("\n", ",id\n") + "".join(
        ",".join([*cells, cells[0] + cells[1]]) + "\n" for cells in lines
    )


def test_a_delivery_raises_alerts_and_a_corrected_time_proposes_their_removal(city):
    source = connected(city, STEPS, watched_from=date(2026, 3, 1), packs=["electronic-monitoring"])
    grant = {"role": "approvals.supervision", "unit": city.gov, "reach": Reach.BELOW, "from_on": OPENED}
    Grant.objects.create(
        account=city.accounts["officer"], **grant
    )  # of another unit than the one that watches
    noon = clock.moment_on(date(2026, 3, 17), 12)
    delivered(source, city, numbered(LATE + IN_TIME + BREACH), now=noon)
    with clock.at(noon):
        judge_all(date(2026, 3, 17))

    raised = {a.case.number: a for a in Alert.objects.select_related("case").order_by("case__number")}
    assert {n: (a.rule, a.ground, a.colour, a.lead_unit) for n, a in raised.items()} == {
        "丙1": ("approvals.skipped_acceptance", "procedure", "yellow", city.housing),
        "甲1": ("a.due", "time", "yellow", city.housing),
    }
    late = raised["甲1"]
    owed = Obligation.objects.get(matter_id=late.pk)
    assert (owed.due_on, owed.ended_on, owed.is_late) == (date(2026, 3, 10), date(2026, 3, 16), True)
    card = Card.objects.get(matter_id=late.pk)
    assert (card.drawn_on, card.answer_due_on) == (date(2026, 3, 11), date(2026, 3, 20))

    corrected = LATE.replace("03-16 10:00", "03-10 16:30")
    with clock.at(noon):
        delivered(source, city, numbered(corrected), "更正.csv", now=noon)
        judge_all(date(2026, 3, 17))
    card.refresh_from_db()
    assert (card.state, card.removal_proposed_on) == ("drawn", date(2026, 3, 17))
    with clock.at(noon):
        given = {
            "card": card.pk,
            "is_removed": True,
            "is_objective": True,
            "reason": "录入错误，经核实已按期办结",
        }
        perform(actions_of(Alert)["decide_card"], late.pk, actor=city.actor("officer"), **given)

    assert list(excused_duties().values_list("pk", flat=True)) == [late.duty_id]
    assert Duty.objects.get(pk=late.duty_id).late is False
