"""What happens beside the main course: extensions, holds, urging, coordination, reading, agreeing, cards, findings."""

from __future__ import annotations

from datetime import date, timedelta

from zhixing.demo.history.courses import Fate
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import Life
from zhixing.demo.history.steps import PersonRef, UnitRef


def stopped_and_sent_back(life: Life) -> None:
    """Where it is held, and where a report of completion is sent back; and from all this the days under way."""
    course, rng, talk = life.course, life.rng, life.talk
    begin = life.signed if life.rhythm == "day" else working(life.signed, 1)
    end = working(course.done, -1)
    life.windows = [(begin, end)]
    if course.fate == Fate.HELD:
        held = max(begin, working(life.until, -rng.randint(3, 14)))
        life.add(held, 55, "hold", life.watcher(held), reason=talk.say("holds"))
        life.windows = [(begin, working(held, -1))]
    elif "held" in life.twists:
        _held(life, begin, end)
    elif "sent_back" in life.twists:
        first = working(course.done, -rng.randint(6, 9))
        back = working(first, rng.randint(1, 3))
        if first > working(begin, 4) and back < course.done:
            result, reason = talk.say("results"), talk.say("send_backs")
            life.add(first, 80, "report_done", life.clerk(first), result=result)
            life.add(
                back, 85, "send_back", life.watcher(back), limit_on=course.limit.isoformat(), reason=reason
            )
            life.windows = [(begin, working(first, -1)), (working(back, 1), end)]


def _held(life: Life, begin: date, end: date) -> None:
    course, talk = life.course, life.talk
    held = working(begin, 6)
    resumed = working(held, life.rng.randint(7, 16))
    if resumed >= working(end, -5) or held >= course.first_limit:
        course.first_limit = course.limit
        return
    given = {"new_limit_on": course.limit.isoformat(), "reason": talk.say("resumes")}
    life.add(held, 55, "hold", life.watcher(held), reason=talk.say("holds"))
    life.add(resumed, 56, "resume", life.watcher(resumed), **given)
    life.windows = [(begin, working(held, -1)), (working(resumed, 1), end)]


def limits(life: Life) -> None:
    """Extensions asked for and decided, and new limits set for what was not carried out in time."""
    for twist, asked_days in (
        ("extension_granted", 0),
        ("extension_by_leader", 0),
        ("extension_refused", 20),
    ):
        if twist in life.twists:
            _extension(life, twist, asked_days)
    course = life.course
    if "new_limit" in life.twists:
        day = life.pick(working(course.first_limit, 5), working(course.first_limit, 8))
        reason = life.talk.say("new_limits")
        if day is None:
            course.first_limit = course.limit
        else:
            life.add(
                day, 68, "set_limit", life.watcher(day), new_limit_on=course.limit.isoformat(), reason=reason
            )


def _extension(life: Life, twist: str, asked_days: int) -> None:
    course, talk = life.course, life.talk
    asked_on = life.pick(working(course.first_limit, -9), working(course.first_limit, -3))
    decided = working(asked_on, life.rng.randint(1, 2)) if asked_on else course.done
    if asked_on is None or decided >= course.done:
        course.first_limit = course.limit
        return
    wanted = course.limit + timedelta(days=asked_days)
    leader = life.roster.acting(life.carrying, decided)
    who = leader if twist == "extension_by_leader" else life.chief(decided)
    said = "extension_refused" if twist == "extension_refused" else "extension_granted"
    reason = talk.say("extension_reasons")
    life.add(
        asked_on, 60, "ask_extension", life.clerk(asked_on), new_limit_on=wanted.isoformat(), reason=reason
    )
    life.add(
        decided, 62, "decide_extension", who, granted=twist != "extension_refused", reason=talk.say(said)
    )


def pressed(life: Life) -> None:
    """Urged, explained, listed; cards answered, challenged and decided; findings about persons."""
    course, talk = life.course, life.talk
    if life.chance(0.85 if life.is_slow else 0.12):
        day = life.pick(working(course.first_limit, -12), course.done)
        if day:
            reply = working(day, 3).isoformat()
            life.add(
                day,
                45,
                "urge",
                life.watcher(day),
                text=talk.say("urges_late" if day > course.limit else "urges"),
                reply=reply,
            )
    if not life.is_slow:
        return
    late_from = course.first_limit if "new_limit" in life.twists else course.limit
    if life.chance(0.72):
        _explained(life, late_from)
    _cards(life, late_from)
    if "listed" in life.twists:
        _listed(life, late_from)
    if "transfer" in life.twists:
        _found_wanting(life, late_from)


def _explained(life: Life, limit: date) -> None:
    cause = life.rng.choices(("body", "system", "environment", "decision", "objective"), (4, 2, 2, 1, 2))[0]
    day = life.pick(working(limit, 1), working(limit, 4))
    if day:
        given = {"cause": cause, "analysis": life.talk.say("explanations", cause)}
        hoped = {"new_limit_on": working(day, 15).isoformat()}
        life.add(day, 64, "explain_delay", life.clerk(day), **given, **hoped)


def _cards(life: Life, limit: date) -> None:
    talk, day = life.talk, working(limit, 3)
    if life.chance(0.14):
        life.add(day, 66, "challenge_card", life.clerk(day), grounds=talk.say("card_challenges"))
        decided = working(day, life.rng.randint(2, 5))
        removed = life.chance(0.5)
        reason = talk.say("card_removed" if removed else "card_upheld")
        given = {"is_removed": removed, "is_objective": removed, "reason": reason}
        life.add(decided, 67, "decide_card", "jiwei", **given)
    elif life.chance(0.4 if life.is_careless else 0.8):
        promised = working(day, 4)
        said = talk.say("card_answers", day=f"{promised.month}月{promised.day}日")
        life.add(day, 66, "answer_card", life.clerk(day), answer=said)


def _listed(life: Life, limit: date) -> None:
    talk = life.talk
    day = life.pick(working(limit, 3), working(limit, 8))
    if day:
        life.add(day, 70, "set_listed", life.watcher(day), is_listed=True, reason=talk.say("listed"))
    off = life.pick(working(limit, 6), life.course.done)
    if day and off and off > day and life.course.fate == Fate.LATE:
        life.add(off, 71, "set_listed", life.watcher(off), is_listed=False, reason=talk.say("unlisted"))


def _found_wanting(life: Life, limit: date) -> None:
    """After urging in vain: a person is named, and the transfer to the supervision organ proposed."""
    talk = life.talk
    day = life.pick(working(limit, 6), life.until - timedelta(days=1))
    if day is None or life.is_child:
        return
    for urged in (working(limit, 1), working(limit, 4)):
        if urged < day:
            life.add(urged, 45, "urge", life.watcher(urged), text=talk.say("urges_late"))
    person = life.roster.deputy(life.lead(day), day)
    if person:
        given = {"responsible_person": PersonRef(person), "conduct": talk.say("conducts")}
        life.add(day, 72, "name_responsible", life.watcher(day), **given, reason=talk.say("responsible"))
    life.add(
        day, 73, "propose_transfer", life.watcher(day), organ=UnitRef("jiancha"), reason=talk.say("transfers")
    )


def together(life: Life) -> None:
    """Coordinated by a leader, circulated for reading, agreed jointly."""
    if "coordinated" in life.twists:
        _coordinated(life)
    if "circulated" in life.twists:
        _circulated(life)
    if "cosigned" in life.twists:
        _cosigned(life)


def _coordinated(life: Life) -> None:
    day = life.pick(working(life.signed, 4), life.course.done)
    if day:
        leader = life.roster.acting(life.carrying, day)
        held_on = working_up_to(day - timedelta(days=life.rng.randint(0, 2)))
        said = {"minutes": life.talk.say("minutes", left=life.work.n // 2), "held_on": held_on.isoformat()}
        paper = [life.paper("协调会议纪要", day)] if life.chance(0.4) else []
        life.add(day, 46, "coordinate", leader, leader=PersonRef(leader), **said, attachments=paper)


def _circulated(life: Life) -> None:
    day = life.pick(working(life.signed, 1), life.course.done)
    if day is None:
        return
    readers = life.rng.sample(life.roster.readers(), 3)
    note = life.talk.say("circulated")
    life.add(day, 47, "circulate", life.watcher(day), persons=[PersonRef(r) for r in readers], note=note)
    for n, reader in enumerate(readers):
        read_on = life.pick(working(day, n), working(day, n + 2))
        if read_on and life.chance(0.85):
            life.add(read_on, 48 + n, "mark_read", reader, opinion=life.talk.say("read"))


def _cosigned(life: Life) -> None:
    day = life.pick(working(life.signed, 1), working(life.signed, 8))
    units = life.supporting[:3]
    if day is None or life.leads:
        return
    way = life.rng.choice(("all", "any", "order"))
    given = {"units": [UnitRef(u) for u in units], "agreement": way, "note": life.talk.say("agreement_notes")}
    life.add(day, 57, "ask_agreement", life.watcher(day), **given)
    for n, unit in enumerate(units[:1] if way == "any" else units):
        on = working(day, n + 1)
        if on >= life.course.done:
            return
        agrees = life.chance(0.92)
        opinion = life.talk.say("agreed" if agrees else "disagreed")
        life.add(on, 58, "agree", life.roster.clerk(unit, on), agrees=agrees, opinion=opinion)
        if not agrees:
            return
