"""A hundred thousand or a million supervised items by COPY, shaped as actions would have left them.

A tenth is open, some 38 % of these late. Each item has some three participations, five events, two or three obligations and
a searched text. Due days are counted by the product's own calendar, keys of obligations are those of the fold, so an
action on a filled item finds what it expects. Sealing is left out: 0.2 s more would be said about nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

import psycopg

from bench.people import Government, build
from bench.scratch import told
from zhixing.base import clock
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.counting import Term, last_day
from zhixing.kernel.search.service import plain

PIECE = 20_000  # matters written by one round of COPY
EVENTS = 5
VERBS = ["完成", "推进", "加快", "实施", "启动", "组织", "落实", "开展", "深化", "建设"]
PLACES = [
    "青溪镇",
    "东湖区",
    "高新区",
    "云川新城",
    "南山片区",
    "北河沿线",
    "西岭街道",
    "中心城区",
    "滨江带",
    "城乡结合部",
]
THINGS = [
    "老旧小区改造",
    "污水管网建设",
    "中小学校扩建",
    "养老服务站布点",
    "农村公路养护",
    "河道清淤整治",
    "智慧停车系统",
    "公共租赁住房分配",
    "食品抽检",
    "危房排查",
    "企业开办便利化",
    "医保窗口下沉",
    "灌区节水配套",
    "垃圾分类转运",
    "燃气管道更新",
    "防汛物资储备",
    "文化馆修缮",
    "就业技能培训",
    "营商环境评估",
    "地下车库充电桩",
]
RARE = "灯塔航标检修"  # one title in 5,000: a rare two-character search is 灯塔
TABLES: dict[str, str] = {
    "matters_matter": "id, kind, number, title, jurisdiction_id, lead_unit_id, state, opened_on, closed_on, due_on,"
    " parent_id, origin_id, audience, rulebook_id, revision",
    "supervision_superviseditem": "matter_ptr_id, source, source_title, source_number, source_on, content, targets,"
    " urgency, tier, is_listed, supervising_unit_id, carrying_leader_id, overall_leader_id, handler_id, issued_on,"
    " limit_on, first_limit_on, rhythm, stage_due_on, progress_percent, coordination_count, extension_count,"
    " extension_asked_until, evidence_count, reopened_count, agreement",
    "matters_participation": "matter_id, standing, unit_id, person_id, from_at, until_at, done_at, place",
    "matters_event": "id, matter_id, subject, kind, version, actor_id, actor_name, on_behalf_of, happened_at,"
    " recorded_at, facts",
    "obligations_obligation": "matter_id, key, rule, clock, unit_id, person_id, period, trigger_id, state, opened_on,"
    " first_due_on, due_on, provisional, ended_by_id, ended_on, closed_on, is_late, terms, next_check_at",
    "search_searchtext": "matter_id, body",
}
SEQUENCES = ("matters_matter", "matters_event")
SIGN_TERMS = json.dumps(
    {"value": {"from_on": "2009-03-11", "amount": 2, "unit": "working_days", "setting": True}}
)


@dataclass(slots=True)
class Item:
    """One item to be written: who, when, how far."""

    id: int
    lead: int
    supporting: int | None
    handler: int
    leader: int
    issued_on: date
    limit_on: date
    state: str
    title: str
    closed_on: date | None


def fill(super_url: str, size: int, today: date) -> Government:
    """Write `size` items and analyse the tables. The database must be empty but for its schema."""
    government = build()
    random = Random(size)
    with psycopg.connect(super_url) as db:
        db.execute(
            "set session_replication_role = replica"
        )  # no triggers, no foreign key checks: the data are ours
        db.execute("set synchronous_commit = off")
        with told(f"writing {size:,} items"):
            for start in range(1, size + 1, PIECE):
                _write(db, government, random, range(start, min(start + PIECE, size + 1)), today)
                db.commit()
        for table in SEQUENCES:
            db.execute(
                f"select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"
            )
    with told("vacuum and analyse"), psycopg.connect(super_url, autocommit=True) as db:
        db.execute("vacuum (analyze)")
    return government


def _write(db: Any, government: Government, random: Random, ids: range, today: date) -> None:
    lines: dict[str, list[str]] = {table: [] for table in TABLES}
    for n in ids:
        item = _item(government, random, n, today)
        for table, line in _lines(government, item, today):
            lines[table].append(line)
    for table, columns in TABLES.items():
        with db.cursor().copy(f"copy {table} ({columns}) from stdin") as copy:
            copy.write(("\n".join(lines[table]) + "\n").encode())


def _item(government: Government, random: Random, n: int, today: date) -> Item:
    lead = government.leads[int(len(government.leads) * random.random() ** 2)]  # some bureaus have far more
    supporting = random.choice(government.leads) if random.random() < 0.6 else None
    title = f"{random.choice(VERBS)}{random.choice(PLACES)}{random.choice(THINGS)}（第{n}项）"
    if n % 5_000 == 0:
        title = f"{random.choice(VERBS)}{random.choice(PLACES)}{RARE}（第{n}项）"
    is_open, closed_on = random.random() < 0.1, None
    if is_open:
        state = "issued" if random.random() < 0.15 else "under_way"
        issued_on = today - timedelta(
            days=random.randint(0, 9) if state == "issued" else random.randint(130, 400)
        )
        limit_on = today + timedelta(
            days=random.randint(10, 200) if state == "issued" else random.randint(-128, 160)
        )
    else:
        state = "closed"
        issued_on = today - timedelta(days=random.randint(200, 2_200))
        limit_on = issued_on + timedelta(days=random.randint(30, 180))
        closed_on = min(today, limit_on + timedelta(days=random.randint(-20, 8)))
    return Item(
        n, lead, supporting if supporting != lead else None, random.choice(government.members[lead]),
        random.choice(government.leaders), issued_on, limit_on, state, title, closed_on,
    )  # fmt: skip


def _lines(government: Government, i: Item, today: date) -> Iterator[tuple[str, str]]:
    """The item's rows as lines of COPY's text form."""
    root, office, lead = government.root, government.office, i.lead
    signed = i.state != "issued"
    units = sorted({lead, office, *([i.supporting] if i.supporting else [])})
    audience = [*([-i.handler] if signed else []), -i.leader]
    audience = sorted({*units, *audience})
    sign_due = _sign_due(i.issued_on)
    due_on = None if i.closed_on else (i.limit_on if signed else min(sign_due, i.limit_on))
    number = f"云政督〔{i.issued_on.year}〕{i.id}号"
    yield "matters_matter", _line(
        i.id, "supervision.item", number, i.title, root, lead, i.state, i.issued_on, i.closed_on, due_on,
        None, None, _array(audience), government.rulebook, 5,
    )  # fmt: skip
    yield "supervision_superviseditem", _line(
        i.id, "meeting", "市政府常务会议纪要", "", None, f"{i.title}，按期办结并报送佐证材料。", "{}", "plain", "upper", "f",
        office, i.leader, None, i.handler if signed else None, i.issued_on, i.limit_on, i.limit_on, "month", "{}",
        100 if i.closed_on else 40, 0, 0, None, 1, 0, "",
    )  # fmt: skip
    at = f"{i.issued_on} 02:00+00"
    done = at if signed else None
    yield "matters_participation", _line(i.id, "lead", lead, None, at, None, done, 0)
    yield "matters_participation", _line(i.id, "supervisor", office, None, at, None, None, 0)
    yield "matters_participation", _line(i.id, "carrying", None, i.leader, at, None, None, 0)
    if i.supporting:
        yield "matters_participation", _line(i.id, "supporting", i.supporting, None, at, None, at, 0)
    if signed:
        yield "matters_participation", _line(i.id, "handler", None, i.handler, at, None, None, 0)
    yield from _events(government, i)
    yield from _obligations(i, sign_due, signed)
    body = plain(f"{number}\n{i.title}\n{i.title}，按期办结并报送佐证材料。")
    yield "search_searchtext", _line(i.id, body)


def _events(government: Government, i: Item) -> Iterator[tuple[str, str]]:
    name = government.names[i.lead]
    first = (i.id - 1) * EVENTS + 1
    registered = {
        "title": i.title,
        "source": "meeting",
        "source_title": "市政府常务会议纪要",
        "lead_unit_id": i.lead,
        "parent": "",
    }
    issued = {
        "lead_unit_id": i.lead, "lead_unit": name, "supporting_unit_ids": [i.supporting] if i.supporting else [],
        "supporting_units": [government.names[i.supporting]] if i.supporting else [],
        "supervising_unit_id": government.office, "carrying_leader_id": i.leader, "carrying_leader": "周明远",
        "overall_leader": "", "limit_on": i.limit_on.isoformat(), "rhythm": "", "urgency": "plain", "source": "meeting",
    }  # fmt: skip
    urged = {"unit_ids": [i.lead], "units": [name], "text": "请抓紧办理。", "reply_on": None}
    told: list[tuple[str, dict[str, Any], int]] = [
        ("supervision.registered", registered, 0),
        ("supervision.issued", issued, 0),
    ]
    if i.state == "issued":
        told += [("supervision.urged", urged, 0)] * 3
    else:
        signed = {"unit_id": i.lead, "unit": name, "handler_id": i.handler, "handler": "陈刚", "note": ""}
        progress = {
            "unit_id": i.lead, "unit": name, "period": "", "progress_percent": 40, "progress": "已完成阶段任务。",
            "problems": "", "next_steps": "",
        }  # fmt: skip
        last = {
            "unit_id": i.lead,
            "unit": name,
            "supervising_unit_id": government.office,
            "result": "全部完成。",
        }
        told += [("supervision.signed", signed, 1), ("supervision.progress_reported", progress, 20)]
        if i.closed_on:
            told.append(("supervision.done_reported", last, (i.closed_on - i.issued_on).days))
        else:
            told.append(("supervision.urged", urged, 30))
    for n, (kind, facts, days) in enumerate(told):
        at = f"{i.issued_on + timedelta(days=days)} 02:0{n}:00+00"
        text = json.dumps(facts, ensure_ascii=False)
        yield (
            "matters_event",
            _line(first + n, i.id, "", kind, 1, government.account, "何清", "", at, at, text),
        )


def _obligations(i: Item, sign_due: date, signed: bool) -> Iterator[tuple[str, str]]:
    trigger = (i.id - 1) * EVENTS + 2
    signed_on = i.issued_on + timedelta(days=1)
    check = f"{sign_due + timedelta(days=1)} 00:00+00"
    yield "obligations_obligation", _line(
        i.id, f"supervision.sign|{trigger}|u{i.lead}|", "supervision.sign", "step", i.lead, None, "", trigger,
        "met" if signed else "open", i.issued_on, sign_due, sign_due, "f", trigger + 1 if signed else None,
        signed_on if signed else None, signed_on if signed else None, "f", SIGN_TERMS, None if signed else check,
    )  # fmt: skip
    terms = json.dumps(
        {
            "value": {"from_on": "2009-03-11", "unit": "natural_days", "field": "limit_on", "setting": False},
            "said_on": i.limit_on.isoformat(),
        }
    )
    late = bool(i.closed_on and i.closed_on > i.limit_on)
    next_check = None if i.closed_on else f"{i.limit_on + timedelta(days=1)} 00:00+00"
    yield "obligations_obligation", _line(
        i.id, f"supervision.finish|{trigger}|u{i.lead}|", "supervision.finish", "whole", i.lead, None, "", trigger,
        "met" if i.closed_on else "open", i.issued_on, i.limit_on, i.limit_on, "f",
        trigger + 3 if i.closed_on else None, i.closed_on, i.closed_on, "t" if late else "f", terms, next_check,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _sign_due(issued_on: date) -> date:
    due = last_day(issued_on, Term(2, "working_days"), national()).on
    assert due is not None
    return due


def _array(ids: list[int]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"


def _line(*values: Any) -> str:
    return "\t".join(
        "\\N" if v is None else str(v).replace("\\", "\\\\").replace("\n", "\\n") for v in values
    )


def today() -> date:
    """The day the data are about: the real one, for pages ask the clock."""
    return clock.today()
