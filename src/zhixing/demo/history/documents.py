"""Documents of the last two months: received, checked, returned, submitted, reviewed; written, followed, reported on."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from zhixing.base import clock
from zhixing.demo.city.roster import Roster
from zhixing.demo.history.correspondents import RECEIVED, WRITTEN
from zhixing.demo.history.days import working, working_up_to
from zhixing.demo.history.life import Agenda, Entry
from zhixing.demo.history.steps import OnAgenda, Paper, PersonRef, Seats, UnitRef

IN, OUT = "correspondence.incoming/", "correspondence.outgoing/"
NOTICE, DUTY, MEETING = "correspondence.delivery/", "correspondence.duty/", "meetings.meeting/"
OFFICE = "ban"
WEEKS, MEETINGS = 5, 2  # written reports; meetings of each joint review


def documents(roster: Roster, rng: Random, first_story: int) -> list[Agenda]:
    """All documents, notices and standing duties, each with a story of its own from `first_story` on."""
    agendas = [Agenda(first_story + n, roster, rng) for n in range(len(RECEIVED) + len(WRITTEN) + 10)]
    free = iter(agendas)
    for n, received in enumerate(RECEIVED):
        _received(next(free), n, *received)
    for written in WRITTEN:
        _written(next(free), *written)
    _notice(next(free), "关于印发《市政府系统公文限时办结规定》的通知", 21, is_received=True)
    _notice(next(free), "关于进一步规范公文报送格式的通知", 2, is_received=False)
    _weekly(next(free))
    for review in ("land", "planning"):
        duty, *meetings = (next(free) for _ in range(1 + MEETINGS))
        _reviews(duty, meetings, review)
    return [agenda for agenda in agendas if agenda.agenda]


def _day(agenda: Agenda, before: int) -> date:
    """The working day so many working days before the end."""
    return working(working_up_to(agenda.until - timedelta(days=1)), -before)


def _paper(title: str) -> Paper:
    return Paper(f"{title}.txt", f"{title}\n（演示材料）\n")


def _received(
    a: Agenda,
    n: int,
    unit: str,
    sender: str,
    sender_unit: str,
    code: str,
    title: str,
    kind: str,
    before: int,
    fate: str,
) -> None:
    day = _day(a, before)
    clerk = a.roster.clerk(unit, day)
    dated = working(day, -2)
    number = f"{code}〔{dated.year}〕{11 + n * 7}号" if code else ""
    given: dict[str, Any] = {
        "receiving_unit": UnitRef(unit), "sender": sender, "document_number": number, "title": title,
        "document_kind": kind, "dated_on": dated.isoformat(), "received_on": day.isoformat(),
        "addressed_to": a.roster.unit[unit].name, "copies": 1 + n % 3, "text": f"现将有关情况函报如下：{title}。请予研究。",
        "attachments": [_paper(title)],
    }  # fmt: skip
    if sender_unit:
        given["sender_unit"] = UnitRef(sender_unit)
    a.add(day, 10, IN + "register", clerk, **given)
    if fate == "registered":
        return
    is_reviewed = "land" in fate or "planning" in fate
    beyond = fate.startswith("submitted") or is_reviewed
    judged: dict[str, Any] = {
        "handler": PersonRef(a.roster.handlers(unit, day)[0]),
        "within_authority": not beyond,
    }
    if beyond:
        judged["authority_reason"] = (
            "涉及规划和用地，须经联审会议审议" if is_reviewed else "涉及年度预算调整，须报市政府审批"
        )
    a.add(day, 20, IN + "accept", clerk, **judged)
    if fate != "accepted":
        _checked(a, unit, title, day, fate, before)


def _checked(a: Agenda, unit: str, title: str, day: date, fate: str, before: int) -> None:
    """After acceptance: complete, or returned for completion; then what its fate asks for."""
    clerk = a.roster.clerk(unit, day)
    checked = working(day, 1)
    if fate.startswith("returned"):
        missing = ["资金测算明细表", "项目清单（加盖公章）"]
        a.add(checked, 30, IN + "check_papers", clerk, is_complete=False, missing=missing)
        if fate == "returned":
            return
        back = working(checked, 2)
        a.add(
            back,
            35,
            IN + "supplement",
            clerk,
            note="已收到补正资料两份",
            attachments=[_paper(f"{title}补正资料")],
        )
        checked = working(back, 1)
    a.add(checked, 40, IN + "check_papers", clerk, is_complete=True)
    if fate.startswith("submitted"):
        given = {"superior": "云川市人民政府", "opinion": "经研究，建议予以支持，资金由年度预算统筹安排。"}
        a.add(checked, 50, IN + "submit_upward", clerk, **given)
        if fate == "submitted":
            return
        answered = working(checked, 4)
        given = {"opinion": "原则同意，请抓紧组织实施。", "answer_number": f"云政函〔{answered.year}〕46号"}
        a.add(answered, 60, IN + "record_answer", clerk, approved=True, **given)
        a.add(answered, 70, IN + "finish", clerk, result="已按市政府批复办理，并函告来文单位。")
    elif "land" in fate or "planning" in fate:
        _reviewed(a, clerk, "land" if "land" in fate else "planning", before)
    elif fate == "under_way":
        readers = [PersonRef(a.roster.vice_mayor(unit)), PersonRef("mishuzhang")]
        a.add(checked, 50, IN + "circulate", clerk, persons=readers, note="请阅示")
        a.add(working(checked, 1), 55, IN + "mark_read", "mishuzhang", opinion="请按程序抓紧办理。")
    else:
        done = working(day, 8 if fate == "late" else 4)
        a.add(max(done, checked), 70, IN + "finish", clerk, result="已办理完毕，并函复来文单位。")


def _reviewed(a: Agenda, clerk: str, review: str, before: int) -> None:
    """Put up for review and submitted to the meeting; after the first meeting that took it up, finished."""
    named, asked = "土地" if review == "land" else "规划", _asked(a, before)
    a.add(asked, 50, IN + "ask_review", clerk, review=review, reason="涉及多部门职责，按规定提请联审。")
    given = {"superior": f"市{named}联审会议", "opinion": "经初审，资料齐全，建议提交会议审议。"}
    a.add(asked, 55, IN + "submit_upward", clerk, **given)
    held = next(
        (held for convened, held in map(lambda n: _meeting(a, n), range(MEETINGS)) if asked < convened), None
    )
    if held:
        given = {"opinion": "会议同意，按纪要办理。"}
        a.add(working(held, 2), 60, IN + "record_answer", clerk, approved=True, **given)
        a.add(working(held, 3), 70, IN + "finish", clerk, result="已按联审会议纪要办理，并函复来文单位。")


def _written(
    a: Agenda,
    unit: str,
    direction: str,
    kind: str,
    title: str,
    addressee: str,
    counterpart: str,
    before: int,
    fate: str,
) -> None:
    day = _day(a, before)
    clerk = a.roster.clerk(unit, day)
    given: dict[str, Any] = {
        "issuing_unit": UnitRef(unit), "title": title, "direction": direction, "document_kind": kind,
        "addressed_to": addressee,
    }  # fmt: skip
    if counterpart:
        given["counterpart"] = UnitRef(counterpart)
    a.add(day, 10, OUT + "plan_document", clerk, **given)
    told = {
        "with_whom": addressee,
        "consulted_on": day.isoformat(),
        "advice": "建议补充数据来源和责任分工，其余无不同意见。",
    }
    a.add(day, 20, OUT + "record_consultation", clerk, **told)
    if fate == "planned":
        return
    about = title.removeprefix("关于")
    text = f"{addressee}：\n现就有关事项行文如下。\n一、基本情况。{about}已作专题研究。\n二、有关建议。请予支持。"
    a.add(day, 30, OUT + "draft_document", clerk, document_text=text)
    if fate == "drafted":
        return
    signed = working(day, 1)
    leader = a.roster.vice_mayor(unit)
    a.add(signed, 40, OUT + "sign_document", a.roster.head(unit, signed) or a.roster.acting(leader, signed))
    if fate == "signed":
        return
    follower = a.roster.deputy(unit, signed) or leader
    a.add(signed, 50, OUT + "name_follower", clerk, follower=PersonRef(follower))
    a.add(signed, 60, OUT + "deliver", clerk)
    if fate in ("delivered", "silent"):
        return
    for n, said in enumerate(
        ("已送达承办科室，正在审核。", "已进入会签环节，对方要求补充测算依据。", "补充材料已送达，等待复文。")
    ):
        a.add(working(signed, 3 + n * 5), 70, OUT + "follow_up", follower, progress=said)
    if fate == "concluded":
        ended = working(signed, 16)
        a.add(ended, 80, OUT + "conclude", follower, result="对方已复文同意，按复文意见办理。")


def _notice(a: Agenda, title: str, before: int, *, is_received: bool) -> None:
    """Delivered to eight bureaus; the old one is received by all, of the new one half is still awaited."""
    day = _day(a, before)
    clerk = a.roster.clerk(OFFICE, day)
    units = ("zhujian", "caizheng", "zirangui", "jiaoyu", "jiaotong", "shuiwu", "minzheng", "nongye")
    number = f"云政办〔{day.year}〕{day.month * 4}号"
    text = f"各有关单位：\n现将{title.removeprefix('关于')}有关要求送达你单位，请认真组织学习并抓好落实。"
    a.add(
        day, 10, NOTICE + "write_notice", clerk, issuing_unit=UnitRef(OFFICE), title=title, document_number=number, text=text
    )  # fmt: skip
    asked = {"units": [UnitRef(u) for u in units], "receipt_due_on": working(day, 3).isoformat()}
    a.add(day, 20, NOTICE + "deliver_notice", clerk, **asked)
    for n, unit in enumerate(units if is_received else units[:4]):
        on = working(day, n % 2 + (1 if is_received else 0))
        said = "已组织全体人员学习。" if n % 3 == 0 else ""
        a.add(on, 30 + n, NOTICE + "confirm_receipt", a.roster.clerk(unit, on), opinion=said)
    if is_received:
        a.add(working(day, 1), 29, NOTICE + "remind_receipt", clerk)


def _weekly(a: Agenda) -> None:
    """The office reports every Friday, or the last working day of the week; after a week that was all holiday, on the next."""
    last = a.until - timedelta(days=1)
    monday = last - timedelta(days=last.weekday() + 7 * WEEKS)
    begun = working(monday, -2)
    clerk = a.roster.clerk(OFFICE, begun)
    a.add(begun, 10, DUTY + "begin_duty", clerk, duty="tracking_report", unit=UnitRef(OFFICE))
    for n in range(WEEKS):
        friday = monday + timedelta(days=7 * n + 4)
        written = (
            working_up_to(friday)
            if working_up_to(friday) > friday - timedelta(days=5)
            else working(friday, 0)
        )
        leaders = [PersonRef("shizhang"), PersonRef("fushizhang")]
        said = "请协调解决跨部门资料共享口径不一致的问题。" if n == WEEKS - 2 else ""
        given = {"day_of_week": min(friday, written).isoformat(), "leaders": leaders, "summary": said}
        a.add(written, 20, DUTY + "report_week", clerk, **given)


def _reviews(duty: Agenda, meetings: list[Agenda], review: str) -> None:
    """Begun six weeks ago; two meetings were held, each within its fifteen days, on what waited and one item beside it."""
    begun = _begun(duty)
    clerk = duty.roster.clerk(OFFICE, begun)
    duty.add(begun, 10, DUTY + "begin_duty", clerk, duty=f"{review}_review", unit=UnitRef(OFFICE))
    named = "土地" if review == "land" else "规划"
    for n, meeting in enumerate(meetings):
        asked, held = _meeting(meeting, n)
        given: dict[str, Any] = {
            "planned_at": clock.moment_on(held, 9).isoformat(),
            "room": "市政府三楼会议室",
            "chair": PersonRef("fsz3"),
            "members": [PersonRef(u) for u in _members(meeting, held)],
            "topics": [f"{named}联审事项办理情况通报"],
        }
        duty.agenda.append(
            Entry(
                asked,
                30,
                DUTY + "convene_review",
                duty.roster.clerk(OFFICE, asked),
                given,
                opens=meeting.story,
            )
        )
        waits = _waiting(meeting, review, n)
        meeting.add(held, 10, MEETING + "hold", clerk, held_on=held.isoformat(), present=Seats())
        for place in range(1, waits + 2):
            said = "同意按报送方案办理，由牵头单位落实。" if place <= waits else "会议听取了情况通报。"
            meeting.add(
                held,
                20 + place,
                MEETING + "settle_item",
                clerk,
                agenda_item=OnAgenda(place),
                outcome="adopted",
                decision=said,
            )
        meeting.add(working(held, 1), 60, MEETING + "record_minutes", clerk)


def _members(a: Agenda, day: date) -> list[str]:
    heads = [a.roster.head(unit, day) for unit in ("zirangui", "zhujian", "caizheng", "fagai")]
    return [head for head in heads if head]


def _waiting(a: Agenda, review: str, n: int) -> int:
    """How many documents wait for this review when its n-th meeting is convened: those asked since the one before."""
    days = [_asked(a, before) for *_, before, fate in RECEIVED if review in fate]
    last, (convened, _) = _meeting(a, n - 1)[0] if n else date.min, _meeting(a, n)
    return sum(last < day < convened for day in days)


def _asked(a: Agenda, before: int) -> date:
    """When a document that came so long ago is put up for review: after its check, on no day of convening."""
    day = working(_day(a, before), 1)
    return working(day, 1) if day in {_meeting(a, n)[0] for n in range(MEETINGS)} else day


def _begun(a: Agenda) -> date:
    return working_up_to(a.until - timedelta(days=40))


def _meeting(a: Agenda, n: int) -> tuple[date, date]:
    """When the n-th meeting is convened and held: each within the fifteen days that count from the beginning."""
    held = working_up_to(_begun(a) + timedelta(days=12 + 15 * n))
    return working(held, -2), held
