"""What the inspection office does beside its items: field checks, circulars, weekly bulletins, quarterly reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from zhixing.demo.city.roster import Roster
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import LATE_UNITS, Agenda
from zhixing.demo.history.steps import Paper, PersonRef, UnitRef
from zhixing.demo.history.talk import PLACES, phrases
from zhixing.kernel.rulebook.periods import period_of

OFFICE, CHIEF = "ducha", "ducha-head"
TOPICS = {  # the units that are visited and spoken of, and what about; the careless ones first
    "chengguan": "生活垃圾分类",
    "xinfang": "信访积案化解",
    "jiaotong": "农村公路建设",
    "zhujian": "老旧小区改造",
    "huanjing": "入河排污口整治",
    "jiaoyu": "中小学新建改扩建",
    "minzheng": "养老服务中心建设",
    "shuiwu": "易涝点整治",
    "renshe": "零工市场建设",
    "nongye": "高标准农田建设",
    "gongxin": "企业技术改造",
    "keji": "高新技术企业培育",
}
UNITS = list(TOPICS)
NATURES = ["praise", "criticism", "practice", "positive_case", "negative_case", "praise", "criticism"]
CHECKS, CIRCULARS, WEEKS, QUARTERS = 10, len(NATURES), 4, 2


def rounds(roster: Roster, rng: Random, first_story: int) -> list[Agenda]:
    """All rounds of the year, each with a story of its own from `first_story` on."""
    until = roster.until
    plans = [
        *((_check, until - timedelta(days=22 + n * 33)) for n in range(CHECKS)),
        *((_circular, until - timedelta(days=4 + n * 41)) for n in range(CIRCULARS)),
        *((_bulletin, until - timedelta(days=7 * (n + 1))) for n in range(WEEKS)),
        *((_quarter, _quarter_end(until, n)) for n in range(QUARTERS)),
    ]
    found = []
    for n, (plan, day) in enumerate(plans):
        agenda = Agenda(first_story + n, roster, rng)
        plan(agenda, day, n)
        found.append(agenda)
    return found


def _say(agenda: Agenda, key: str, **facts: Any) -> str:
    found = phrases()[key]
    pattern: str = found if isinstance(found, str) else agenda.rng.choice(found)
    return pattern.format(k=agenda.rng.randint(4, 12), **facts)


def _facts(agenda: Agenda, unit: str) -> dict[str, str]:
    return {
        "unit": agenda.roster.unit[unit].short_name,
        "topic": TOPICS[unit],
        "place": agenda.rng.choice(PLACES["estate"]),
    }


def _paper(name: str, text: str) -> Paper:
    return Paper(f"{name}.txt", f"{name}\n{text}\n")


def _check(agenda: Agenda, day: date, n: int) -> None:
    """Planned, made, fed back, answered and closed; the youngest is still to come, one was never made."""
    rng, unit = agenda.rng, UNITS[n % len(UNITS)]
    facts, day = _facts(agenda, unit), working(day, 0)
    held = working(day, rng.randint(1, 4)) if n else working(agenda.until, 3)
    day = day if n else working(agenda.until, -2)
    agenda.add(
        day, 0, "plan_check", "ducha",
        supervising_unit=UnitRef(OFFICE), is_unannounced=agenda.chance(0.5), title=_say(agenda, "check_titles", **facts),
        place=facts["place"], planned_on=held.isoformat(), checked_units=[UnitRef(unit)], persons=[PersonRef("ducha")],
        purpose=_say(agenda, "check_purposes"),
    )  # fmt: skip
    if n == 4:
        agenda.add(working(day, 1), 10, "cancel_check", "ducha", reason=_say(agenda, "check_cancelled"))
        return
    findings, feedback, answer = agenda.rng.choice(phrases()["check_findings"])
    findings = findings.format(k=rng.randint(4, 12))
    evidence = [_paper("现场检查记录", findings)]
    agenda.add(
        held, 20, "record_findings", "ducha", held_on=held.isoformat(), findings=findings, evidence=evidence
    )
    told, reply = working(held, 2), working(held, 8)
    agenda.add(told, 30, "feed_back", "ducha", text=feedback, reply_on=reply.isoformat())
    answered = working(told, rng.randint(3, 7))
    agenda.add(answered, 40, "answer_check", agenda.roster.clerk(unit, answered), text=answer)
    agenda.add(working(answered, 3), 50, "close_check", "ducha", conclusion=_say(agenda, "check_conclusions"))


def _circular(agenda: Agenda, day: date, n: int) -> None:
    """Drafted by one, approved by another, issued, received; one is objected to, the youngest awaits approval."""
    nature = NATURES[(n - CHECKS) % len(NATURES)]
    unit = UNITS[n % 3] if nature in ("criticism", "negative_case") else UNITS[3 + n % (len(UNITS) - 3)]
    facts, day = _facts(agenda, unit), working(day, 0)
    title, body = (text.format(**facts) for text in agenda.rng.choice(phrases()[f"circular_{nature}"]))
    others = agenda.rng.sample([u for u in UNITS if u != unit], 3)
    conduct = {"conduct": "passing_buck"} if nature == "criticism" else {}
    agenda.add(
        day, 0, "draft_circular", "ducha",
        supervising_unit=UnitRef(OFFICE), nature=nature, title=title, body=body, named_units=[UnitRef(unit)],
        addressees=[UnitRef(u) for u in (unit, *others)], scope="government", **conduct,
    )  # fmt: skip
    issued = _approved_and_issued(agenda, day, working(day, 2) if n > CHECKS else agenda.until)
    for other in (unit, *others):
        on = working(issued, agenda.rng.randint(1, 2))
        agenda.add(on, 40, "receive_circular", agenda.roster.clerk(other, on))
    if nature == "criticism":
        on, decided = working(issued, 3), working(issued, 6)
        agenda.add(
            on,
            45,
            "object_circular",
            agenda.roster.clerk(unit, on),
            grounds=_say(agenda, "circular_objection"),
        )
        reason = _say(agenda, "circular_objection_decided")
        given = {"unit": UnitRef(unit), "accepted": False, "reason": reason}
        agenda.add(decided, 46, "decide_circular_objection", CHIEF, **given)
    agenda.add(working(issued, 9), 50, "conclude_circular", "ducha")


def _approved_and_issued(agenda: Agenda, day: date, approved: date) -> date:
    agenda.add(day, 5, "submit_circular", "ducha")
    agenda.add(approved, 10, "approve_circular", CHIEF, opinion=_say(agenda, "circular_opinion"))
    agenda.add(approved, 20, "issue_circular", "ducha")
    return approved


def _bulletin(agenda: Agenda, day: date, n: int) -> None:
    """The week before in figures, on its first working day."""
    monday = day - timedelta(days=day.weekday())
    day = working(monday, 0)
    readers = ["ban", "fagai", "caizheng", *LATE_UNITS[:3]]
    agenda.add(
        day, 0, "draft_bulletin", "ducha",
        supervising_unit=UnitRef(OFFICE), week_of=(monday - timedelta(days=7)).isoformat(),
        summary=_say(agenda, "bulletin_summary"), addressees=[UnitRef(u) for u in readers],
    )  # fmt: skip
    issued = _approved_and_issued(agenda, day, working(day, 1))
    agenda.add(working(issued, 3), 50, "conclude_circular", "ducha")


def _quarter_end(until: date, n: int) -> date:
    """The last day of the n-th quarter back, counted from one that ended three weeks ago at least."""
    day = until - timedelta(days=21)
    for _ in range(n + 1):
        day = period_of("quarter", day).first - timedelta(days=1)
    return day


def _quarter(agenda: Agenda, ended: date, n: int) -> None:
    """Called for when the quarter has ended; reported by most, checked line by line, closed."""
    called = working(ended, 1)
    due, check_due = working(called, 8), working(called, 18)
    units = UNITS[2:10]
    quarter = period_of("quarter", ended).key
    agenda.add(
        called, 0, "call_reports", "ducha",
        supervising_unit=UnitRef(OFFICE), year=ended.year, quarter=quarter[-2:], units=[UnitRef(u) for u in units],
        organ=UnitRef("jiancha"), reports_due_on=due.isoformat(), check_due_on=check_due.isoformat(),
    )  # fmt: skip
    for unit in units:
        late = unit in LATE_UNITS
        on = working(due, 2) if late else working_up_to(due - timedelta(days=agenda.rng.randint(0, 5)))
        agenda.add(on, 30, "submit_report", agenda.roster.clerk(unit, on), **dict(_lines(agenda)))
    lines = 2 * len(units)
    for place in range(lines):
        on = working(due, 3 + place // 4)
        doubt = place == lines - 1
        given: dict[str, Any] = {"verdict": "partly" if doubt else "true"}
        if doubt:
            reason = _say(agenda, "quarter_doubt")
            given |= {"note": reason, "evidence": [_paper("季报核查记录", reason)]}
        agenda.add(on, 40 + place, "check_report", "ducha", **given)
    agenda.add(working(due, 8), 90, "close_quarter", "ducha")


def _lines(agenda: Agenda) -> Iterator[tuple[str, list[str]]]:
    """Two of the four subjects with a line each; the others had nothing."""
    for subject in ("key_work", agenda.rng.choice(("investment", "decision", "reform"))):
        yield (
            subject,
            [agenda.rng.choice(phrases()["quarter_lines"][subject]).format(k=agenda.rng.randint(2, 9))],
        )
