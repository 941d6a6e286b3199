"""Sample values for the style guide: every component in its states. Invented, and never stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from zhixing.base.words import w
from zhixing.web import components as c


def samples() -> dict[str, Any]:
    """What `shell/styleguide.html` shows."""
    return {
        "trail": [c.Link(w("Ledger", "台账"), "#"), c.Link("督〔2026〕17号", "#")],
        "chip": UNDER_WAY,
        "chips": CHIPS,
        "cards": [c.Card("blue"), c.Card("yellow"), c.Card("red"), c.Card("red", removed=True)],
        "facts": FACTS,
        "obligations": OBLIGATIONS,
        "story": STORY,
        "deeds": DEEDS,
        "tabs": TABS,
        "filters": FILTERS,
        "table": TABLE,
        "pages": c.Pages("#", "", w("1–5 of 312 items", "第 1–5 项，共 312 项")),
        "heat": HEAT,
        "chart": CHART,
        "branches": [TREE],
        "fields": FIELDS,
        "empty": w("Items that your unit leads will stand here.", "本单位主办的事项将显示在这里。"),
        "definition": w(
            "Obligations met by their limit, of all that fell due in the month.",
            "当月到期的限时责任中，按时完成的比例。",
        ),
    }


def found(params: Mapping[str, str]) -> dict[str, Any]:
    """What the sample reference fields find: units with these characters in their name."""
    units = [c.Option(unit.value, unit.label) for unit in UNITS if params.get("q", "") in str(unit.label)]
    return {"options": units, "many": params["options"] == "many", "name": "support"}


UNDER_WAY = c.Chip(w("Under way", "办理中"), "progress", "active")
CLOSE = c.Chip(w("Due soon", "即将到期"), "clock-exclamation", "warn")
LATE = c.Chip(w("Late", "已逾期"), "clock-x", "bad")
MET = c.Chip(w("Met in time", "按时完成"), "circle-check", "met")
OVER = c.Chip(w("Closed", "已销号"), "archive", "closed")
CHIPS = [c.Chip(w("Issued", "已下达"), "send", "plain"), UNDER_WAY, CLOSE, LATE, MET, OVER]

FACTS = [
    c.Fact(w("Lead unit", "主办单位"), c.Link(w("City Transport Bureau", "市交通运输局"), "#")),
    c.Fact(
        w("Supporting units", "协办单位"),
        [w("City Finance Bureau", "市财政局"), w("Linjiang District", "临江区人民政府")],
    ),
    c.Fact(w("Carrying leader", "包干领导"), w("Vice-Mayor Chen", "陈副市长")),
    c.Fact(
        w("Limit", "时限"),
        date(2026, 5, 15),
        w("extended once, first limit 8 May", "已延期一次，原时限 5 月 8 日"),
    ),
    c.Fact(w("Sum", "金额"), w("¥ 1,280,000.00", "1,280,000.00 元")),
    c.Fact(w("Open to the public", "是否公开"), True),
    c.Fact(w("Minutes", "会议纪要"), None),
]


def _strip() -> list[c.StripDay]:
    """Ten working days after 24 April 2026, over the Labour Day holiday and the make-up Saturday of 9 May."""
    holiday, makeup = {1, 2, 3, 4, 5}, {9}
    days = [c.StripDay(date(2026, 4, 24), "work"), c.StripDay(date(2026, 4, 25), "rest")]
    days += [c.StripDay(date(2026, 4, 26), "rest")]
    days += [c.StripDay(date(2026, 4, day), "work", counted=day - 26) for day in (27, 28, 29, 30)]
    count = 4
    for number in range(1, 14):
        day = date(2026, 5, number)
        if number in holiday:
            days.append(c.StripDay(day, "holiday", w("Labour Day", "劳动节")))
        elif number == PAUSED_ON:
            days.append(c.StripDay(day, "paused", w("Waiting for expert opinion", "专家论证期间")))
        elif day.isoweekday() <= FRIDAY or number in makeup:
            count += 1
            kind = "makeup" if number in makeup else "work"
            days.append(
                c.StripDay(day, kind, counted=count, ringed=number == LAST_DAY, today=number == TODAY)
            )
        else:
            days.append(c.StripDay(day, "rest"))
    return days


PAUSED_ON, TODAY, LAST_DAY, FRIDAY = 7, 8, 13, 5
BASIS = w("Provisions on supervised handling, art. 12", "《督查督办工作规定》第十二条")
OBLIGATIONS = [
    c.Owed(
        w("Submit the implementation plan", "报送实施方案"),
        w("City Transport Bureau", "市交通运输局"),
        date(2026, 5, 13),
        left=3,
        basis=BASIS,
        url="#",
        strip=_strip(),
    ),
    c.Owed(
        w("Monthly feedback", "月度反馈"),
        w("City Finance Bureau", "市财政局"),
        date(2026, 5, 8),
        left=0,
        url="#",
    ),
    c.Owed(
        w("Explain the delay in writing", "书面说明逾期原因"),
        w("Linjiang District", "临江区人民政府"),
        date(2026, 4, 29),
        left=-6,
        url="#",
        first_due_on=date(2026, 4, 22),
        cards=[c.Card("red", "#")],
    ),
    c.Owed(w("Sign for", "签收"), w("City Transport Bureau", "市交通运输局"), date(2026, 4, 27), state="met"),
]

STORY = [
    c.Told(
        w(
            "Linjiang District was drawn a red card: six working days late.",
            "临江区人民政府逾期 6 个工作日，系统亮红牌。",
        ),
        datetime(2026, 5, 8, 1, 0, tzinfo=UTC),
        icon="alert-octagon",
        tone="bad",
    ),
    c.Told(
        w("The City Transport Bureau gave feedback for April.", "市交通运输局提交 4 月反馈。"),
        datetime(2026, 5, 7, 2, 40, tzinfo=UTC),
        recorded_at=datetime(2026, 5, 8, 0, 12, tzinfo=UTC),
        icon="message",
        tone="active",
        detail=w(
            "Roadbed finished over 3.2 km; surfacing begins on 11 May.",
            "路基完成 3.2 公里，5 月 11 日开始铺面。",
        ),
        papers=[
            c.Link(w("Progress photographs.pdf", "现场进度照片.pdf"), "#"),
            c.Link(w("Feedback.docx", "反馈单.docx"), "#"),
        ],
    ),
    c.Told(
        w(
            "The City Transport Bureau signed for the item and named Zhou Min.",
            "市交通运输局签收，承办人周敏。",
        ),
        datetime(2026, 4, 27, 3, 5, tzinfo=UTC),
        icon="signature",
        tone="met",
    ),
]

DEEDS = [
    c.Deed(w("Give feedback", "提交反馈"), "#", "message", main=True),
    c.Deed(w("Ask for extension", "申请延期"), "#", "calendar-plus"),
    c.Deed(w("Withdraw", "撤回"), "#", "arrow-back-up", grave=True),
    c.Deed(
        w("Check and close", "核查销号"),
        why_not=w("The unit that did the work cannot close it.", "承办单位不得自行核查销号（第二十一条）。"),
    ),
    c.Deed(w("Hold", "暂缓"), why_not=w("Only the inspection office may.", "仅督查机构可以办理。")),
]

TABS = [
    c.Link(w("All open", "全部在办"), "#", count=312, current=True),
    c.Link(w("Late", "已逾期"), "#", count=18),
    c.Link(w("Due this week", "本周到期"), "#", count=41),
    c.Link(w("Mine", "我的"), "#", count=7),
]
FILTERS = [
    c.Link(w("Lead unit is City Transport Bureau", "主办单位 是 市交通运输局"), "#"),
    c.Link(w("Late", "已逾期"), "#"),
]

COLUMNS = [
    c.Column("number", w("Number", "编号"), fixed=True, order_url="#"),
    c.Column("title", w("Item", "事项"), fixed=True),
    c.Column("lead", w("Lead unit", "主办单位"), order_url="#"),
    c.Column("state", w("State", "状态"), kind="chip"),
    c.Column("due", w("Limit", "时限"), kind="day", order_url="#", ordered="ascending"),
    c.Column("left", w("Left", "剩余")),
    c.Column("sum", w("Investment (10,000 yuan)", "投资（万元）"), kind="number"),
    c.Column("leader", w("Carrying leader", "包干领导"), shown=False),
]


def _row(
    number: int, en: str, zh: str, unit: tuple[str, str], state: c.Chip, day: date, left: int, money: int
) -> c.Row:
    tone = {"bad": "bad", "warn": "warn"}.get(state.tone, "")
    cells = (f"督〔2026〕{number}号", w(en, zh), w(*unit), state, day, c.left_in_words(left), money)
    return c.Row(cells, url="#", id=str(number), tone=tone)


TRANSPORT, FINANCE = ("City Transport Bureau", "市交通运输局"), ("City Finance Bureau", "市财政局")
TABLE = c.Table(
    caption=w("Supervised items", "督办事项"),
    columns=COLUMNS,
    rows=[
        _row(
            12,
            "Repair 14 dangerous bridges",
            "完成 14 座危桥改造",
            TRANSPORT,
            LATE,
            date(2026, 4, 29),
            -6,
            5600,
        ),
        _row(
            17,
            "Open the ring road's east section",
            "环城路东段通车",
            TRANSPORT,
            CLOSE,
            date(2026, 5, 8),
            0,
            128000,
        ),
        _row(
            21,
            "Pay the wage arrears fund in full",
            "足额落实欠薪应急周转金",
            FINANCE,
            UNDER_WAY,
            date(2026, 5, 13),
            3,
            3000,
        ),
        _row(
            30,
            "Publish the budget of all units",
            "全部预算单位公开预算",
            FINANCE,
            UNDER_WAY,
            date(2026, 5, 29),
            15,
            0,
        ),
    ],
    foot=("", w("4 items", "共 4 项"), "", "", "", "", 136600),
    empty=w("Items that meet these conditions will stand here.", "符合条件的事项将显示在这里。"),
    selectable=True,
)

HEAT = c.HeatMap(
    w("Late items by unit and week", "各单位逐周逾期事项"),
    [w(f"Week {week}", f"第{week}周") for week in range(14, 20)],
    [
        c.HeatRow(
            w(*TRANSPORT),
            [c.Heat(n, lvl, "#") for n, lvl in ((0, 0), (1, 1), (3, 2), (6, 3), (9, 4), (4, 2))],
        ),
        c.HeatRow(
            w(*FINANCE), [c.Heat(n, lvl, "#") for n, lvl in ((1, 1), (0, 0), (0, 0), (2, 1), (3, 2), (0, 0))]
        ),
    ],
    w("Unit", "单位"),
)

CHART = c.Chart(
    key="on-time",
    title=w("On-time share", "按时完成率"),
    unit=w("percent of obligations that fell due", "占当月到期限时责任的百分比"),
    definition=w(
        "Met by the limit, of all that fell due in the month.", "当月到期的限时责任中按时完成的比例。"
    ),
    option={
        "xAxis": {"type": "category", "data": ["2026-01", "2026-02", "2026-03", "2026-04"]},
        "yAxis": {"type": "value", "min": 0, "max": 100},
        "tooltip": {"trigger": "axis"},
        "series": [
            {
                "type": "line",
                "data": [82, 79, 88, 93],
                "label": {"show": True, "color": "@ink"},
                "itemStyle": {"color": "@ink"},
                "markLine": {
                    "symbol": "none",
                    "data": [{"yAxis": 90}],
                    "lineStyle": {"color": "@bad"},
                    "label": {"position": "insideEndTop", "color": "@bad"},
                },
            }
        ],
    },
    columns=[w("Month", "月份"), w("On time, %", "按时完成率（%）")],
    rows=[("2026-01", 82), ("2026-02", 79), ("2026-03", 88), ("2026-04", 93)],
)

TREE = c.Branch(
    w("Ring road: open before the flood season", "环城路：汛期前通车"),
    "#",
    UNDER_WAY,
    children=[
        c.Branch(
            w("East section", "东段"),
            "#",
            CLOSE,
            current=True,
            children=[c.Branch(w("Lamps", "路灯"), "#", MET)],
        ),
        c.Branch(w("West section", "西段"), "#", LATE, w("2 of 5 done", "5 项中完成 2 项")),
    ],
)

UNITS = [
    c.Option("1", w(*TRANSPORT), True),
    c.Option("2", w(*FINANCE)),
    c.Option("3", w("Linjiang District", "临江区")),
]
FIELDS = [
    c.Field("title", "line", w("Item", "事项名称"), "环城路东段通车", w("As in the paper.", "与来文一致。")),
    c.Field(
        "demand", "text", w("What is asked", "办理要求"), error=w("Say what is asked.", "请填写办理要求。")
    ),
    c.Field("due_on", "day", w("Limit", "时限"), "2026-05-13", w("Inclusive.", "含当日。")),
    c.Field("meets_at", "moment", w("Meeting", "会议时间"), "2026-05-09T09:30", required=False),
    c.Field("sum", "money", w("Sum", "金额"), "1280000.00", required=False),
    c.Field("days", "number", w("Term", "期限"), "10", unit=w("working days", "个工作日")),
    c.Field("open", "flag", w("Publish on the portal", "在门户公开"), True, required=False),
    c.Field(
        "every",
        "choice",
        w("Feedback", "反馈周期"),
        options=[
            c.Option("week", w("Every week", "每周"), True),
            c.Option("month", w("Every month", "每月")),
        ],
    ),
    c.Field(
        "lead", "reference", w("Lead unit", "主办单位"), options=UNITS, search_url="/styleguide/?options=one"
    ),
    c.Field(
        "support",
        "reference",
        w("Supporting units", "协办单位"),
        many=True,
        options=UNITS,
        search_url="/styleguide/?options=many",
    ),
    c.Field("measures", "line", w("Measures", "具体措施"), ["倒排工期"], many=True, required=False),
    c.Field("papers", "file", w("Evidence", "佐证材料"), many=True, required=False, accept=".pdf,.docx,.jpg"),
]
