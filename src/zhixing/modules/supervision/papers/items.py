"""督办通知单, 催办单, 反馈单, 销号单: the slips that go with an item from issue to closing."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Kind, Paper, SignatureLine
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.modules.supervision.choices import Method, Rhythm
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.papers.frame import (
    BLANK,
    cites,
    due_of,
    last_event,
    names,
    on_paper,
    row,
    slip,
    source_of,
    supporting,
)

SIGN_RULES = ("supervision.sign", "supervision.sign_at_once")


@letter("supervision.notice", words=w("Supervision notice", "督办通知单"), of="supervision.item")
def notice(item: SupervisedItem, *, number: str, on: date, event: Event) -> Paper:
    """What is asked of whom by when (S1-17, S1-23); issued with the item, and again when it is passed on."""
    assert item.lead_unit is not None  # an issued item has one
    assisting = supporting(item)
    rows = [
        row(("督办事项", item.title)),
        row(("事项来源", source_of(item))),
        row(("事项编号", item.number or BLANK), ("反馈周期", str(Rhythm(item.rhythm).label.zh))),  # type: ignore[attr-defined]  # choices carry Words
        row(("主办单位", item.lead_unit.name), ("协办单位", names(assisting))),
        row(
            ("包干领导", item.carrying_leader.name if item.carrying_leader else BLANK),
            ("负总责", item.overall_leader.name if item.overall_leader else BLANK),
        ),
        row(("办理要求", asked(item)), lines=4),
        row(
            ("签收时限", on_paper(due_of(item, *SIGN_RULES))),
            ("办结时限", on_paper(item.limit_on)),
        ),
    ]
    return slip(
        Kind.NOTICE,
        "督办通知单",
        item,
        rows,
        issuer=item.supervising_unit,
        number=number,
        on=on,
        addressees=(item.lead_unit.name,),
        bases=cites(item, *SIGN_RULES, "supervision.finish"),
        copies_to=tuple(u.name for u in assisting),
    )


def asked(item: SupervisedItem) -> str:
    """The task with its quantified targets."""
    targets = "；".join(item.targets)
    return "\n".join(
        part for part in (item.content or item.title, f"量化目标：{targets}" if targets else "") if part
    )


@letter("supervision.urging", words=w("Urging note", "催办单"), of="supervision.item")
def urging(item: SupervisedItem, *, number: str, on: date, event: Event) -> Paper:
    """A reminder outside the schedule, to the lead unit and those copied in."""
    reply = event.facts.get("reply_on")
    rows = [
        row(("督办事项", item.title)),
        row(("事项编号", item.number or BLANK), ("办结时限", on_paper(item.limit_on))),
        row(("催办内容", str(event.facts["text"])), lines=4),
        row(
            ("要求回复", on_paper(date.fromisoformat(reply) if reply else None)), ("催办人", event.actor_name)
        ),
    ]
    return slip(
        Kind.URGING,
        "催办单",
        item,
        rows,
        issuer=item.supervising_unit,
        number=number,
        on=on,
        addressees=tuple(event.facts["units"]),
        bases=cites(item, "supervision.finish", "supervision.feedback", "supervision.stage"),
    )


@letter("supervision.feedback_slip", words=w("Feedback note", "反馈单"), of="supervision.item")
def feedback(item: SupervisedItem, *, number: str, on: date, event: Event) -> Paper:
    """What a unit reports: progress for a period, or completion (S1-23, S1-24)."""
    facts = event.facts
    is_done = event.kind == "supervision.done_reported"
    told = facts["result"] if is_done else facts["progress"]
    rows = [
        row(("督办事项", item.title)),
        row(("事项编号", item.number or BLANK), ("反馈类别", "办结反馈" if is_done else "进展反馈")),
        row(
            ("反馈单位", str(facts["unit"])),
            ("完成进度", f"{100 if is_done else facts['progress_percent']}%"),
        ),
        row(("办结时限", on_paper(item.limit_on)), ("反馈日期", on_paper(on))),
        row(("办理结果" if is_done else "进展情况", str(told)), lines=5),
    ]
    if not is_done:
        rows.append(row(("存在问题", str(facts.get("problems") or BLANK)), lines=2))
        rows.append(row(("下步打算", str(facts.get("next_steps") or BLANK)), lines=2))
    issuer = next(u for u in [item.lead_unit, *supporting(item)] if u and u.pk == facts["unit_id"])
    return slip(
        Kind.FEEDBACK,
        "督办事项反馈单",
        item,
        rows,
        issuer=issuer,
        number=number,
        on=on,
        addressees=(item.supervising_unit.name,),
        after=(SignatureLine(("填报人", "审核人", "单位负责人")),),
    )


@letter("supervision.closing_slip", words=w("Closing note", "销号单"), of="supervision.item")
def closing(item: SupervisedItem, *, number: str, on: date, event: Event) -> Paper:
    """The independent check on which the item was closed (S1-24, S1-25)."""
    assert item.lead_unit is not None  # a closed item has one
    done = last_event(item, "supervision.done_reported")
    late = int(event.facts["days_late"])
    rows = [
        row(("督办事项", item.title)),
        row(("事项编号", item.number or BLANK), ("主办单位", item.lead_unit.name)),
        row(
            ("交办日期", dated(item.issued_on) if item.issued_on else BLANK),
            ("首次时限", on_paper(item.first_limit_on)),
        ),
        row(
            ("办结时限", on_paper(item.limit_on)),
            ("延期次数", f"{item.extension_count}次" if item.extension_count else "未延期"),
        ),
        row(("办理结果", str(done.facts["result"]) if done else BLANK), lines=4),
        row(
            ("核查方式", str(Method(event.facts["method"]).label.zh)),  # type: ignore[attr-defined]  # choices carry Words
            ("核查人", event.actor_name),
        ),
        row(("核查意见", str(event.facts["finding"])), lines=3),
        row(("销号日期", dated(on)), ("办理时效", f"逾期{late}天（自然日）" if late else "按期")),
    ]
    return slip(
        Kind.CLOSING,
        "督办事项销号单",
        item,
        rows,
        issuer=item.supervising_unit,
        number=number,
        on=on,
        addressees=(item.lead_unit.name,),
        after=(SignatureLine(("核查人", "督办单位负责人")),),
    )
