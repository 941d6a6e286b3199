"""Key projects of the last months: prepared, started, kept and filed, met on the site every week, reported to the mayor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from zhixing.base import clock
from zhixing.demo.city.roster import Roster
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import Agenda, Entry
from zhixing.demo.history.steps import MatterRef, OnAgenda, PersonRef, Photo, RowRef, Seats, UnitRef
from zhixing.kernel.calendars.counting import add_months

TEXTS = Path(__file__).resolve().parent.parent / "texts"
OFFICE, KEY_OFFICE = "ban", "fagai"
PROJECT, LIST, TABLE = "projects.project/", "projects.report_list/", "projects.table_duty/"
MEETING = "meetings.meeting/"
LEDGER_EVERY = 9  # working days between two days of the ledger
TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A project as told. `before`: working days before the end on which it starts; `milestones`: name, natural days from the
    start, and how many days later than first planned it comes; `percent`: physical progress at the start and at the end.
    """

    title: str
    level: str
    category: str
    lead: str
    involved: tuple[str, ...]
    leader: str
    total: int  # ten thousand yuan
    sites: tuple[str, ...]
    months: tuple[int, int]  # begun so many months before its start here, and lasting so many
    milestones: tuple[tuple[str, int, int], ...]
    percent: tuple[int, int] = (0, 0)
    before: int = 30
    fate: str = "running"
    source: str = "local"
    problem: tuple[str, str] = ("", "")
    meets: float = 0.95  # how likely a week's meeting is held
    key_field: str = "government_invested"


@cache
def plans() -> tuple[Plan, ...]:
    """The projects as told in texts/projects.yaml."""
    rows = yaml.safe_load((TEXTS / "projects.yaml").read_text("utf-8"))
    return tuple(Plan(**{name: _frozen(value) for name, value in row.items()}) for row in rows)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value


WORK = (
    "{site}作业面全面展开，完成月度计划的{k}%，现场管理人员和机械设备到位。",
    "{site}克服降雨影响，抢抓晴好天气组织施工，关键工序已完成。",
    "{site}完成隐蔽工程验收，安全文明施工检查整改到位。",
    "{site}组织夜间施工，主要材料供应正常，进度较上期加快。",
)


def projects(roster: Roster, rng: Random, first_story: int) -> list[Agenda]:
    """All projects, the weekly meetings of those under way, lists of the executive meeting and the office's table."""
    found = []
    free = iter(range(first_story + len(plans()), first_story + 10_000))
    for n, plan in enumerate(plans()):
        agenda = Agenda(first_story + n, roster, rng)
        _prepared(agenda, plan)
        found.append(agenda)
        if plan.fate not in ("draft", "registered", "cancelled"):
            _started(agenda, plan)
            found += _meetings(agenda, plan, free)
    found += _lists(roster, rng, first_story, free)
    table = Agenda(next(free), roster, rng)
    _table(table)
    return [*found, table]


def _start(a: Agenda, plan: Plan) -> date:
    return working(working_up_to(a.until - timedelta(days=1)), -plan.before)


def _period(a: Agenda, plan: Plan) -> tuple[date, date]:
    began, lasts = plan.months
    first = add_months(_start(a, plan), -began).replace(day=1)
    return first, add_months(first, lasts) - timedelta(days=1)


def _prepared(a: Agenda, plan: Plan) -> None:
    """Registered by the key-project office; leaders, group, milestones and amounts by the units."""
    start = _start(a, plan)
    day, day2 = working(start, -4), working(start, -3)
    first, last = _period(a, plan)
    clerk = a.roster.clerk(plan.lead, day2)
    office = a.roster.clerk(KEY_OFFICE, day)
    a.add(
        day, 10, PROJECT + "register", office, title=plan.title, project_level=plan.level, category=plan.category,
        key_field=plan.key_field, scope_of_work=f"{plan.title}，建设地点：{'、'.join(plan.sites)}。",
        owner=f"云川{'城建' if plan.total > 20_000 else '公共项目'}建设管理有限公司", sites=list(plan.sites),
        total_yuan=f"{plan.total * TEN_THOUSAND}.00", planned_from_on=first.isoformat(), planned_until_on=last.isoformat(),
        key_office=UnitRef(KEY_OFFICE), lead_unit=UnitRef(plan.lead), involved_units=[UnitRef(u) for u in plan.involved],
        linked_leader=PersonRef(plan.leader),
    )  # fmt: skip
    if plan.fate == "registered":
        return
    for n, unit in enumerate((plan.lead, *plan.involved)):
        top, charge = a.roster.head(unit, day2), a.roster.deputy(unit, day2)
        if top and charge and not (plan.fate == "draft" and n == 1):
            given = {
                "unit": UnitRef(unit),
                "top_leader": PersonRef(top),
                "leader_in_charge": PersonRef(charge),
            }
            a.add(day2, 20 + n, PROJECT + "link_unit_leaders", a.roster.clerk(unit, day2), **given)
    for name, days, _ in plan.milestones:
        planned = (start + timedelta(days=days)).isoformat()
        a.add(day2, 30, PROJECT + "set_milestone", clerk, milestone_name=name, milestone_on=planned)
    if plan.fate == "cancelled":
        a.add(working(day2, 6), 40, PROJECT + "cancel", office, reason="片区规划调整，项目不再实施。")
        return
    head, deputy = a.roster.head(plan.lead, day2), a.roster.deputy(plan.lead, day2)
    members = [PersonRef(h) for h in a.roster.handlers(plan.lead, day2)[:2]]
    group = {
        "group_head": PersonRef(head or ""),
        "group_deputy": PersonRef(deputy or ""),
        "group_members": members,
    }
    a.add(day2, 40, PROJECT + "form_group", clerk, **group)
    for series, share in (("investment", 1.0), (_source(plan), 0.6), ("local", 0.3)):
        text = "\n".join(f"{m:%Y-%m} {n}" for m, n in _by_month(plan, first, share).items())
        if series != "local" or _source(plan) != "local":
            a.add(day2, 50, PROJECT + "plan_amounts", clerk, series=series, amounts_plan=text)


def _source(plan: Plan) -> str:
    return "central" if plan.source == "special_funds" else plan.source


def _by_month(plan: Plan, first: date, share: float) -> dict[date, int]:
    """Slow at first, quick in the middle, slow at the end; whole ten thousands of yuan, never more than the total."""
    lasts = plan.months[1]
    weights = [(n + 1) * (lasts - n) for n in range(lasts)]
    whole = plan.total * share / sum(weights)
    return {add_months(first, n): int(whole * weight) * TEN_THOUSAND for n, weight in enumerate(weights)}


def _started(a: Agenda, plan: Plan) -> None:
    """Started; on the days of its ledger progress, amounts and milestones are recorded, and the ledger is filed."""
    start = _start(a, plan)
    office = a.roster.clerk(KEY_OFFICE, start)
    a.add(start, 10, PROJECT + "start", office)
    if plan.level in ("province", "city"):
        a.add(working(start, 2), 90, PROJECT + "set_publicity", office, is_public=True)
    last = working_up_to(a.until - timedelta(days=1))
    if plan.fate == "suspended":
        last = working(start, 12)
    elif plan.fate == "completed":
        last = working(start, 24)
    days = [working(start, 1)]
    while (day := working(days[-1], LEDGER_EVERY)) <= last:
        days.append(day)
    for n, day in enumerate(days):
        _ledger_day(a, plan, day, n, days)
    if plan.problem[0]:
        _problem(a, plan, start)
    _ended(a, plan, last)


def _ledger_day(a: Agenda, plan: Plan, day: date, n: int, days: list[date]) -> None:
    clerk = a.roster.clerk(plan.lead, day)
    low, high = plan.percent
    percent = low + (high - low) * (n + 1) // len(days)
    site = plan.sites[n % len(plan.sites)]
    said = a.rng.choice(WORK).format(site=site, k=88 + a.rng.randrange(18))
    a.add(
        day, 20, PROJECT + "record_progress", clerk, progress=said, progress_percent=percent, site=site,
        photographs=[Photo(f"{site}现场{day:%m%d}.png", a.story * 31 + n)],
    )  # fmt: skip
    since = days[n - 1] if n else _period(a, plan)[0]
    _amounts(a, plan, clerk, since, day, is_first=n == 0)
    for name, planned, late in plan.milestones:
        _milestone(a, plan, clerk, day, since if n else date.min, name, planned, late)
    filed = working(day, 4) if plan.meets < 0.7 and n == 1 else day
    a.add(filed, 80, PROJECT + "file_ledger", clerk)


def _amounts(a: Agenda, plan: Plan, clerk: str, since: date, day: date, *, is_first: bool) -> None:
    """The months that ended since the last day of the ledger; at first the latest five, and the funds that came."""
    planned = _by_month(plan, _period(a, plan)[0], 1.0)
    months = [m for m in planned if since <= add_months(m, 1) <= day]
    pace = 0.82 if any(late > 20 for *_, late in plan.milestones) else 0.97
    for month in months[-5:]:
        done = int(planned[month] / TEN_THOUSAND * pace * a.rng.uniform(0.9, 1.06)) * TEN_THOUSAND
        given = {"series": "investment", "month": month.isoformat(), "amount_yuan": f"{done}.00"}
        a.add(day, 30, PROJECT + "record_amount", clerk, **given)
    if is_first:
        came = int(sum(planned[m] for m in months) / TEN_THOUSAND * 0.7) * TEN_THOUSAND
        month = day.replace(day=1)
        given = {"series": _source(plan), "month": month.isoformat(), "amount_yuan": f"{came}.00"}
        a.add(day, 31, PROJECT + "record_amount", clerk, **given)


def _milestone(
    a: Agenda, plan: Plan, clerk: str, day: date, since: date, name: str, planned: int, late: int
) -> None:
    """Reached, when its day has come since the last ledger day; else told to come later, once."""
    row = RowRef("projects.milestone", "project_id", {"name": name})
    comes = _start(a, plan) + timedelta(days=planned + late)
    if since < comes <= day:
        a.add(day, 40, PROJECT + "reach_milestone", clerk, milestone=row, reached_on=comes.isoformat())
    elif late > 3 and comes > day and since == date.min:
        reason = "受征地、管线迁改等前置条件影响，节点相应顺延。"
        given = {"milestone": row, "forecast_on": comes.isoformat(), "reason": reason}
        a.add(day, 45, PROJECT + "change_forecast", clerk, **given)


def _problem(a: Agenda, plan: Plan, start: date) -> None:
    """Raised; coordinated by the linked leader once; the small ones are solved."""
    title, wanted = plan.problem
    raised, held = working(start, 6), working(start, 11)
    clerk = a.roster.clerk(plan.lead, raised)
    row = RowRef("projects.problem", "project_id", {"title": title})
    a.add(
        raised,
        60,
        PROJECT + "raise_problem",
        clerk,
        problem=title,
        raised_by=UnitRef(plan.lead),
        wanted=wanted,
    )
    if plan.fate == "running" and plan.meets > 0.7 and plan.level == "province":
        units = [UnitRef(u) for u in (plan.lead, *plan.involved)]
        minutes = "一、财政部门于十五个工作日内落实资金；二、牵头单位按周调度，逾期提请督查。"
        given = {"problem": row, "held_on": held.isoformat(), "meeting_units": units, "minutes": minutes}
        a.add(held, 65, PROJECT + "coordinate_problem", plan.leader, **given)
        item = {
            "title": f"落实{plan.title}协调纪要：{title}", "lead_unit": UnitRef("caizheng"),
            "supporting_units": [UnitRef(plan.lead)],
            "supervising_unit": UnitRef("ducha"), "limit_on": (a.until + timedelta(days=20)).isoformat(),
        }  # fmt: skip
        a.add(working(held, 1), 70, PROJECT + "hand_on", a.roster.clerk(KEY_OFFICE, held), **item)


def _ended(a: Agenda, plan: Plan, last: date) -> None:
    office = a.roster.clerk(KEY_OFFICE, last)
    if plan.fate == "suspended":
        day = working(last, 1)
        a.add(day, 90, PROJECT + "suspend", office, reason="上位规划调整，待批复后恢复推进。")
    elif plan.fate == "completed":
        comes = max(_start(a, plan) + timedelta(days=days + late) for _, days, late in plan.milestones)
        day = max(working(last, 2), working(comes, 6))
        clerk = a.roster.clerk(plan.lead, day)
        for name, days, late in plan.milestones:
            reached = _start(a, plan) + timedelta(days=days + late)
            if reached > last:
                row = RowRef("projects.milestone", "project_id", {"name": name})
                given = {"milestone": row, "reached_on": reached.isoformat()}
                a.add(day, 40, PROJECT + "reach_milestone", clerk, **given)
        said = f"{plan.title}通过竣工验收，资料归档移交。"
        a.add(day, 50, PROJECT + "record_progress", clerk, progress=said, progress_percent=100)
        a.add(day, 85, PROJECT + "file_ledger", clerk)
        given = {"completed_on": comes.isoformat(), "result": "工程质量验收合格，已移交使用单位。"}
        a.add(working(day, 1), 90, PROJECT + "complete", office, **given)


def _meetings(a: Agenda, plan: Plan, free: Any) -> list[Agenda]:
    """One on-site meeting a week from the first whole week on, called the working day before; some weeks are missed."""
    start = _start(a, plan)
    end = (
        working(start, 12)
        if plan.fate == "suspended"
        else working(start, 24)
        if plan.fate == "completed"
        else a.until
    )
    monday = start + timedelta(days=7 - start.weekday())
    found = []
    while monday + timedelta(days=3) < min(end, a.until - timedelta(days=1)):
        held = working_up_to(monday + timedelta(days=2 + a.rng.randrange(2)))
        if held > monday and a.chance(plan.meets):
            found.append(_meeting(a, plan, held, next(free)))
        monday += timedelta(days=7)
    return found


def _meeting(a: Agenda, plan: Plan, held: date, story: int) -> Agenda:
    called = working(held, -1)
    site = plan.sites[a.rng.randrange(len(plan.sites))]
    given = {"meeting_at": clock.moment_on(held, 8, 30).isoformat(), "site": site}
    clerk = a.roster.clerk(plan.lead, held)
    a.agenda.append(Entry(called, 95, PROJECT + "call_site_meeting", clerk, given, opens=story))
    meeting = Agenda(story, a.roster, a.rng)
    meeting.add(held, 10, MEETING + "hold", clerk, held_on=held.isoformat(), present=Seats())
    topics = 2 if plan.problem[0] and held > working(_start(a, plan), 6) else 1
    for n in range(1, topics + 1):
        said = (
            "按周倒排工期，施工单位增加作业班组，各单位按分工落实。"
            if n == 1
            else "由挂钩领导牵头协调，责任单位一周内反馈。"
        )
        meeting.add(
            held, 20 + n, MEETING + "settle_item", clerk, agenda_item=OnAgenda(n), outcome="adopted", decision=said
        )  # fmt: skip
    meeting.add(working(held, 1 if plan.meets > 0.7 else 4), 30, MEETING + "record_minutes", clerk)
    return meeting


def _lists(roster: Roster, rng: Random, first_story: int, free: Any) -> list[Agenda]:
    """One list was reported, one has its notice and waits for its meeting, one waits for the mayor."""
    found = []
    for ahead, chosen, fate in (
        (-12, (0, 2, 4), "concluded"),
        (8, (0, 1, 3, 4), "notified"),
        (24, (2, 5, 6), "proposed"),
    ):
        a = Agenda(next(free), roster, rng)
        meeting = working(roster.until, ahead)
        day = min(working(meeting, -9), working(roster.until, -2))
        clerk = roster.clerk(OFFICE, day)
        a.add(
            day, 10, LIST + "propose_report_list", clerk, government_office=UnitRef(OFFICE), meeting_on=meeting.isoformat(),
            approver=PersonRef("shizhang"), projects=[MatterRef(first_story + n) for n in chosen],
        )  # fmt: skip
        if fate != "proposed":
            a.add(working(day, 1), 10, LIST + "approve_report_list", "shizhang")
            a.add(working(day, 1), 20, LIST + "notify_reporters", clerk)
            a.add(working(day, 1), 30, LIST + "set_executive_agenda", clerk, agenda=["研究年度预算调整方案"])
        if fate == "concluded":
            _reported(a, meeting, first_story, chosen)
        found.append(a)
    return found


def _reported(a: Agenda, meeting: date, first_story: int, chosen: tuple[int, ...]) -> None:
    clerk = a.roster.clerk(OFFICE, meeting)
    for place, n in enumerate(chosen):
        plan = plans()[n]
        line = RowRef("projects.reportline", "report_list_id", {"project_id": MatterRef(first_story + n)})
        told = {"report_line": line, "reporter": PersonRef(plan.leader)}
        text = f"{plan.title}总体按计划推进，下一步重点解决制约节点的前置问题，确保按期完成。"
        a.add(meeting, 10 + 10 * place, LIST + "record_report", clerk, **told, text=text)
        added = {
            "report_line": line,
            "adding_unit": UnitRef(plan.lead),
            "text": "施工力量已增加，月底前完成关键工序。",
        }
        a.add(meeting, 11 + 10 * place, LIST + "record_addition", clerk, **added)
    decided = "各挂钩领导继续每周现场调度，滞后节点由督查室跟踪。"
    a.add(working(meeting, 1), 10, LIST + "conclude_reports", clerk, decision=decided)


def _table(a: Agenda) -> None:
    """The office tables each week on the next working day after it; the duty began five weeks ago."""
    last = a.until - timedelta(days=1)
    monday = last - timedelta(days=last.weekday() + 7 * 5)
    begun = working(monday, -2)
    clerk = a.roster.clerk(OFFICE, begun)
    given = {
        "government_office": UnitRef(OFFICE),
        "chief": PersonRef("shizhang"),
        "executive_deputy": PersonRef("fushizhang"),
    }
    a.add(begun, 10, TABLE + "begin_table_duty", clerk, **given)
    for n in range(5):
        sunday = monday + timedelta(days=7 * n + 6)
        note = "请未召开的挂钩领导抓紧安排。" if n % 2 else ""
        written = {"day_of_period": sunday.isoformat(), "note": note}
        a.add(working(sunday, 1), 20, TABLE + "table_meetings", clerk, **written)
