"""What every item goes through: opened, signed for, planned, reported done, checked and closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from zhixing.demo.history.courses import CLOSED, Fate
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import Life
from zhixing.demo.history.steps import PersonRef, UnitRef

NUMBERS = {"document": "云政发", "order": "云政令", "instruction": "云政批"}


def opened(life: Life) -> None:
    """Registered, sometimes amended, issued (S1-17)."""
    rng, course, talk = life.rng, life.course, life.talk
    registered = working(life.until, -rng.randint(1, 3)) if course.fate == Fate.DRAFT else _eve(life)
    source = life.source
    urgency = "immediate" if source == "order" else rng.choices(("plain", "urgent"), (8, 2))[0]
    source_on = working_up_to(registered - timedelta(days=rng.randint(1, 9)))
    number = f"{NUMBERS[source]}〔{source_on.year}〕{rng.randint(2, 60)}号" if source in NUMBERS else ""
    overall = life.roster.head(life.work.unit, registered)
    first: dict[str, Any] = {
        "title": life.work.title,
        "content": life.work.content,
        "lead_unit": UnitRef(life.work.unit),
        "supporting_units": [UnitRef(u) for u in life.supporting],
        "carrying_leader": PersonRef(life.carrying),
        "overall_leader": PersonRef(overall) if overall else None,
        "limit_on": course.first_limit.isoformat(),
        "rhythm": life.rhythm,
        "urgency": urgency,
    }
    more = {
        "source": source,
        "source_title": talk.source(source),
        "source_number": number,
        "source_on": source_on.isoformat(),
        "supervising_unit": UnitRef(life.supervisor),
        "targets": [life.work.target],
    }
    life.add(registered, 0, "register", life.officer, **first, **more)
    if "amended" in life.twists:
        changed = first | {"content": f"{first['content']}完成情况纳入年度目标考核。"}
        life.add(registered, 5, "amend", life.officer, **changed)
    life.add(course.issued, 10, "issue", life.officer, note=talk.say("issue_notes"))


def _eve(life: Life) -> date:
    """The day of registration: that of issue or shortly before, never before the year begins."""
    return working(life.course.issued, -life.rng.choice((0, 0, 1, 2)) or 0)


def signed(life: Life) -> None:
    """Objected to or not, signed for by the lead unit and each supporting unit."""
    rng, course = life.rng, life.course
    day = course.issued
    life.spans = [(course.issued, course.done)]
    if life.is_contested:
        day = _contested(life)
    elif life.source != "order" or life.is_child:
        wait = rng.choice((0, 1, 1, 2)) if not (life.is_careless and life.chance(0.3)) else rng.choice((3, 4))
        day = working(course.issued, max(wait, int(life.is_child)))
    if course.fate == Fate.UNSIGNED:
        day = working(life.until, 0)
    life.signed = day
    _name_handlers(life, day)
    life.add(
        day,
        30,
        "sign",
        life.clerk(day),
        handler=PersonRef(life.handlers[0][1]),
        note=life.talk.say("sign_notes"),
    )
    for unit in life.supporting:
        wait = rng.choice((0, 1, 1, 2, 3)) if life.chance(0.93) else 4
        on = course.issued if life.is_contested else working(course.issued, max(wait, int(life.is_child)))
        who = life.roster.acting(life.roster.clerk(unit, on), on)
        life.add(on, 28, "sign_support", who)


def _contested(life: Life) -> date:
    """The lead unit says that another is responsible. The day on which it is signed for at last."""
    course, talk, rng = life.course, life.talk, life.rng
    objected = working(course.issued, 1)
    decided = working(objected, rng.randint(1, 2)) if course.fate != Fate.OBJECTED else working(life.until, 1)
    other = life.supporting[0]
    reason = talk.say("objections")
    life.add(objected, 20, "object", life.clerk(objected), lead_unit=UnitRef(other), reason=reason)
    if "objection_accepted" in life.twists:
        _passed_on(life, decided, other, talk.say("passed_on", unit=life.roster.unit[other].short_name))
    else:
        life.add(
            decided, 22, "reject_objection", life.watcher(decided), reason=talk.say("objection_rejected")
        )
    return working(decided, rng.randint(0, 1))


def _passed_on(life: Life, day: date, unit: str, reason: str) -> None:
    limit = life.course.first_limit.isoformat()
    life.add(day, 22, "pass_on", life.watcher(day), lead_unit=UnitRef(unit), limit_on=limit, reason=reason)
    life.leads.append((day, unit))
    life.spans = [(since, min(ends, day)) for since, ends in life.spans] + [(day, life.course.done)]


def handed_over(life: Life, last_day: date, heir: str) -> None:
    """The lead unit ends after `last_day`: the item goes to its heir, who signs for it anew."""
    reason = life.talk.say("merged", unit=life.roster.unit[heir].short_name)
    _passed_on(life, last_day, heir, reason)
    day = working(last_day, 1)
    who = life.rng.choice(life.roster.handlers(heir, day))
    life.handlers.append((day, who))
    life.add(day, 30, "sign", life.clerk(day), handler=PersonRef(who), note=life.talk.say("sign_notes"))


def _name_handlers(life: Life, day: date) -> None:
    """The handler, and who takes over when that person leaves before the item is done."""
    unit = life.lead(day)
    who = life.rng.choice(life.roster.handlers(unit, day))
    life.handlers.append((day, who))
    leaves = life.roster.last_day(who, unit)
    ends = life.roster.unit[unit].dissolved_on
    if leaves and leaves < life.course.done and (ends is None or leaves < ends - timedelta(days=1)):
        after = working(leaves, 1)
        other = life.rng.choice(life.roster.handlers(unit, after))
        life.handlers.append((after, other))
        if day < after < life.course.done:
            life.add(after, 32, "name_handler", life.clerk(after), handler=PersonRef(other))


def planned(life: Life) -> None:
    """The implementation plan; with the days of its stages where feedback goes by stage."""
    wait = life.rng.choice((6, 7)) if life.is_careless and life.chance(0.25) else life.rng.randint(1, 4)
    day = working(life.signed, wait)
    if day >= life.course.done or not any(a <= day <= b for a, b in life.windows):
        return
    stages: list[date] = []
    if life.rhythm == "stage":
        span = (life.course.first_limit - day).days
        wanted = [working_up_to(day + timedelta(days=int(span * share))) for share in (0.35, 0.7, 0.97)]
        stages = sorted({stage for stage in wanted if stage > day})
    life.stages = stages
    given = {"plan": life.talk.say("plans"), "stage_due_on": [s.isoformat() for s in stages]}
    attached = {"attachments": [life.paper("实施方案", day)]} if life.chance(0.15) else {}
    life.add(day, 40, "plan", life.clerk(day), **given, **attached)


def ended(life: Life) -> None:
    """Reported done, sent back where it was not, checked on evidence and closed; or withdrawn."""
    course, talk, rng = life.course, life.talk, life.rng
    if course.fate == Fate.WITHDRAWN:
        life.add(course.done, 80, "withdraw", life.watcher(course.done), reason=talk.say("withdrawals"))
        return
    evidence = [life.paper(life.work.proof, course.done)] if life.chance(0.85) else []
    life.add(
        course.done, 80, "report_done", life.doer(course.done), result=talk.say("results"), evidence=evidence
    )
    _checked(life, course.closed, has_evidence=bool(evidence))
    if "reopened" in life.twists and course.fate in CLOSED:
        _reopened(life)
    elif life.chance(0.04) and course.closed < life.until:
        later = working(course.closed, rng.randint(1, 3))
        persons = [PersonRef(life.carrying)]
        life.add(later, 95, "circulate", life.watcher(later), persons=persons, note=talk.say("circulated"))


def _checked(life: Life, day: date, *, has_evidence: bool) -> None:
    method = life.rng.choices(("papers", "visit", "unannounced", "interview"), (5, 3, 1, 1))[0]
    evidence = [] if has_evidence else [life.paper("核查情况说明", day)]
    finding = life.talk.say("findings", method)
    life.add(day, 90, "close", life.watcher(day), method=method, finding=finding, evidence=evidence)


def _reopened(life: Life) -> None:
    """Found not to be done after all: a limit of its own, and the end once more."""
    rng, talk = life.rng, life.talk
    again = working(life.course.closed, rng.randint(6, 20))
    limit = working_up_to(again + timedelta(days=rng.randint(15, 30)))
    done = working(limit, -rng.randint(1, 3))
    life.add(again, 15, "reopen", life.watcher(again), limit_on=limit.isoformat(), reason=talk.say("reopens"))
    paper = life.paper("整改复核情况表", done)
    life.add(done, 80, "report_done", life.doer(done), result=talk.say("reopened_result"), evidence=[paper])
    _checked(life, working(done, rng.randint(1, 3)), has_evidence=True)
    life.windows.append((working(again, 1), working(done, -1)))
    life.spans.append((again, done))
