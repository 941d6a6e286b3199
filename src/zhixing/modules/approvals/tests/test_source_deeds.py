"""Connecting an outside system: each deed done once, and refused once with nothing changed."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.base.refusals import NotFound, Refusal
from zhixing.kernel.actions.permission import may
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event
from zhixing.modules.approvals.actions.sources import (
    adopt_mapping,
    choose_packs,
    deliver,
    name_units,
    read_again,
    register_source,
    resume_source,
    suspend_source,
    watch_from,
)
from zhixing.modules.approvals.loading import load
from zhixing.modules.approvals.models import Duty, DutyCard, Happened, OutsideCase, Touched, UnitName
from zhixing.modules.approvals.tests.conftest import MONDAY, STEPS

TUESDAY = date(2026, 3, 3)


def refused(story, spec, who, on=MONDAY, **given) -> str:
    """The code of the refusal; the record is as long as before."""
    before = Event.objects.count()
    with pytest.raises(Refusal) as found:
        story.do(spec, who, on, **given)
    assert Event.objects.count() == before
    return found.value.code


def case(source, number: str, unit_name: str = "", **more) -> OutsideCase:
    return OutsideCase.objects.create(source=source, number=number, unit_name=unit_name, **more)


def test_a_registered_system_is_found_by_who_runs_it_and_who_watches_it_and_by_nobody_else(story, city):
    source = story.registered().source

    assert (source.state, source.code, source.lead_unit, source.supervising_unit) == (
        "draft", "permits", city.service, city.organ,
    )  # fmt: skip
    assert sorted(source.audience) == sorted([city.service.pk, city.organ.pk])
    assert events.tell(source.events.get()).text("zh") == (
        "秦岚登记接入系统“市政务服务审批系统”（permits），由市政务服务管理局运行，市监察委员会监察。"
    )
    with pytest.raises(NotFound):
        story.do(adopt_mapping, "housing_clerk", mapping=STEPS)


def registering(story, code: str) -> dict[str, object]:
    city = story.city
    return {
        "title": "另一系统", "source_code": code, "running_unit": city.service.pk, "supervising_unit": city.organ.pk
    }  # fmt: skip


@pytest.mark.parametrize("code", ["7up", "Permits", "p", "with space", "号", "-a", "a" * 41])
def test_a_code_that_could_be_an_id_or_no_address_is_refused(story, code):
    assert refused(story, register_source, "watcher", **registering(story, code)) == "approvals.code_not_fit"


def test_two_systems_never_share_a_code(story):
    story.registered()

    assert (
        refused(story, register_source, "watcher", **registering(story, "permits")) == "approvals.code_taken"
    )


def test_the_first_mapping_connects_the_system_and_every_one_stands_whole_in_the_record(story):
    story.connected()
    story.do(adopt_mapping, "watcher", TUESDAY, mapping=STEPS + "ends: [办结]\n")

    source = story.source
    adopted = Event.objects.filter(matter=source, kind="approvals.mapping_adopted").order_by("id")
    assert (source.state, source.mapping_version) == ("active", 2)
    assert [e.facts["mapping_version"] for e in adopted] == [1, 2]
    assert adopted[0].facts["mapping"] == "case: 办件编号\nactivity: 环节\nmoment: 时间\nunit: 单位\n"
    assert adopted[1].facts["mapping"] == source.mapping
    assert "ends:\n- 办结\n" in source.mapping


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (STEPS, "approvals.mapping_unchanged"),
        ("case: a\nunknown: b\n", "approvals.mapping_invalid"),
        ("", "approvals.mapping_invalid"),
        ("# only a remark\n", "approvals.mapping_invalid"),
        ("case: a\nactivity: b\n", "approvals.mapping_invalid"),
        ("case: a\nactivity: b\nmoment: c\nfacts: {promised: {column: d}}\n", "approvals.mapping_invalid"),
        ("case: a\nactivity: b\nmoment: c\nzone: Mars/Base\n", "approvals.mapping_invalid"),
    ],
)
def test_a_mapping_that_says_nothing_new_or_nothing_sensible_is_refused(story, text, code):
    story.connected()

    assert refused(story, adopt_mapping, "hall", mapping=text) == code
    assert story.source.mapping_version == 1


def test_packs_are_chosen_by_who_watches_and_all_cases_are_judged_again(story):
    source = story.connected().source
    one = case(source, "A1")

    story.do(choose_packs, "watcher", packs=["administrative-licensing", "administrative-licensing", ""])

    assert story.source.packs == ["administrative-licensing"]
    assert list(Touched.objects.values_list("case_id", "stamp")) == [(one.pk, 0)]
    story.do(choose_packs, "watcher", packs=[])
    assert list(Touched.objects.values_list("case_id", "stamp")) == [(one.pk, 1)]
    assert refused(story, choose_packs, "watcher", packs=["no-such-pack"]) == "approvals.pack_unknown"
    assert refused(story, choose_packs, "hall", packs=["administrative-licensing"]) == "actions.not_yours"
    assert story.source.packs == []


def test_a_limit_whose_code_a_chosen_pack_uses_is_refused(story):
    story.connected()
    story.do(choose_packs, "watcher", packs=["administrative-licensing"])
    clash = STEPS + (
        "facts: {due: {column: 承诺, as: day}}\n"
        "limits: [{code: approvals.refer_away, title: {en: x, zh: 某}, on: [a], until: [b], due: due}]\n"
    )

    assert refused(story, adopt_mapping, "hall", mapping=clash) == "approvals.rules_clash"


def test_who_a_name_is_touches_the_cases_that_bear_it_and_no_others(story, city):
    source = story.connected().source
    handled, owing, other = (
        case(source, n, u) for n, u in (("A1", "住建局"), ("A2", "别处"), ("A3", "别处"))
    )
    Duty.objects.create(case=owing, rule="r", key="k", holder="住建局", opened_on=MONDAY, state="open", trigger_id=1,
                        judged_for=MONDAY)  # fmt: skip
    name = UnitName.objects.create(source=source, name="住建局")
    elsewhere = UnitName.objects.create(source=story.registered(source_code="other").source, name="住建局")
    story.source_id = source.pk

    done = story.do(name_units, "hall", unit_names=[name.pk], unit=city.housing.pk)

    name.refresh_from_db()
    assert name.unit == city.housing
    assert set(Touched.objects.values_list("case_id", flat=True)) == {handled.pk, owing.pk}
    assert events.tell(done.event).text("zh") == (
        "韩雪确认系统所称住建局即市住房和城乡建设局，涉及办件2件，重新判定。"
    )
    assert (
        refused(story, name_units, "hall", unit_names=[elsewhere.pk], unit=city.housing.pk)
        == "actions.not_choosable"
    )
    assert other.pk not in Touched.objects.values_list("case_id", flat=True)


def test_watching_from_a_day_touches_the_cases_whose_cards_lie_behind_it(story):
    source = story.connected().source
    for number, drawn_on in (("A1", date(2026, 2, 27)), ("A2", date(2026, 3, 3))):
        duty = Duty.objects.create(case=case(source, number), rule="r", key="k", opened_on=MONDAY, state="open", trigger_id=1,
                                   judged_for=MONDAY)  # fmt: skip
        DutyCard.objects.create(duty=duty, colour="yellow", drawn_on=drawn_on)

    assert refused(story, watch_from, "hall", from_on="2026-03-02") == "actions.not_yours"
    story.do(watch_from, "watcher", from_on="2026-03-02")

    assert story.source.watched_from == MONDAY
    assert list(Touched.objects.values_list("case__number", flat=True)) == ["A2"]


def test_nothing_is_delivered_before_it_is_connected_or_while_it_is_suspended(story):
    story.registered()
    file = story.file("hall")

    assert refused(story, deliver, "hall", file=file) == "matters.wrong_state"
    story.connected()
    story.do(suspend_source, "watcher", TUESDAY, reason="数据异常")
    assert refused(story, deliver, "hall", TUESDAY, file=file) == "matters.wrong_state"
    story.do(resume_source, "watcher", TUESDAY)
    assert story.source.state == "active"
    assert story.source.batches.count() == 0
    assert may(deliver, story.source, story.city.actor("housing_clerk")) is not None


def test_what_a_narrow_mapping_quarantined_is_believed_when_the_file_is_read_again_by_a_wider_one(story):
    story.connected(mapping=STEPS + "events: {受理: approvals.accepted}\n")
    assert refused(story, read_again, "hall", delivery=1) == "actions.not_choosable"
    story.do(deliver, "hall", file=story.file("hall"))
    first = story.source.batches.get()
    load(first.pk)
    story.do(
        adopt_mapping,
        "hall",
        TUESDAY,
        mapping=STEPS + "events: {受理: approvals.accepted, 办结: approvals.decided}\n",
    )

    done = story.do(read_again, "hall", TUESDAY, delivery=first.pk)
    load(story.source.batches.get(number=2).pk)

    told = [
        (b.number, b.state, b.records, b.believed, b.quarantined, b.known)
        for b in story.source.batches.order_by("number")
    ]
    assert told == [(1, "loaded", 2, 1, 1, 0), (2, "loaded", 2, 2, 0, 1)]
    assert list(Happened.objects.order_by("us").values_list("kind", flat=True)) == [
        "approvals.accepted",
        "approvals.decided",
    ]
    assert events.tell(done.event).text("zh") == "韩雪按第2版映射重新读取第1批的文件“办件.csv”，列为第2批。"
