"""Approval monitoring: the catalogue's items, one connected system with its deliveries, alerts on their way, a table of scores.

Cases of the outside system are made up in `outside_cases`; they go through the same loading and judging as anyone's.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from zhixing.demo.city.roster import Roster
from zhixing.demo.history import outside_cases
from zhixing.demo.history.approval_items import ItemPlan, plan_place, plans
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import Agenda
from zhixing.demo.history.steps import AlertOn, MatterRef, Offered, Paper, UnitRef
from zhixing.kernel.calendars.counting import add_months

OFFICE, WATCHER = "xingzheng", "ducha"
ITEM, SOURCE, ALERT, TABLE = (f"approvals.{kind}/" for kind in ("item", "source", "alert", "score_table"))
PACKS = ["administrative-licensing", "business-environment", "electronic-monitoring"]
WATCHED_FROM = -30  # all offsets are working days before the end
DELIVERIES = (-30, -22, -14, -6, -1)


def approvals(roster: Roster, rng: Random, first_story: int) -> list[Agenda]:
    """Items, the system with its deliveries, alerts, the table of scores: each an agenda of its own."""
    found = []
    for n, plan in enumerate(plans()):
        agenda = Agenda(first_story + n, roster, rng)
        _item(agenda, plan, first_story)
        found.append(agenda)
    source = Agenda(first_story + 100, roster, rng)
    _source(source)
    alerts = _alerts(roster, rng, first_story + 200)
    table = Agenda(first_story + 300, roster, rng)
    _table(table, MatterRef(source.story))
    return [*found, source, *alerts, table]


def _day(a: Agenda, offset: int) -> date:
    return working(working_up_to(a.until), offset)


def _item(a: Agenda, plan: ItemPlan, first_story: int) -> None:
    """Registered and written by its unit, reviewed and published by two persons of the office; then what its fate brings."""
    since = {"draft": -5, "reviewed": -9}.get(plan.fate, plan.since)
    first = _day(a, since)
    clerk, clerk_of_office = a.roster.clerk(plan.unit, first), a.roster.clerk(OFFICE, first)
    head = a.roster.head(OFFICE, first) or ""
    a.add(
        first, 10, ITEM + "register_item", clerk, item_code=plan.code, title=plan.title, type=plan.type,
        handling_unit=UnitRef(plan.unit), office=UnitRef(OFFICE),
    )  # fmt: skip
    a.add(working(first, 1), 10, ITEM + "write_guide", clerk, **_first_text(plan))
    if plan.fate == "draft":
        return
    a.add(
        working(first, 3), 10, ITEM + "review_item", clerk_of_office, opinion="要件齐全，时限符合规定，同意。"
    )
    if plan.fate == "reviewed":
        return
    existing = {} if plan.since > -165 else {"from_on": "2024-01-01"}
    a.add(working(first, 4), 10, ITEM + "publish_item", head, **existing)
    if plan.fate == "short":
        _revised(a, plan, clerk, clerk_of_office, head)
    elif plan.fate == "revising":
        _being_revised(a, plan, clerk, clerk_of_office)
    elif plan.fate in ("cancelled", "filing", "ending"):
        _ended(a, plan, clerk, head, first_story)


def _first_text(plan: ItemPlan) -> dict[str, Any]:
    """What is shortened later began with three more days and one more paper."""
    if plan.fate != "short":
        return plan.guide()
    more = min(plan.promised + 3, plan.statutory or plan.promised + 3)
    return plan.guide(promised_days=more, materials=[*plan.materials, "法定代表人身份证明复印件"])


def _revised(a: Agenda, plan: ItemPlan, clerk: str, reviewer: str, head: str) -> None:
    why = "推进减材料、减时限，证照信息改由部门共享获取。"
    a.add(_day(a, -95), 10, ITEM + "begin_revision", clerk, why=why)
    a.add(_day(a, -94), 10, ITEM + "write_guide", clerk, **plan.guide())
    a.add(_day(a, -92), 10, ITEM + "review_item", reviewer, opinion="材料、时限均有压减，同意。")
    a.add(_day(a, -91), 10, ITEM + "publish_item", head)


def _being_revised(a: Agenda, plan: ItemPlan, clerk: str, reviewer: str) -> None:
    shorter = plan.guide(
        promised_days=6, steps=["受理 1个工作日", "审查 4个工作日", "决定 1个工作日", "送达"]
    )
    a.add(_day(a, -7), 10, ITEM + "begin_revision", clerk, why="进一步压缩承诺时限。")
    a.add(_day(a, -6), 10, ITEM + "write_guide", clerk, **shorter)
    a.add(_day(a, -4), 10, ITEM + "review_item", reviewer, opinion="同意压缩，待确认公布。")


def _ended(a: Agenda, plan: ItemPlan, clerk: str, head: str, first_story: int) -> None:
    """Cancelled by a route or turned into the filing that stands behind it in the list; of one the end is only proposed."""
    proposed = {"cancelled": -60, "filing": -80, "ending": -4}[plan.fate]
    given: dict[str, Any] = {
        "ends_on": _day(a, proposed + 12).isoformat(), "ending_reason": plan.why or "加强事后监管，改为备案管理。",
    }  # fmt: skip
    if plan.fate == "filing":
        heir = MatterRef(first_story + plan_place(plan.key))
        given |= {"ending": "to_filing", "successor_item": heir}
    else:
        given |= {
            "ending": "cancelled",
            "route": plan.route,
            "successor": plan.successor,
            "successor_rules": plan.rules,
        }
    a.add(_day(a, proposed), 10, ITEM + "propose_ending", clerk, **given)
    if plan.fate != "ending":
        a.add(_day(a, proposed + 3), 10, ITEM + "confirm_ending", head)


def _source(a: Agenda) -> None:
    """Registered, mapped, its packs chosen; then delivered to, first what had happened before it was watched."""
    first = _day(a, -40)
    office = a.roster.clerk(OFFICE, first)
    a.add(
        first, 10, SOURCE + "register_source", "ducha", title="云川市行政审批系统", source_code="xzsp",
        running_unit=UnitRef(OFFICE), supervising_unit=UnitRef(WATCHER),
    )  # fmt: skip
    a.add(working(first, 1), 10, SOURCE + "adopt_mapping", office, mapping=outside_cases.MAPPING)
    a.add(working(first, 2), 10, SOURCE + "choose_packs", "ducha", packs=PACKS)
    watched = _day(a, WATCHED_FROM)
    a.add(working(watched, -1), 10, SOURCE + "watch_from", "ducha", from_on=watched.isoformat())
    told = outside_cases.told(a.roster, a.rng, plans())
    since = date.min
    for offset in DELIVERIES:
        day = _day(a, offset)
        log = Paper(f"办件数据{day:%Y%m%d}.csv", outside_cases.log(told, since, day))
        a.add(day, 5, SOURCE + "deliver", office, file=log)
        since = day


def _alerts(roster: Roster, rng: Random, first_story: int) -> list[Agenda]:
    """One of each: noticed and answered, suggested and carried out, challenged and removed, handed on, and still waiting."""
    found = []
    for n, (case, told) in enumerate(_DEEDS.items()):
        a = Agenda(first_story + n, roster, rng)
        unit = outside_cases.UNIT_OF[case]
        alert = AlertOn(outside_cases.number_of(case), outside_cases.COLOUR_OF[case])
        for offset, deed, who, given in told:
            day = _day(a, offset)
            actor = a.roster.clerk(unit, day) if who == "unit" else who
            ready = {name: _resolved(a, value) for name, value in given.items()}
            a.add(
                day,
                40,
                ALERT + deed,
                actor,
                alert=alert,
                **ready,
            )
        found.append(a)
    return found


def _resolved(a: Agenda, value: Any) -> Any:
    """A day given as working days around the end."""
    return _day(a, value).isoformat() if isinstance(value, int) and not isinstance(value, bool) else value


_ANSWER = "经办人员休假交接不到位，已指定双岗办理，承诺三日内办结。"
_DEEDS: dict[str, list[tuple[int, str, str, dict[str, Any]]]] = {
    "A": [
        (-13, "issue_notice", "ducha", {"demand": "请说明逾期原因，三个工作日内书面回复，并尽快办结。"}),
        (-12, "answer_card", "unit", {"card": Offered(1), "answer": _ANSWER}),
    ],
    "B": [
        (-21, "issue_suggestion", "ducha", {
            "finding": "该件超过法定时限未作出决定，申请人未获书面告知。",
            "suggestions": ["立即依法作出决定并送达申请人", "建立到期前三日提醒制度"], "report_by": -10,
        }),
        (-12, "report_carried_out", "unit", {"result": "已作出决定并送达；提醒制度印发执行，责任落实到岗。"}),
        (-9, "confirm_carried_out", "ducha", {"confirmation": "经调阅系统记录核实，整改到位。"}),
    ],
    "C": [
        (-13, "issue_suggestion", "ducha", {
            "finding": "该件超过法定时限，期间无任何办理记录。",
            "suggestions": ["限期办结", "对积压件开展清理"], "report_by": -4,
        }),
        (-5, "report_carried_out", "unit", {"result": "已完成积压件清理，本件已进入决定环节。"}),
    ],
    "D": [
        (-13, "challenge_card", "unit", {"card": Offered(1), "grounds": "省级数据接口中断五日，无法核验报告，非本单位原因。"}),
        (-11, "decide_card", "jiwei", {
            "card": Offered(1), "is_removed": True, "is_objective": True, "reason": "经核实，接口确于该期间中断，属客观原因。",
        }),
    ],
    "E": [(-3, "challenge_card", "unit", {"card": Offered(1), "grounds": "申请人承诺补充材料后撤回，系统未记录中止。"})],
    "F": [(-12, "issue_notice", "ducha", {"demand": "受理与决定为同一人办理，请说明岗位设置情况。"})],
    "G": [
        (-13, "issue_suggestion", "ducha", {
            "finding": "对不收费事项收取工本费。", "suggestions": ["退还所收费用", "清理各窗口收费行为"], "report_by": 2,
        }),
    ],
    "H": [
        (-12, "hand_on", "ducha", {
            "title": "督办逾期未决定的规划许可办件", "lead_unit": UnitRef("zirangui"), "supervising_unit": UnitRef(WATCHER),
            "limit_on": 10,
        }),
    ],
}  # fmt: skip


def _table(a: Agenda, source: MatterRef) -> None:
    """Three months that are over: frozen, objected to by one unit without success, then published on a day decided."""
    day = _day(a, -5)
    last = day.replace(day=1) - timedelta(days=1)
    first = add_months(last.replace(day=1), -2)
    given = {"first_on": first.isoformat(), "last_on": last.isoformat(), "outside_system": source}
    a.add(day, 60, TABLE + "freeze_scores", "ducha", office=UnitRef(WATCHER), **given)
    grounds = "系统切换期间部分办件时间记录不全，请予核减。"
    unit = "jiaotong"
    clerk = a.roster.clerk(unit, day)
    a.add(_day(a, -4), 10, TABLE + "object_to_score", clerk, unit=UnitRef(unit), grounds=grounds)
    said = "经核对系统日志，时间记录完整，异议不成立。"
    a.add(
        _day(a, -4),
        60,
        TABLE + "decide_objection",
        "ducha-head",
        objection=Offered(1),
        upheld=False,
        decision=said,
    )
    publish = {"publish_on": _day(a, -2).isoformat(), "grounds": "按季度公布审批绩效，接受社会监督。"}
    a.add(_day(a, -3), 60, TABLE + "decide_publication", "fushizhang", **publish)
