"""The register of incoming documents that can be brought in from a spreadsheet (收文登记簿)."""

from __future__ import annotations

from collections.abc import Mapping

from zhixing.base.refusals import Refusal
from zhixing.base.secrecy import must_not_be_secret
from zhixing.base.words import w
from zhixing.kernel.tables.cells import Choice, Day, OnePerson, Text, Whole, one_of
from zhixing.kernel.tables.columns import Column, ColumnSet
from zhixing.kernel.tables.judging import About, LineJudged
from zhixing.kernel.tables.naming import SERVING
from zhixing.modules.correspondence.choices import DocumentKind, Secrecy, Urgency
from zhixing.modules.correspondence.models import IncomingDocument
from zhixing.modules.correspondence.registering import received_as

_COLUMNS = (
    Column(
        "sender",
        w("Sender", "来文单位"),
        Text(200),
        w("As printed on the paper.", "照原件填写。"),
        ("发文单位", "发文机关", "来文机关"),
        required=w("Name the sender.", "请填写来文单位。"),
        width=24,
    ),
    Column(
        "document_number",
        w("Document number", "来文字号"),
        Text(60),
        w("As printed; may be empty.", "照原件填写，如：云财建〔2026〕18号；无文号的可不填。"),
        ("文号", "来文文号", "发文字号"),
        width=24,
    ),
    Column(
        "title",
        w("Title", "公文标题"),
        Text(200),
        w("At most 200 characters.", "不超过 200 字。"),
        ("标题", "来文标题", "文件标题", "事由"),
        required=w("Write the title.", "请填写标题。"),
        width=44,
    ),
    Column(
        "document_kind",
        w("Kind of document", "文种"),
        Choice(DocumentKind, DocumentKind.LETTER),
        one_of(DocumentKind, DocumentKind.LETTER),
    ),
    Column(
        "secrecy",
        w("Degree of secrecy", "密级"),
        Choice(Secrecy, Secrecy.NONE),
        w("Only papers without a mark.", "仅限无密级公文；涉密公文不得导入。"),
    ),
    Column(
        "urgency",
        w("Urgency", "紧急程度"),
        Choice(Urgency, Urgency.PLAIN),
        one_of(Urgency, Urgency.PLAIN),
        ("缓急",),
    ),
    Column(
        "dated_on",
        w("Dated", "成文日期"),
        Day(),
        w("A day.", "日期。"),
        ("来文日期", "发文日期"),
        required=w("Write the date of the paper.", "请填写成文日期。"),
    ),
    Column(
        "received_on",
        w("Received on", "收文日期"),
        Day(),
        w("A day up to today.", "今天及以前的日期。"),
        ("收到日期", "登记日期"),
        required=w("Write the day of receipt.", "请填写收文日期。"),
    ),
    Column("signer", w("Signed by", "签发人"), Text(80), w("On upward papers.", "上行文填写。")),
    Column("addressees", w("Addressed to", "主送机关"), Text(200), w("As printed.", "照原件填写。")),
    Column("copied_to", w("Copies to", "抄送机关"), Text(200), w("As printed.", "照原件填写。")),
    Column("copies", w("Number of copies", "份数"), Whole(1, 100_000), w("One, if empty.", "不填为 1 份。")),
    Column(
        "handler",
        w("Handler", "承办人"),
        OnePerson(SERVING),
        w("Someone in office.", "在职人员；重名时注明工号。"),
    ),
    Column(
        "text",
        w("Summary", "内容摘要"),
        Text(10_000, is_long=True),
        w("Searched later.", "可供检索。"),
        ("摘要",),
        width=44,
    ),
    Column(
        "finished_on",
        w("Finished on", "办结日期"),
        Day(),
        w("Only where it is finished.", "已办结的填写；未办结的不填。"),
        ("办结时间",),
    ),
    Column(
        "result",
        w("Result", "办理结果"),
        Text(2000, is_long=True),
        w("What came of it.", "已办结的填写。"),
        ("处理结果",),
        width=24,
    ),
)


def _dates(line: LineJudged) -> None:
    """Made, received, finished: in this order, and none of them to come."""
    order = [("dated_on", w("Dated", "成文日期")), ("received_on", w("Received on", "收文日期"))]
    order.append(("finished_on", w("Finished on", "办结日期")))
    before = None
    for key, words in order:
        day = line.values[key]
        if day is None:
            continue
        if day > line.about.today:
            said = w("{day} has not come yet.", "{day} 尚未到来。").put(day=day.isoformat())
            line.wrong(key, said, w("Give a day up to today.", "请填写今天及以前的日期。"))
        elif before is not None and day < before[1]:
            said = w("{day} lies before “{name}” ({other}).", "{day} 早于{name}（{other}）。")
            told = said.put(day=day.isoformat(), name=before[0], other=before[1].isoformat())
            line.wrong(key, told, w("Check both days on the paper.", "请对照原件核对。"))
        before = (words, day)


def _secrecy(line: LineJudged) -> None:
    """No secret paper: neither by its column nor by a mark in what is written of it."""
    mend = w("Delete the line; keep it in the classified register.", "请删除该行，在涉密收发文登记簿登记。")
    if line.values["secrecy"] != Secrecy.NONE:
        said = w("A paper marked {mark} must not be entered here.", "密级为“{mark}”的公文不得录入。")
        line.wrong("secrecy", said.put(mark=line.values["secrecy"].label), mend)
    for key in ("title", "text"):
        try:
            must_not_be_secret(line.values[key])
        except Refusal as marked:
            line.wrong(key, w("{why}", "{why}").put(why=marked.why()), mend)


def _known(about: About) -> dict[str, str]:
    """What is recognised as received: the unit's papers by register number, and the sheet's own lines as they come.

    Asked once a sheet: it stays with what the judging knows of the sheet.
    """
    found: dict[str, str] | None = vars(about).get("received_as")
    if found is None:
        rows = IncomingDocument.objects.filter(receiving_unit=about.unit).exclude(received_as="")
        found = {key: number or "—" for key, number in rows.values_list("received_as", "number")}
        vars(about)["received_as"] = found
    return found


def recognised(values: Mapping[str, object]) -> str:
    """What the paper of a line is recognised by."""
    return received_as(
        str(values["sender"]),
        str(values["document_number"]),
        str(values["title"]),
        values["dated_on"],  # type: ignore[arg-type]  # the column is one of days, and required
    )


def _twice(line: LineJudged) -> None:
    """A paper that the unit has, or that stands in an earlier line, however sender and number are typed."""
    if not line.values["sender"] or line.values["dated_on"] is None:
        return
    known, key = _known(line.about), recognised(line.values)
    if key in known:
        said = w("It is registered already ({number}).", "该来文已登记（{number}）。").put(number=known[key])
        line.wrong("document_number", said, w("Delete the line.", "请删除该行。"))
        return
    known[key] = w("line {n}", "第 {n} 行").put(n=line.sheet_line.number).text("zh")


def _result(line: LineJudged) -> None:
    """A result belongs to what is finished."""
    if line.values["result"] and line.values["finished_on"] is None:
        said = w("It has a result, but no day on which it was finished.", "填有办理结果而无办结日期。")
        line.wrong(
            "finished_on", said, w("Write the day, or empty the result.", "请填写办结日期，或清空办理结果。")
        )


REGISTER = ColumnSet(
    sheet=w("Register", "收文登记簿"), columns=_COLUMNS, also=(_dates, _secrecy, _twice, _result)
)
