"""A small city that decides, and a decision as far along as a test wants it."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from tests.city import OPENED, City, small_city

from zhixing.base import clock
from zhixing.kernel.access.models import Grant, Reach
from zhixing.kernel.actions.perform import Done, perform
from zhixing.kernel.files.service import store
from zhixing.kernel.matters.models import Event
from zhixing.kernel.meetings.models import AgendaItem, Seat
from zhixing.kernel.organisation.models import Kind, Rank
from zhixing.kernel.rulebook.service import switch_on
from zhixing.modules.decisions.actions import (
    changing,
    comments,
    executing,
    experts,
    hearings,
    preparing,
    reviewing,
)
from zhixing.modules.decisions.actions import deciding as to_decide
from zhixing.modules.decisions.models import Hearing, MajorDecision
from zhixing.modules.decisions.portal.acting import public_actor
from zhixing.modules.meetings.actions import holding, planning

THURSDAY = date(2026, 3, 5)
PACKS = (
    "major-decisions",
    "city-decision",
    "city-opinion-2009",
    "power-and-risk",
    "ministry-lawful-administration",
)


def deciding(made: City) -> City:
    """Let this city decide: rules, a justice bureau, and everyone's part."""
    switch_on(made.gov, ["supervised-handling", *PACKS], reason="tests")
    made.gov.document_code = "云政"
    made.gov.save()
    justice = made.unit("justice", "市司法局", Kind.DEPARTMENT, made.gov)
    made.person("reviewer", "许明理", justice, Rank.STAFF, ("decisions.reviewer", justice, Reach.UNIT))
    for who, role, unit, reach in (
        ("officer", "decisions.officer", made.gov, Reach.BELOW),
        ("officer", "meetings.office", made.gov, Reach.BELOW),
        ("housing_clerk", "decisions.preparer", made.housing, Reach.UNIT),
        ("finance_clerk", "decisions.executor", made.finance, Reach.UNIT),
        ("transport_clerk", "decisions.executor", made.transport, Reach.UNIT),
        ("handler", "decisions.tracker", made.section, Reach.OWN),
        ("arbiter", "decisions.organ", made.gov, Reach.BELOW),
    ):
        Grant.objects.create(account=made.accounts[who], role=role, unit=unit, reach=reach, from_on=OPENED)
    return made


@pytest.fixture
def city(db: None) -> City:
    return deciding(small_city(packs=()))


CLASSED: dict[str, Any] = {
    "matter_class": "policy_measure",
    "matter_kind": "other",
    "sphere": "internal",
    "forum": "executive",
}
EVERYTHING = CLASSED | {
    "matter_class": "large_project",
    "matter_kind": "major_measure",
    "sphere": "economic",
    "is_major": True,
    "vital_interests": True,
    "local_or_trade": True,
    "is_specialised": True,
    "may_harm_stability": True,
}


class Story:
    """A decision on its way: each step is done by whoever would do it, on a day that the story counts itself."""

    def __init__(self, city: City) -> None:
        self.city, self.pk, self.day = city, 0, THURSDAY

    def do(self, spec: Any, who: str = "housing_clerk", at: int | None = None, **given: Any) -> Done:
        """Do it on the story's day; `at` names another matter than the decision."""
        with clock.at(clock.moment_on(self.day, 10)):
            actor = public_actor(self.city.gov) if who == "public" else self.city.actor(who, self.day)
            return perform(spec, None if spec.opens else at or self.pk, actor=actor, **given)

    def later(self, days: int) -> Story:
        self.day += timedelta(days=days)
        return self

    def file(self, who: str = "housing_clerk", name: str = "材料.txt") -> list[int]:
        return [store(name, io.BytesIO(f"{name}".encode()), actor=self.city.actor(who)).pk]

    @property
    def decision(self) -> MajorDecision:
        return MajorDecision.objects.get(pk=self.pk)

    @property
    def kinds(self) -> list[str]:
        return list(Event.objects.filter(matter_id=self.pk).order_by("id").values_list("kind", flat=True))

    def begun(self, **more: Any) -> Story:
        given = {
            "title": "云川市城区供水价格调整方案",
            "problem": "供水成本上升，现行水价不足以覆盖管网改造支出。",
            "deciding_unit": self.city.gov.pk,
            "lead_unit": self.city.housing.pk,
        }
        self.pk = self.do(preparing.begin, "officer", **(given | more)).item.pk
        return self

    def classed(self, **more: Any) -> Story:
        self.do(preparing.class_matter, "officer", **(CLASSED | more))
        return self

    def drafted(self) -> Story:
        self.do(preparing.submit_draft, draft=self.file(name="草案.txt"), note="第一稿")
        return self

    def step(self, kind: str, done_by: str = "市住房和城乡建设局") -> Story:
        given = {"done_on": self.day.isoformat(), "done_by": done_by, "note": "已完成"}
        self.do(preparing.take_step, step=kind, evidence=self.file(), **given)
        return self

    def admitted(self, *names: str, trade: str = "economy", institution: str = "云川大学") -> list[int]:
        """Experts in the pool."""
        gov = self.city.gov.pk
        given = {"trade": trade, "institution": institution, "deciding_unit": gov}
        return [self.do(experts.admit_expert, "officer", title=n, **given).item.pk for n in names]

    def argued(self, *, treated: bool = True) -> Story:
        """One expert drawn, without interest, heard, and the opinion treated."""
        self.admitted("顾言", "梁思齐")
        self.do(experts.draw_experts, trade="economy", number=1)
        seat = self.decision.seats.get()
        self.do(experts.declare_interest, seat=seat.pk, is_interested=False)
        given = {"done_on": self.day.isoformat(), "expert_stance": "changes", "opinion": "建议分两年到位。"}
        self.do(experts.record_expert_opinion, seat=seat.pk, evidence=self.file(), **given)
        if treated:
            given = {"treatment": "adopted", "treatment_reason": "分两年执行更稳妥。"}
            self.do(experts.treat_expert_opinion, seat=seat.pk, **given)
        return self

    def commented(self) -> Story:
        """Published for thirty days, one comment treated, closed, summarised."""
        self.do(comments.publish_for_comment, comment_text="水价调整草案……", days_open=30)
        self.do(comments.submit_comment, "public", opinion="低收入家庭应有减免。")
        self.later(31)
        one = self.decision.comments.get()
        given = {"treatment": "adopted", "treatment_reason": "已增加减免条款。"}
        self.do(comments.treat_comments, comments=[one.pk], **given)
        self.do(comments.close_comment)
        self.do(comments.publish_comment_summary, note="收到意见1条，采纳1条。")
        return self

    def hearing(self) -> int:
        """A hearing announced, with two who signed up."""
        day = self.day
        self.do(
            hearings.call_hearing,
            title="供水价格调整听证会",
            topics="水价调整幅度和分档",
            place="市政务中心三楼",
            planned_on=(day + timedelta(days=25)).isoformat(),
            sign_up_until=(day + timedelta(days=10)).isoformat(),
            seats=2,
        )
        pk = Hearing.objects.latest("id").pk
        self.do(hearings.announce_hearing, at=pk)
        for name, capacity in (("王大民", "public"), ("李小满", "interested")):
            self.do(hearings.sign_up, "public", at=pk, name=name, capacity=capacity, contact="138")
        return pk

    def heard(self, *, reported: bool = True) -> int:
        """The hearing held on its day, with one view that was treated and made public."""
        pk = self.hearing()
        people = list(Hearing.objects.get(pk=pk).participants.values_list("pk", flat=True))
        self.later(11).do(hearings.name_participants, at=pk, participants=people, how="按报名先后")
        self.do(hearings.send_hearing_papers, at=pk, done_on=self.day.isoformat(), evidence=self.file())
        self.later(14)
        given = {"presided_by": "罗文", "present": 2, "record": "听证笔录全文"}
        self.do(hearings.hold_hearing, at=pk, evidence=self.file(), **given)
        self.do(hearings.record_view, at=pk, participant=people[0], view="涨幅过大")
        if reported:
            given = {"treatment": "partly", "treatment_reason": "涨幅由20%降为12%。"}
            self.do(hearings.treat_view, at=pk, participant=people[0], **given)
            self.do(hearings.report_hearing, at=pk, note="意见采纳情况")
        return pk

    def assessed(self, risk: str = "controllable") -> Story:
        given = {"done_by": "云川市工程咨询院", "risk_level": "middle", "risk": risk, "measures": "分步实施"}
        self.do(reviewing.assess_risk, evidence=self.file(), **given)
        return self

    def reviewed(self, verdict: str = "lawful") -> Story:
        self.do(reviewing.send_for_legality_review, legal_unit=self.city.justice.pk)
        given = {"verdict_of_law": verdict, "opinion": "权限、程序、内容合法。"}
        self.do(reviewing.give_legality_opinion, "reviewer", **given)
        return self

    def prepared(self, *skip: str, **traits: Any) -> Story:
        """Every step that any class of matter needs, but for those skipped."""
        self.begun().classed(**(EVERYTHING | traits)).drafted()
        for kind in ("research", "consultation", "local_opinion", "symposium"):
            if kind not in skip:
                self.step(kind)
        for name, taken in (("experts", self.argued), ("comment", self.commented), ("hearing", self.heard)):
            if name not in skip:
                taken()
        if "risk" not in skip:
            self.assessed()
        if "legality" not in skip:
            self.reviewed()
        return self

    def tabled(self, *skip: str, **traits: Any) -> Story:
        self.prepared(*skip, **traits)
        self.do(to_decide.table)
        return self

    def observed(self) -> Story:
        given = {"observer_class": "deputy", "observer_names": ["钱正", "孙和"]}
        self.do(to_decide.invite_observers, "officer", **given)
        ids = list(self.decision.observers.values_list("pk", flat=True))
        self.do(to_decide.tell_observers, "officer", observers=ids)
        self.do(to_decide.note_observers, "officer", observers=ids, done_on=self.day.isoformat())
        return self

    def met(self, forum: str = "executive", outcome: str = "adopted", dissent: bool = False) -> int:
        """A meeting that discusses the decision, with its views and minutes; returns its id."""
        persons = self.city.persons
        with clock.at(clock.moment_on(self.day, 9)):
            moment = clock.moment_on(self.day, 10).isoformat()
        given = {
            "sort": f"decisions.{forum}",
            "title": f"第{self.day.toordinal() % 90}次会议",
            "organiser": self.city.gov.pk,
            "chair": persons["mayor"].pk,
            "members": [persons["vice"].pk, persons["housing_head"].pk],
            "planned_at": moment,
            "place": "市政府第一会议室",
        }
        with clock.at(clock.moment_on(self.day, 9)):
            officer = self.city.actor("officer", self.day)
            pk = perform(planning.convene, None, actor=officer, **given).item.pk
            perform(planning.put_on_agenda, pk, actor=officer, matters=[self.pk])
        seats = list(Seat.objects.filter(meeting_id=pk).values_list("pk", flat=True))
        self.do(holding.hold, "officer", at=pk, held_on=self.day.isoformat(), present=seats)
        item = AgendaItem.objects.get(meeting_id=pk).pk
        order = [s.pk for s in Seat.objects.filter(meeting_id=pk).order_by("role", "id")]
        chair = Seat.objects.get(meeting_id=pk, role="chair").pk
        speakers = [s for s in order if s != chair]
        for n, seat in enumerate([*speakers, chair]):
            stance = "disagree" if dissent and n == 0 else "agree"
            said = {"stance": stance, "text": "涨幅偏大" if stance == "disagree" else "同意"}
            self.do(holding.record_view, "officer", at=pk, agenda_item=item, member=seat, **said)
        result = {
            "outcome": outcome,
            "decision": "原则通过" if outcome == "adopted" else "再研究",
            "reason": "财力不足",
        }
        self.do(holding.settle_item, "officer", at=pk, agenda_item=item, **result)
        self.do(holding.record_minutes, "officer", at=pk, minutes="会议听取了汇报。")
        return pk

    def decided(self, *skip: str, **traits: Any) -> Story:
        self.tabled(*skip, **traits).observed()
        self.met("joint_review")
        self.met("executive")
        self.do(to_decide.decide, "officer", decision_text="水价分两年调整，涨幅12%。")
        return self

    def issued(self) -> Story:
        self.decided()
        on = self.day.isoformat()
        self.do(to_decide.report_to_party, "officer", done_on=on, evidence=self.file("officer"))
        self.do(to_decide.issue, "officer")
        return self

    def linked(self) -> Story:
        given = {
            "unit": self.city.finance.pk,
            "person": self.city.persons["vice"].pk,
            "liability": "行政责任",
        }
        self.do(executing.set_link, "officer", link_name="价格测算", **given)
        return self

    def executing(self) -> Story:
        self.issued().linked()
        units = [self.city.finance.pk, self.city.transport.pk]
        by = (self.day + timedelta(days=200)).isoformat()
        self.do(executing.assign_execution, "officer", executing_units=units, execute_by=by)
        given = {"tracker": self.city.persons["handler"].pk, "unit": self.city.housing.pk}
        self.do(executing.name_tracker, "officer", **given)
        self.do(executing.start_implementation, "officer")
        return self

    def inspected(self) -> Story:
        given = {"done_on": self.day.isoformat(), "done_by": "市政府督查室", "note": "按期推进"}
        self.do(executing.inspect, "officer", evidence=self.file("officer"), **given)
        return self

    def proposed(self) -> Story:
        self.do(changing.propose_change, "officer", proposal="涨幅降为8%。")
        return self


def shown(city: City) -> dict[str, int]:
    """A decision that is being carried out, and one with comment and sign-up open today: for those who look at pages."""
    deciding(city)
    old, new = Story(city).executing(), Story(city)
    new.day = clock.today()
    new.begun(title="中心城区停车收费办法").classed(vital_interests=True, sphere="social").drafted()
    new.do(comments.publish_for_comment, comment_text="拟实行分区域、分时段差别化收费。", days_open=30)
    new.do(comments.submit_comment, "public", opinion="居民夜间停车不应涨价。")
    return {
        "decision": old.pk,
        "decision_open": new.pk,
        "hearing": Hearing.objects.get(parent_id=old.pk).pk,
        "hearing_open": new.hearing(),
        "expert": old.decision.seats.get().expert_id,
    }


@pytest.fixture
def story(city: City) -> Story:
    return Story(city)


@pytest.fixture
def under(city: City) -> Any:
    """Let only these packs hold, with these readings, for what is opened from now on."""
    from zhixing.kernel.rulebook.service import renewed

    def only(*packs: str, **choices: str) -> None:
        switch_on(city.gov, list(packs), reason="test")
        for setting, option in choices.items():
            renewed(city.gov, reason="test", choice=(setting, option))

    return only
