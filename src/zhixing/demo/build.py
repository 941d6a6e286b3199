"""`zhixing demo`: found the demonstration city and let a year happen in it, or say that it is there."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.demo.accounts import accounts_line
from zhixing.demo.events import SUBJECT, DemoBegun, DemoFinished
from zhixing.demo.founding import found, found_again
from zhixing.demo.history.whole import history
from zhixing.demo.performing import Performer
from zhixing.demo.refusals import HistoryAhead, NotEmpty, TooFew
from zhixing.demo.verifying import what_is_wrong
from zhixing.kernel.access.actors import service
from zhixing.kernel.matters import events
from zhixing.kernel.matters.models import Event, Matter
from zhixing.kernel.obligations.findings import count
from zhixing.kernel.organisation.models import Unit

ITEMS, LEAST = 600, 30


def main(argv: Sequence[str] | None = None) -> int:
    """Build the city unless it is there; 0 when it stands at the end."""
    asked = _parser().parse_args(argv)
    began = time.monotonic()
    stands = _finished()
    if stands and not asked.again:
        _answer(asked, w("The demonstration city is there already.", "演示城市已经建立。"), {"built": False})
        return 0
    begun = _begun()
    if asked.again or begun is None:
        _refuse_unless_empty()
    until, items = (begun.until, begun.items) if begun else (asked.until or clock.today(), asked.items)
    if until > clock.today():
        raise HistoryAhead(until=until, today=clock.today())
    if items < LEAST:
        raise TooFew(items=items, least=LEAST)
    facts = build(until, items, quiet=asked.json)
    seconds = round(time.monotonic() - began, 1)
    told = w(
        "The demonstration city stands: {units} units, {persons} persons, {items} items, {events} events in {seconds} s.",
        "演示城市已建立：{units} 个单位、{persons} 人、{items} 个事项、{events} 条留痕，用时 {seconds} 秒。",
    )
    _answer(asked, told.put(**facts, seconds=seconds), {"built": True, "seconds": seconds, **facts})
    return 0


def build(until: date, items: int = ITEMS, *, quiet: bool = True) -> dict[str, Any]:
    """Found the city, or take up where an earlier run was broken off, and perform its history up to the eve of `until`.

    What was built is checked; a difference is a mistake of ours and raises RuntimeError.
    """
    plan = history(until, items)
    city = found_again(plan.roster) if _begun() else found(plan.roster, items)
    Performer(plan, city).run(lambda day, done: _tell_month(day, done, len(plan.steps), quiet=quiet))
    with clock.at(clock.moment_on(until, 0)):
        count(until)  # as the job would: what waits for a person to judge
    if wrong := what_is_wrong():
        raise RuntimeError("; ".join(wrong[:10]))
    with clock.at(clock.moment_on(until, 0)), transaction.atomic():
        events.record(DemoFinished(steps=len(plan.steps)), actor=service("demo"), subject=SUBJECT)
    return {
        "until": until.isoformat(),
        "units": len(plan.roster.units),
        "persons": len(plan.roster.people),
        "items": len(plan.lives),
        "events": Event.objects.count(),
    }


def _finished() -> bool:
    return Event.objects.filter(kind=DemoFinished.kind).exists()


def _begun() -> DemoBegun | None:
    """What an earlier run set out to build, finished or not."""
    row = Event.objects.filter(kind=DemoBegun.kind).order_by("id").first()
    found = events.decode(row.kind, row.facts) if row else None
    return found if isinstance(found, DemoBegun) else None


def _refuse_unless_empty() -> None:
    units, matters = Unit.objects.count(), Matter.objects.count()
    if units or matters:
        raise NotEmpty(units=units, matters=matters)


def _tell_month(day: date, done: int, all_of_them: int, *, quiet: bool) -> None:
    if day.day == 1 and not quiet:
        told = w("  {month}: {percent}% of the year's deeds", "  {month}：已完成全年 {percent}%")
        print(told.put(month=f"{day:%Y-%m}", percent=100 * done // all_of_them), flush=True)  # noqa: T201  # a command


def _answer(asked: argparse.Namespace, told: object, facts: dict[str, Any]) -> None:
    print(json.dumps(facts, ensure_ascii=False) if asked.json else f"{told}\n{accounts_line()}", flush=True)  # noqa: T201


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhixing demo",
        description=str(
            w(
                "Build the demonstration city in an empty database. Does nothing when the city is there.",
                "在空数据库中建立演示城市；已建立时不作改动。",
            )
        ),
    )
    parser.add_argument(
        "--until",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=str(w("the day on whose eve the history ends (default: today)", "历史数据截止日（默认今天）")),
    )
    parser.add_argument(
        "--items", type=int, default=ITEMS, help=str(w("how many supervised items", "督办事项数量"))
    )
    parser.add_argument("--json", action="store_true", help=str(w("answer for machines", "以 JSON 输出")))
    parser.add_argument(
        "--again",
        action="store_true",
        help=str(w("build anew; refused unless the database is empty", "重新建立；数据库非空时拒绝")),
    )
    return parser
