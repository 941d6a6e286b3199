"""Major decisions of the year: prepared, heard, commented on by the public, reviewed, discussed, decided, carried out."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from zhixing.base import clock
from zhixing.demo.city.roster import Roster
from zhixing.demo.history.days import working
from zhixing.demo.history.decision_plans import CAPACITIES, EXPERTS, PEOPLE, Plan, plans
from zhixing.demo.history.life import Agenda, Entry
from zhixing.demo.history.steps import MatterRef, Offered, OnAgenda, Paper, PersonRef, Seats, UnitRef
from zhixing.modules.decisions.portal.acting import PUBLIC

IT, HEARING, EXPERT = "decisions.decision/", "decisions.hearing/", "decisions.expert/"
MEETING, OFFICE = "meetings.meeting/", "ban"
AT_MEETING = ("fushizhang", "fsz2", "fsz4", "fsz5", "mishuzhang")


def decisions(roster: Roster, rng: Random, first_story: int) -> list[Agenda]:
    """The pool of experts, each decision, its hearing and its meetings: stories of their own from `first_story` on."""
    stories = [Agenda(first_story + n, roster, rng) for n in range(18 + 5 * len(plans()))]
    free = iter(stories)
    for trade, told in EXPERTS.items():
        for name, institution in zip(told[::2], told[1::2], strict=True):
            _expert(next(free), name, institution, trade)
    for n, plan in enumerate(plans()):
        _Course(plan, n, next(free), next(free), [next(free) for _ in range(3)]).told()
    return [story for story in stories if story.agenda]


def _expert(a: Agenda, name: str, institution: str, trade: str) -> None:
    day = working(a.until - timedelta(days=345), 0)
    given = {"institution": institution, "trade": trade, "deciding_unit": UnitRef("city")}
    a.add(day, 10, EXPERT + "admit_expert", a.roster.clerk(OFFICE, day), title=name, **given)


def _paper(name: str, text: str = "（演示材料）") -> list[Paper]:
    return [Paper(f"{name}.txt", f"{name}\n{text}\n")]


class _Course:
    """One decision's days, one phase after the other; what would come after the end never comes."""

    def __init__(self, plan: Plan, n: int, it: Agenda, hearing: Agenda, meetings: list[Agenda]) -> None:
        self.plan, self.n, self.it, self.hearing, self.meetings = plan, n, it, hearing, meetings
        self.begun = working(it.until - timedelta(days=plan.began), 0)
        self.clerk = it.roster.clerk(plan.unit, self.begun)
        self.office = it.roster.clerk(OFFICE, self.begun)
        self.name = it.roster.unit[plan.unit].name

    def own(self, day: date, rank: int, deed: str, **given: Any) -> None:
        """The preparing unit does it."""
        self.it.add(day, rank, IT + deed, self.it.roster.clerk(self.plan.unit, day), **given)

    def organ(self, day: date, rank: int, deed: str, **given: Any) -> None:
        """The government's office does it."""
        self.it.add(day, rank, IT + deed, self.office, **given)

    def told(self) -> None:
        published = self._prepared()
        ready = self._public(published)
        if self.plan.fate == "withdrawn":
            self.organ(
                working(ready, 2), 10, "withdraw", reason="上级国土空间规划正在修编，待修编完成后另行研究。"
            )
            return
        tabled = self._reviewed(ready)
        if self.plan.fate in ("open", "reviewed"):
            return
        self.own(tabled, 50, "table")
        if self.plan.fate == "tabled" or tabled >= self.it.until:
            return
        held = self._met(tabled)
        if self.plan.fate == "deferred":
            self.organ(held, 90, "defer", reason="学位预测数据需要复核，并补充过渡期安排。")
        elif self.plan.fate == "rejected":
            self.organ(held, 90, "reject", reason="债务处置和职工安置方案不成熟，会议不予通过。")
        else:
            self._decided(held)

    def step(self, day: date, rank: int, kind: str, done_by: str, note: str, name: str) -> None:
        given = {"done_on": day.isoformat(), "done_by": done_by, "note": note}
        self.own(day, rank, "take_step", step=kind, evidence=_paper(name), **given)

    def _prepared(self) -> date:
        """Begun, classed, investigated, drafted, argued by experts; the day on which it is published for comment."""
        plan, b = self.plan, self.begun
        units = {"deciding_unit": UnitRef("city"), "lead_unit": UnitRef(plan.unit)}
        self.organ(b, 10, "begin", title=plan.title, problem=plan.problem, **units)
        traits = dict.fromkeys([*plan.traits, "is_major"], True)
        self.organ(working(b, 1), 10, "class_matter", **plan.classed, **traits)
        self.step(working(b, 4), 10, "research", self.name, "走访企业和社区，形成调研报告。", "调研报告")
        self.own(working(b, 6), 10, "submit_draft", draft=_paper("决策草案"), note="征求意见稿")
        self.own(working(b, 7), 10, "draw_experts", trade=plan.trade, number=2)
        first = {"seat": Offered()}
        for n in range(2):
            interested = n == 1 and self.n % 4 == 0
            seat = {"seat": Offered(n + 1)}
            self.own(working(b, 8), 10 + n, "declare_interest", is_interested=interested, **seat)
        if self.n % 4 == 0:
            self.own(
                working(b, 8), 20, "recuse_expert", seat=Offered(2), reason="曾受聘为利害关系企业提供咨询。"
            )
        opinion = {"done_on": working(b, 9).isoformat(), "evidence": _paper("专家论证意见")}
        said = {"expert_stance": "changes", "opinion": "方案总体可行，建议补充测算依据并设置过渡期。"}
        self.own(working(b, 9), 10, "record_expert_opinion", **first, **said, **opinion)
        treated = {"treatment": "adopted", "treatment_reason": "已补充测算依据并设置过渡期。"}
        self.own(working(b, 10), 10, "treat_expert_opinion", **first, **treated)
        return working(b, 11)

    def _public(self, p: date) -> date:
        """Comment of thirty days, and a hearing where vital interests are touched; the day after both are over."""
        plan = self.plan
        self.own(
            p,
            10,
            "publish_for_comment",
            comment_text=f"{plan.title}（征求意见稿）\n{plan.problem}",
            days_open=30,
        )
        for n, voice in enumerate(plan.voices):
            self.it.add(working(p, 1 + 2 * n), 30, IT + "submit_comment", PUBLIC, opinion=voice)
        done = self._heard(p) if plan.is_vital else p
        closed = working(p + timedelta(days=31), 0)
        for n in range(len(plan.voices)):
            kind, why = (
                ("adopted", "已在草案中采纳。"),
                ("partly", "部分内容已采纳，其余结合实施评估研究。"),
            )[n % 2]
            answer = {"treatment": kind, "treatment_reason": why}
            self.own(closed, 10 + n, "treat_comments", comments=[Offered()], **answer)
        self.own(closed, 30, "close_comment")
        count = len(plan.voices)
        self.own(
            working(closed, 1), 10, "publish_comment_summary", note=f"共收到意见{count}条，均已逐条研究答复。"
        )
        self.step(
            working(p, 5), 40, "consultation", "市政协", "召开民主协商会，听取各界意见。", "民主协商会记录"
        )
        return max(working(closed, 2), done)

    def _heard(self, p: date) -> date:
        """Announced, signed up for, named, papers sent, held nine days later, treated."""
        until = p + timedelta(days=12)
        named = working(until + timedelta(days=1), 0)
        held = working(named + timedelta(days=9), 0)
        given = {
            "title": f"{self.plan.title}听证会",
            "topics": self.plan.problem,
            "place": "市政务服务中心三楼听证室",
            "planned_on": held.isoformat(),
            "sign_up_until": until.isoformat(),
            "seats": 4,
        }
        self.it.agenda.append(Entry(p, 20, IT + "call_hearing", self.clerk, given, opens=self.hearing.story))
        h = self.hearing
        h.add(working(p, 1), 10, HEARING + "announce_hearing", self.clerk)
        for n, capacity in enumerate(CAPACITIES):
            who = PEOPLE[(self.n + n) % len(PEOPLE)]
            told = {"name": who, "capacity": capacity, "contact": "门户留言"}
            h.add(working(p, 2 + n // 2), 10 + n, HEARING + "sign_up", PUBLIC, **told)
        everyone = [Offered(n + 1) for n in range(len(CAPACITIES))]
        h.add(
            named,
            10,
            HEARING + "name_participants",
            self.clerk,
            participants=everyone,
            how="报名人数未超过名额，全部参加。",
        )
        sent = {"done_on": named.isoformat(), "evidence": _paper("听证材料")}
        h.add(named, 20, HEARING + "send_hearing_papers", self.clerk, **sent)
        record = {
            "presided_by": "市司法局负责人",
            "present": 4,
            "record": "听证参加人依次发表意见，承办单位作了说明。",
        }
        h.add(held, 10, HEARING + "hold_hearing", self.clerk, evidence=_paper("听证笔录"), **record)
        for n, said in enumerate(("请控制调整幅度。", "对困难群众要有照顾。")):
            h.add(held, 20 + n, HEARING + "record_view", self.clerk, participant=Offered(), view=said)
            kind = {"treatment": "adopted", "treatment_reason": "已在草案中体现。"}
            h.add(working(held, 1), 10 + n, HEARING + "treat_view", self.clerk, participant=Offered(), **kind)
        h.add(working(held, 2), 10, HEARING + "report_hearing", self.clerk, note="听证意见2条，均已采纳。")
        return working(held, 3)

    def _reviewed(self, r: date) -> date:
        """Risk, opinions of units, the last draft, the legality review; the day on which it is ready for the meeting."""
        risk = {"risk_level": "middle", "risk": "controllable", "measures": "分步实施，建立应急处置预案。"}
        self.own(r, 10, "assess_risk", done_by="省社会风险评估中心", evidence=_paper("风险评估报告"), **risk)
        if "local_or_trade" in self.plan.traits or "touches_market" in self.plan.traits:
            self.step(
                r,
                20,
                "fair_competition",
                "市市场监督管理局",
                "未发现排除、限制竞争的内容。",
                "公平竞争审查表",
            )
        self.own(r, 30, "gather_opinions", agreeing=[UnitRef("caizheng")], evidence=_paper("部门意见汇总"))
        self.own(working(r, 1), 10, "submit_draft", draft=_paper("决策草案（送审稿）"), note="送审稿")
        self.own(working(r, 1), 20, "send_for_legality_review", legal_unit=UnitRef("sifa"))
        opinion = {"verdict_of_law": "lawful", "opinion": "制定主体、权限、程序和内容符合规定。"}
        day = working(r, 7)
        self.it.add(day, 10, IT + "give_legality_opinion", self.it.roster.clerk("sifa", day), **opinion)
        return working(r, 8)

    def _met(self, tabled: date) -> date:
        """Observers, and the meeting with every member's view; a joint review first where the kind of matter needs it."""
        if self.plan.is_vital:
            names = [PEOPLE[(self.n + 3) % 8], PEOPLE[(self.n + 5) % 8]]
            self.organ(tabled, 60, "invite_observers", observer_class="deputy", observer_names=names)
            self.organ(working(tabled, 1), 10, "tell_observers", observers=[Offered(1), Offered(2)])
        held = working(tabled, 3)
        if self.plan.classed["matter_kind"] != "other":
            self._meeting(self.meetings[1], "joint_review", held)
            held = working(held, 2)
        self._meeting(self.meetings[0], "executive", held)
        after = working(held, 2)  # the day after the minutes
        if self.plan.is_vital:
            listened = {"observers": [Offered(1), Offered(2)], "done_on": held.isoformat()}
            self.organ(after, 40, "note_observers", **listened)
        return after

    def _meeting(self, m: Agenda, form: str, held: date) -> None:
        """Convened the day before, held, every view on record with the chair's last, minutes the day after."""
        asked = working(held, -1)
        word = "会审会" if form == "joint_review" else "市政府常务会议"
        given = {
            "sort": f"decisions.{form}",
            "title": f"{word}（{held.month}月{held.day}日）",
            "organiser": UnitRef(OFFICE),
            "chair": PersonRef("shizhang"),
            "members": [PersonRef(who) for who in AT_MEETING],
            "planned_at": clock.moment_on(held, 9).isoformat(),
            "place": "市政府第一会议室",
        }
        m.add(asked, 80, MEETING + "convene", self.office, **given)
        m.add(asked, 81, MEETING + "put_on_agenda", self.office, matters=[MatterRef(self.it.story)])
        m.add(asked, 82, MEETING + "notify", self.office)
        m.add(held, 10, MEETING + "hold", self.office, held_on=held.isoformat(), present=Seats())
        bad = {"rejected": 3, "deferred": 2}.get(self.plan.fate, int(self.n % 3 == 0))
        for n, seat in enumerate([*range(2, len(AT_MEETING) + 2), 1]):
            against = n < bad
            said = {
                "stance": "disagree" if against else "agree",
                "text": "建议再作测算。" if against else "同意。",
            }
            m.add(
                held,
                20 + n,
                MEETING + "record_view",
                self.office,
                agenda_item=OnAgenda(1),
                member=Offered(seat),
                **said,
            )
        outcome = {"rejected": "not_adopted", "deferred": "deferred"}.get(self.plan.fate, "adopted")
        result = {
            "outcome": outcome,
            "decision": self.plan.decision or "会后继续研究。",
            "reason": "方案条件尚不成熟。",
        }
        m.add(held, 40, MEETING + "settle_item", self.office, agenda_item=OnAgenda(1), **result)
        m.add(
            working(held, 1),
            10,
            MEETING + "record_minutes",
            self.office,
            minutes=f"会议听取了{self.name}汇报。",
        )

    def _decided(self, d: date) -> None:
        """Decided, reported, issued, made public; links named, handed on, begun, and what then becomes of it."""
        plan = self.plan
        self.organ(d, 90, "decide", decision_text=plan.decision)
        self.organ(
            working(d, 1),
            10,
            "report_to_party",
            done_on=working(d, 1).isoformat(),
            evidence=_paper("请示报告"),
        )
        self.organ(working(d, 2), 10, "issue")
        self.organ(working(d, 4), 10, "publish", channel="市政府门户网站", explanation="同步发布政策解读。")
        self.own(working(d, 11), 10, "archive", archive_number=f"JC-{d.year}-{self.n + 1:03}")
        if plan.fate == "undone":
            return
        for n, (link, unit) in enumerate(zip(("方案落实", "资金保障"), [*plan.by, "caizheng"], strict=False)):
            head = self.it.roster.head(unit, d) or "fushizhang"
            told = {
                "unit": UnitRef(unit),
                "person": PersonRef(head),
                "liability": "未按要求落实的，依规追究责任。",
            }
            self.organ(working(d, 2), 20 + n, "set_link", link_name=link, **told)
        by = {"executing_units": [UnitRef(u) for u in plan.by], "execute_by": working(d, 100).isoformat()}
        self.organ(working(d, 3), 10, "assign_execution", **by)
        tracker = {"tracker": PersonRef(self.it.roster.handlers(plan.unit, d)[0]), "unit": UnitRef(plan.unit)}
        self.organ(working(d, 3), 20, "name_tracker", **tracker)
        task = {
            "title": f"落实{plan.title}",
            "lead_unit": UnitRef(plan.unit),
            "supervising_unit": UnitRef("ducha"),
        }
        self.organ(working(d, 3), 30, "hand_on", limit_on=working(d, 100).isoformat(), **task)
        self.organ(working(d, 4), 20, "start_implementation")
        self._carried_out(working(d, 4))

    def _carried_out(self, x: date) -> None:
        fate, unit = self.plan.fate, UnitRef(self.plan.unit)
        self.own(
            working(x, 20), 10, "report_execution", unit=unit, note="配套细则已印发，各项工作按计划推进。"
        )
        self.step_after(working(x, 25))
        if fate in ("corrected", "closed"):
            self.organ(
                working(x, 30), 10, "find_deviation", unit=unit, note="个别环节实施进度与决策要求不一致。"
            )
            proof = _paper("整改情况报告")
            self.own(
                working(x, 38),
                10,
                "correct_deviation",
                deviation=Offered(),
                correction_made="已按决策要求调整进度。",
                evidence=proof,
            )
        if fate == "suspended":
            self.own(working(x, 30), 10, "record_trouble", unit=unit, note="计费系统连续故障，群众投诉集中。")
            self.own(working(x, 31), 10, "report_trouble", note="建议先行中止，待系统修复后恢复。")
            by = {"ordered_by": PersonRef("shizhang"), "is_urgent": True}
            self.organ(working(x, 32), 10, "suspend", reason="计费系统故障影响群众出行。", **by)
        if fate == "changed":
            self._changed(working(x, 30))
        if fate == "closed":
            result = {
                "execution_outcome": "各项措施已全部落实。",
                "benefit": "管网漏损率由15%降至10%，群众满意度达到预期。",
            }
            self.organ(working(x, 60), 10, "close", **result)
            body = {"evaluator": "云川大学公共政策研究中心", "reason": "执行完毕，按规定开展后评估。"}
            self.organ(working(x, 62), 10, "commission_evaluation", **body)
            found = {
                "evaluation": "决策目标基本实现，建议完善成本公开机制。",
                "evidence": _paper("决策后评估报告"),
            }
            self.organ(working(x, 80), 10, "record_evaluation", **found)

    def step_after(self, day: date) -> None:
        """The government's office looks whether it is carried out."""
        told = {"done_on": day.isoformat(), "done_by": "市政府督查室", "note": "实地督查，总体按要求推进。"}
        self.organ(day, 10, "inspect", evidence=_paper("督查情况报告"), **told)

    def _changed(self, day: date) -> None:
        """What the joint review meeting decided is changed by it and by no other."""
        self.organ(day, 10, "propose_change", proposal="建议将第一年改造任务由120个调整为100个。")
        held = working(day, 3)
        self._meeting(self.meetings[2], "joint_review", held)
        change = {
            "new_text": "三年改造老旧小区312个，第一年改造100个，其余顺延。",
            "reason": "汛期施工周期延长。",
        }
        self.organ(working(held, 2), 50, "change", **change)
