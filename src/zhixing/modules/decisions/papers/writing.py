"""公开征求意见公告、听证会公告、意见采纳情况说明、合法性审查意见书、决策印发: what each paper says."""

from __future__ import annotations

from datetime import date

from zhixing.base.words import w
from zhixing.kernel.letters.numbers import dated
from zhixing.kernel.letters.paper import Block, Cited, FieldRow, Fields, Kind, Layout, Paper, Paragraph, Table
from zhixing.kernel.letters.register import letter
from zhixing.kernel.matters.models import Event
from zhixing.kernel.organisation.models import Unit
from zhixing.modules.decisions.choices import Treatment, Verdict
from zhixing.modules.decisions.models import Hearing, MajorDecision

ORDER = "《重大行政决策程序暂行条例》"


def _paragraphs(text: str) -> tuple[Block, ...]:
    return tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _issuer(lead: Unit | None, otherwise: Unit) -> str:
    return (lead or otherwise).name


@letter(
    "decisions.comment_notice",
    words=w("Notice of public comment", "公开征求意见公告"),
    of="decisions.decision",
)
def comment_notice(decision: MajorDecision, *, number: str, on: date, event: Event) -> Paper:
    """What is proposed, how and until when anyone may comment; why the time is short, if it is."""
    until = decision.comment_until
    last = dated(until) if until else "—"
    how = (
        f"征求意见时间为{dated(on)}至{last}。"
        "可登录政府门户“重大决策公众参与”栏目提交意见，或者书面向本单位提出。"
    )
    body: list[Block] = [*_paragraphs(decision.comment_text), Paragraph(how)]
    if decision.comment_shortened_because:
        body.append(Paragraph(decision.comment_shortened_because, lead="缩短征求意见期限的理由："))
    return Paper(
        kind=Kind.NOTICE,
        layout=Layout.DOCUMENT,
        issuers=(_issuer(decision.lead_unit, decision.deciding_unit),),
        number=number,
        title=f"关于公开征求《{decision.title}》意见的公告",
        dated=on,
        body=tuple(body),
        bases=(Cited("公开征求意见一般不少于30日", f"{ORDER}第十五条"),),
        notes="此件公开发布",
    )


@letter("decisions.hearing_notice", words=w("Notice of a hearing", "听证会公告"), of="decisions.hearing")
def hearing_notice(hearing: Hearing, *, number: str, on: date, event: Event) -> Paper:
    """Day, place, matter and sign-up."""
    rows = (
        FieldRow((("听证时间", dated(hearing.planned_on)), ("听证地点", hearing.place))),
        FieldRow((("参加人名额", f"{hearing.seats}人"), ("报名截止", dated(hearing.sign_up_until)))),
        FieldRow((("听证事项", hearing.topics),), lines=3),
        FieldRow((("报名方式", "登录政府门户“重大决策公众参与”栏目报名"),)),
    )
    return Paper(
        kind=Kind.NOTICE,
        layout=Layout.DOCUMENT,
        issuers=(_issuer(hearing.lead_unit, hearing.jurisdiction),),
        number=number,
        title=f"关于举行{hearing.title}的公告",
        dated=on,
        body=(Fields(rows),),
        bases=(Cited("听证会材料于会前7日送达听证参加人", f"{ORDER}第十六条"),),
        notes="此件公开发布",
    )


@letter(
    "decisions.comment_report", words=w("Report on comments", "公众意见采纳情况说明"), of="decisions.decision"
)
def comment_report(decision: MajorDecision, *, number: str, on: date, event: Event) -> Paper:
    """Each comment with what became of it and why."""
    rows = tuple(
        (str(n), c.text[:400], Treatment(c.treatment).label.text("zh"), c.answer[:400])  # type: ignore[attr-defined]
        for n, c in enumerate(decision.comments.order_by("id"), start=1)
    )
    table: tuple[Block, ...] = (
        Table(("序号", "意见内容", "处理结果", "理由"), rows, widths=(1, 5, 2, 5), centred=(0, 2)),
    )
    return Paper(
        kind=Kind.REPORT,
        layout=Layout.DOCUMENT,
        issuers=(_issuer(decision.lead_unit, decision.deciding_unit),),
        number=number,
        title=f"关于《{decision.title}》公开征求意见采纳情况的说明",
        dated=on,
        body=(*_paragraphs(decision.comment_summary), *(table if rows else ())),
        bases=(Cited("对公众意见进行归纳整理、研究论证，充分采纳合理意见", f"{ORDER}第十八条"),),
        notes="此件公开发布",
    )


@letter("decisions.legality_paper", words=w("Legality opinion", "合法性审查意见书"), of="decisions.decision")
def legality_paper(decision: MajorDecision, *, number: str, on: date, event: Event) -> Paper:
    """What the reviewer found of power, procedure and content."""
    verdict = Verdict(decision.legality).label.text("zh")  # type: ignore[attr-defined]  # choices carry Words
    reviewer = decision.legal_unit or decision.deciding_unit
    return Paper(
        kind=Kind.REPLY,
        layout=Layout.LETTER,
        issuers=(reviewer.name,),
        number=number,
        title=f"关于《{decision.title}》的合法性审查意见",
        dated=on,
        addressees=(_issuer(decision.lead_unit, decision.deciding_unit),),
        body=(Paragraph(f"{verdict}。", lead="审查结论："), *_paragraphs(decision.legality_opinion)),
        bases=(Cited("未经合法性审查或者经审查不合法的，不得提交讨论", f"{ORDER}第二十五条"),),
    )


@letter("decisions.decision_paper", words=w("The decision", "决策印发"), of="decisions.decision")
def decision_paper(decision: MajorDecision, *, number: str, on: date, event: Event) -> Paper:
    """The decision as it was made, with the links of responsibility."""
    links = tuple(
        (
            link.name,
            link.unit.name if link.unit else "—",
            link.person.name if link.person else "—",
            link.liability or "—",
        )
        for link in decision.links.select_related("unit", "person")
    )
    table: tuple[Block, ...] = (
        Table(("环节", "责任单位", "责任人", "承担责任"), links, widths=(3, 3, 2, 4)),
    )
    return Paper(
        kind=Kind.NOTICE,
        layout=Layout.DOCUMENT,
        issuers=(decision.deciding_unit.name,),
        number=number,
        title=f"关于印发《{decision.title}》的通知",
        dated=on,
        body=(*_paragraphs(decision.decision_text), *(table if links else ())),
        bases=(Cited("决策机关应当及时公布重大行政决策", f"{ORDER}第三十二条"),),
        notes="此件公开发布" if decision.is_public else "此件依法不予公开",
    )
