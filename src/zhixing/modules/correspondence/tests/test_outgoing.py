"""Consult first, write later; one leader follows; the week is reported in writing."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base import clock
from zhixing.kernel.actions.refusals import NotYours
from zhixing.kernel.letters.models import Letter
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.kernel.matters.refusals import WrongState
from zhixing.kernel.matters.together import NotAsked
from zhixing.kernel.notices.models import Notice
from zhixing.kernel.obligations.models import Obligation
from zhixing.kernel.obligations.tick import tick
from zhixing.kernel.rulebook.refusals import GateShut
from zhixing.kernel.search.service import find
from zhixing.modules.correspondence import tracking
from zhixing.modules.correspondence.models import OutgoingDocument, StandingDuty
from zhixing.modules.correspondence.refusals import (
    AgreementOpen,
    DateInTheFuture,
    DutyRuns,
    KindNotForDirection,
    OneAddressee,
    ReportedAlready,
    SecretPaper,
)
from zhixing.modules.correspondence.tests.conftest import FRIDAY, THURSDAY

MONDAY = date(2026, 3, 16)


def refused(desk, refusal, name, thing, who="housing_clerk", on=THURSDAY, **given):
    """The refusal, after showing that it left no trace."""
    before = (
        Event.objects.count(),
        OutgoingDocument.objects.count(),
        Notice.objects.count(),
        Letter.objects.count(),
    )
    with pytest.raises(refusal) as said:
        desk(name, thing, who, on, **given)
    now = (
        Event.objects.count(),
        OutgoingDocument.objects.count(),
        Notice.objects.count(),
        Letter.objects.count(),
    )
    assert now == before
    return said.value


def test_upward_without_consultation_nothing_is_drafted(desk):
    document = desk.planned()
    said = refused(desk, GateShut, "draft_document", document, document_text="请示")
    assert "第七条" in str(said)

    consulted = desk(
        "record_consultation",
        document,
        "housing_clerk",
        with_whom="市财政局",
        consulted_on="2026-03-05",
        advice="写明来源",
    )
    drafted = desk("draft_document", consulted, "housing_clerk", document_text="关于专项资金的请示正文")

    assert (drafted.state, drafted.consultation_count) == ("drafted", 1)
    found = find("专项资金的请示正文", OutgoingDocument.objects.all())
    assert list(found.values_list("pk", flat=True)) == [document.pk]


def test_downward_needs_no_consultation(desk):
    document = desk.planned(
        direction="downward", document_kind="notice", addressed_to="各科室", counterpart=None
    )

    assert desk("draft_document", document, "housing_clerk", document_text="通知").state == "drafted"


def test_a_consultation_of_tomorrow_is_refused(desk):
    refused(
        desk, DateInTheFuture, "record_consultation", desk.planned(),
        with_whom="市财政局", consulted_on="2026-03-06", advice="x",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("direction", "kind"),
    [("upward", "reply"), ("downward", "request"), ("parallel", "notice"), ("outward", "report")],
)
def test_each_kind_of_document_has_its_direction(desk, direction, kind):
    given = {
        "issuing_unit": desk.city.housing.pk,
        "title": "x",
        "direction": direction,
        "document_kind": kind,
    }
    said = refused(
        desk, KindNotForDirection, "plan_document", OutgoingDocument, addressed_to="市政府", **given
    )

    assert "第八条" in str(said)


def test_upward_to_one_organ_only_and_never_a_secret_paper(desk):
    given = {
        "issuing_unit": desk.city.housing.pk,
        "title": "x",
        "direction": "upward",
        "document_kind": "request",
    }
    refused(desk, OneAddressee, "plan_document", OutgoingDocument, addressed_to="市政府、市委", **given)
    refused(
        desk, SecretPaper, "plan_document", OutgoingDocument, addressed_to="市政府", secrecy="secret", **given
    )


def test_whoever_drafted_does_not_sign_and_open_joint_signing_stands_in_the_way(desk):
    drafted = desk("draft_document", desk.consulted(), "housing_head", document_text="正文")
    with pytest.raises(NotYours):
        desk("sign_document", drafted, "housing_head")
    asked = desk(
        "ask_agreement",
        drafted,
        "housing_clerk",
        units=[desk.city.finance.pk, desk.city.transport.pk],
        agreement="order",
    )
    refused(desk, AgreementOpen, "sign_document", asked, "vice")
    refused(
        desk, NotAsked, "agree", asked, "transport_clerk", agrees=True, opinion="同意"
    )  # finance comes first

    one = desk("agree", asked, "finance_clerk", agrees=True, opinion="同意")
    assert one.agreement == "order"
    two = desk("agree", one, "transport_clerk", agrees=True, opinion="同意")
    assert two.agreement == ""
    turns = Notice.objects.filter(kind="matters.agreement_asked").order_by("id")
    assert [n.unit.name for n in turns] == ["市财政局", "市交通运输局"]

    signed = desk("sign_document", two, "vice")
    assert (signed.state, signed.number) == ("signed", "市住房和城乡建设局发〔2026〕1号")
    assert signed.signed_by.name == "沈若兰"


def test_a_disagreement_leaves_the_round_open(desk):
    drafted = desk("draft_document", desk.consulted(), "housing_clerk", document_text="正文")
    asked = desk("ask_agreement", drafted, "housing_clerk", units=[desk.city.finance.pk])

    against = desk("agree", asked, "finance_clerk", agrees=False, opinion="资金来源不明")

    assert against.agreement == "all"
    refused(desk, AgreementOpen, "sign_document", against, "vice")


def test_delivered_with_exactly_one_named_leader(desk):
    document = desk.signed()
    said = refused(desk, GateShut, "deliver", document)
    assert "第七条" in str(said) and "指定一名分管领导" in str(said)

    named = desk("name_follower", document, "housing_clerk", follower=desk.city.persons["vice"].pk)
    renamed = desk("name_follower", named, "housing_clerk", follower=desk.city.persons["mayor"].pk)
    delivered = desk("deliver", renamed, "housing_clerk")

    assert (delivered.state, delivered.follower.name, delivered.delivered_on) == (
        "delivered",
        "周明远",
        THURSDAY,
    )
    seen = OutgoingDocument.objects.visible_to(desk.city.actor("finance_clerk"))
    assert seen.filter(pk=document.pk).exists()  # the counterpart finds it from now on


def test_the_leader_follows_it_to_its_end_and_the_office_hears(desk):
    desk("begin_duty", StandingDuty, "secretary", duty="tracking_report", unit=desk.city.gov_office.pk)
    document = desk.delivered()
    followed = desk("follow_up", document, "vice", FRIDAY, progress="已进入审核", problems="需补充测算表")
    assert (followed.last_followed_on, followed.progress) == (FRIDAY, "已进入审核")
    told = Notice.objects.filter(unit=desk.city.gov_office, kind="correspondence.followed")
    assert [n.zh for n in told] == [
        f"{document.number}“关于老旧小区改造专项资金的请示”：沈若兰跟踪协调：已进入审核（需协调：需补充测算表）"
    ]

    done = desk(
        "conclude", followed, "vice", date(2026, 3, 12), result="已批复", answer_number="云政函〔2026〕3号"
    )
    assert (done.state, done.closed_on) == ("concluded", date(2026, 3, 12))
    with pytest.raises(WrongState):
        desk("follow_up", done, "vice", date(2026, 3, 13), progress="x")


def test_another_leader_or_unit_does_not_follow_it(desk):
    document = desk.delivered()

    with pytest.raises(NotYours):
        desk("follow_up", document, "finance_clerk", FRIDAY, progress="x")
    assert not Event.objects.filter(kind="correspondence.followed").exists()


def test_the_week_is_counted_from_the_record(desk):
    city = desk.city
    silent = desk.delivered(title="关于甲事项的请示")
    followed = desk.delivered(FRIDAY, title="关于乙事项的请示")
    desk("follow_up", followed, "vice", date(2026, 3, 11), progress="正在会审")
    new = desk.delivered(
        date(2026, 3, 12), title="关于丙事项的函", direction="parallel", document_kind="letter"
    )
    ended = desk.delivered(date(2026, 3, 6), title="关于丁事项的请示")
    desk("conclude", ended, "vice", date(2026, 3, 13), result="已批复")
    desk.delivered(
        date(2026, 3, 12),
        title="内部通知",
        direction="downward",
        document_kind="notice",
        addressed_to="各科室",
    )
    desk.consulted(date(2026, 3, 12), title="尚未送达的请示")

    week = tracking.week(city.gov_office, date(2026, 3, 13), MONDAY, lines=10)

    assert (week.period, week.monday, week.until) == ("2026-W11", date(2026, 3, 9), date(2026, 3, 15))
    assert [(line.document_id, line.is_silent) for line in week.running] == [
        (silent.pk, True),
        (followed.pk, False),
        (new.pk, False),
    ]
    assert [line.document_id for line in week.concluded] == [ended.pk]
    assert (week.running_count, week.concluded_count, week.new_count, week.silent_count) == (3, 1, 1, 1)
    first = tracking.week(city.gov_office, date(2026, 3, 13), MONDAY, lines=1)
    assert [line.document_id for line in first.running] == [silent.pk]  # what nobody speaks of comes first
    assert first.running_count == 3
    assert (week.running[0].days, week.concluded[0].days) == (10, 7)


def test_the_weekly_report_is_owed_written_once_and_met(desk):
    city = desk.city
    duty = desk(
        "begin_duty", StandingDuty, "secretary", THURSDAY, duty="tracking_report", unit=city.gov_office.pk
    )
    desk.delivered(date(2026, 3, 10))
    leaders = [city.persons["mayor"].pk, city.persons["vice"].pk]
    with pytest.raises(DateInTheFuture):
        desk("report_week", duty, "secretary", date(2026, 3, 13), day_of_week="2026-03-15", leaders=leaders)

    desk(
        "report_week",
        duty,
        "secretary",
        date(2026, 3, 13),
        day_of_week="2026-03-13",
        leaders=leaders,
        summary="请协调资金",
    )

    met = Obligation.objects.get(matter_id=duty.pk, period="2026-W11")
    assert (met.rule, met.due_on, met.state, met.is_late) == (
        "correspondence.weekly_report", MONDAY, "met", False
    )  # fmt: skip
    with pytest.raises(ReportedAlready):
        desk("report_week", duty, "secretary", MONDAY, day_of_week="2026-03-11", leaders=leaders)
    told = Notice.objects.filter(kind="correspondence.week_reported")
    assert {n.zh for n in told} == {
        "“云川市人民政府办公室行文跟踪协调每周书面汇报”已报送：在办1件，当周无跟踪记录0件。"
    }
    row = Event.objects.get(kind="correspondence.week_reported")
    assert events.tell(row).text("zh") == (
        "方圆向周明远、沈若兰书面汇报2026年第11周行文跟踪协调情况：在办1件，新送达1件，当周无跟踪记录0件。"
    )
    assert sorted(n.person.name for n in told) == ["周明远", "沈若兰"]


def test_a_standing_duty_runs_once_and_ends(desk):
    given = {"duty": "planning_review", "unit": desk.city.gov_office.pk}
    duty = desk("begin_duty", StandingDuty, "secretary", date(2026, 3, 2), **given)
    with pytest.raises(DutyRuns):
        desk("begin_duty", StandingDuty, "secretary", date(2026, 3, 3), **given)
    with clock.at(clock.moment_on(date(2026, 3, 3), 9)):
        tick(clock.now())  # the first fifteen days begin on the day after
    owed = Obligation.objects.get(matter_id=duty.pk)
    assert (owed.rule, owed.due_on, owed.state) == (
        "correspondence.planning_review",
        date(2026, 3, 17),
        "open",
    )

    ended = desk("end_duty", duty, "secretary", date(2026, 3, 4), reason="职能调整")

    assert (ended.state, ended.due_on, ended.closed_on) == ("ended", None, date(2026, 3, 4))
    assert Obligation.objects.get(pk=owed.pk).state == "excused"
    again = desk("begin_duty", StandingDuty, "secretary", date(2026, 3, 5), **given)
    assert (again.pk != duty.pk, again.state) == (True, "running")
