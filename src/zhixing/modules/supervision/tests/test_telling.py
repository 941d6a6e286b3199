"""Who hears of what."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.notices import rules
from zhixing.kernel.notices.models import Notice
from zhixing.modules.supervision.actions.doing import report_done
from zhixing.modules.supervision.actions.limits import ask_extension, decide_extension
from zhixing.modules.supervision.actions.receiving import object_, sign, sign_support
from zhixing.modules.supervision.actions.together import agree, ask_agreement, circulate
from zhixing.modules.supervision.actions.watching import send_back, urge
from zhixing.modules.supervision.events.opening import ItemIssued

FRIDAY = date(2026, 3, 6)


def whom(kind: str) -> list[str]:
    """Who was told of events of a kind, in the order of telling."""
    rows = Notice.objects.filter(kind=kind).select_related("unit", "person").order_by("id")
    return [str(n.unit or n.person) for n in rows]


def test_the_rules_name_nothing_that_does_not_exist():
    assert rules.check() == []


def test_an_issued_item_is_told_to_lead_supporting_and_leader_in_words_of_their_own(story):
    story.issued()

    said = {str(n.unit or n.person): n.zh for n in Notice.objects.filter(kind="supervision.issued")}
    assert said["市住房和城乡建设局"] == (
        "云政督〔2026〕1号“完成老旧小区改造20个”已交由贵单位主办，2026年6月30日前办结，请及时签收。"
    )
    assert said["市财政局"].startswith(
        "云政督〔2026〕1号“完成老旧小区改造20个”由市住房和城乡建设局主办，贵单位协办"
    )
    assert said["沈若兰"].endswith("由您包干，市住房和城乡建设局主办，2026年6月30日前办结。")
    assert len(said) == 3


def test_the_office_hears_of_a_signature_only_when_it_is_late(story):
    handler = story.city.persons["handler"].pk
    story.issued()
    story.do(sign, "housing_clerk", date(2026, 3, 9), handler=handler)
    assert whom("supervision.signed") == ["陈刚"]

    story.do(sign_support, "finance_clerk", date(2026, 3, 11))
    assert whom("supervision.support_signed") == ["云川市政府督查室"]


def test_what_waits_for_the_office_is_told_to_the_office(story):
    story.issued()
    story.do(object_, "housing_clerk", FRIDAY, reason="职责在交通")
    assert whom("supervision.objected") == ["云川市政府督查室"]


def test_requests_and_decisions_go_to_those_they_concern(story):
    story.under_way()
    story.do(ask_extension, "housing_clerk", FRIDAY, new_limit_on="2026-07-15", reason="雨季")
    story.do(decide_extension, "officer", FRIDAY, granted=False, reason="可以克服")
    story.do(urge, "officer", FRIDAY, text="请加快", copied_to=[story.city.transport.pk])
    story.do(report_done, "housing_clerk", FRIDAY, result="完工")
    story.do(send_back, "officer", FRIDAY, limit_on="2026-06-30", reason="缺验收材料")

    assert sorted(whom("supervision.extension_asked")) == ["云川市政府督查室", "沈若兰"]
    assert sorted(whom("supervision.extension_decided")) == ["市住房和城乡建设局", "市财政局", "陈刚"]
    assert sorted(whom("supervision.urged")) == ["市交通运输局", "市住房和城乡建设局", "陈刚"]
    assert whom("supervision.done_reported") == ["云川市政府督查室"]
    assert sorted(whom("supervision.sent_back")) == ["市住房和城乡建设局", "陈刚"]


def test_readers_are_told_and_nobody_of_his_own_deed(story):
    story.under_way()
    persons = [story.city.persons["mayor"].pk, story.city.persons["officer"].pk]
    story.do(circulate, "officer", FRIDAY, persons=persons)

    assert whom("matters.circulated") == ["周明远"]


def test_in_ordered_agreement_each_hears_when_it_is_its_turn(story):
    city = story.city
    story.under_way()
    story.do(ask_agreement, "officer", FRIDAY, units=[city.finance.pk, city.transport.pk], agreement="order")
    assert whom("matters.agreement_asked") == ["市财政局"]

    story.do(agree, "finance_clerk", FRIDAY, agrees=True, opinion="同意")
    assert whom("matters.agreement_given") == ["云川市政府督查室"]
    assert whom("matters.agreement_asked") == ["市财政局", "市交通运输局"]


def test_where_all_are_asked_all_hear_at_once(story):
    city = story.city
    story.under_way()
    story.do(ask_agreement, "officer", FRIDAY, units=[city.finance.pk, city.transport.pk], agreement="all")

    assert whom("matters.agreement_asked") == ["市财政局", "市交通运输局"]


def test_an_issued_item_without_helpers_says_nothing_of_them():
    alone = {"lead_unit_id": 1, "lead_unit": "市城管局", "supervising_unit_id": 2, "limit_on": FRIDAY}
    helped = alone | {"supporting_units": ["市财政局"], "carrying_leader": "沈若兰"}

    assert ItemIssued(**alone).told().text("zh") == "{actor}交办：{lead_unit}主办，{limit_on}前办结。"
    assert ItemIssued(**helped).told().text("zh") == (
        "{actor}交办：{lead_unit}主办，{supporting_units}协办，{carrying_leader}包干，{limit_on}前办结。"
    )
