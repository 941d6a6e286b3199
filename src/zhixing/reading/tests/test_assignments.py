"""Invented phrasings of official texts: who leads, who supports, by when. Expected values are written out."""

from __future__ import annotations

import pytest

from zhixing.reading.breakdown import WorkItem, breakdown


def only_item(text: str, year: int = 2026) -> WorkItem:
    items = breakdown(text, year=year)
    assert len(items) == 1, [i.anchor for i in items]
    return items[0]


@pytest.mark.parametrize(
    ("assignment", "lead", "co"),
    [
        ("（市住建局负责）", ["市住建局"], []),
        ("（市住建局牵头）", ["市住建局"], []),
        ("（市住建局牵头，市财政局配合）", ["市住建局"], ["市财政局"]),
        ("（市住建局牵头、市财政局配合）", ["市住建局"], ["市财政局"]),
        (
            "（由市住建局牵头，市财政局、市自然资源和规划局配合）",
            ["市住建局"],
            ["市财政局", "市自然资源和规划局"],
        ),
        ("（市住建局牵头，会同市财政局、市公安局落实）", ["市住建局"], ["市财政局", "市公安局"]),
        ("（市住建局会同市财政局负责）", ["市住建局"], ["市财政局"]),
        ("（市发展改革委、市工业和信息化局按职责分工负责）", ["市发展改革委", "市工业和信息化局"], []),
        ("（市发展改革委、市商务局等部门按照职责分工负责）", ["市发展改革委", "市商务局"], []),
        ("（市教育局、市民政局分别负责）", ["市教育局", "市民政局"], []),
        ("（市教育局、市民政局、各区县政府按职责分工负责）", ["市教育局", "市民政局", "各区县政府"], []),
        ("（市教育局牵头，市民政局、各区县政府按职责分工负责）", ["市教育局"], ["市民政局", "各区县政府"]),
        ("（责任单位：市教育局）", ["市教育局"], []),
        ("（责任单位：市教育局、市民政局）", ["市教育局", "市民政局"], []),
        ("（责任部门：市教育局；配合部门：市民政局）", ["市教育局"], ["市民政局"]),
        ("（牵头单位：市教育局；配合单位：市民政局、市残联）", ["市教育局"], ["市民政局", "市残联"]),
        ("（牵头单位：市教育局，责任单位：市民政局、市残联）", ["市教育局"], ["市民政局", "市残联"]),
        ("（牵头单位：市教育局 责任单位：市民政局）", ["市教育局"], ["市民政局"]),
        ("（主办单位：市教育局；协办单位：市民政局）", ["市教育局"], ["市民政局"]),
        ("（主办：市教育局，协办：市民政局）", ["市教育局"], ["市民政局"]),
        (
            "（牵头部门：市教育局，参加单位：济南市政府，市大数据局）",
            ["市教育局"],
            ["济南市政府", "市大数据局"],
        ),
        ("（责任单位：市教育局牵头，市民政局配合）", ["市教育局"], ["市民政局"]),
        ("【责任单位：市教育局、市民政局】", ["市教育局", "市民政局"], []),
        ("[牵头单位：市教育局]", ["市教育局"], []),
        ("(牵头单位:市教育局;配合单位:市民政局)", ["市教育局"], ["市民政局"]),
        ("（责任领导：李某某；责任单位：市教育局；责任人：王某某）", ["市教育局"], []),
        ("（牵头领导：李某某，牵头单位：市教育局，配合单位：市民政局）", ["市教育局"], ["市民政局"]),
        ("（牵头单位：市发改委（市大数据局）、市财政局）", ["市发改委（市大数据局）", "市财政局"], []),
        (
            "（应急管理局、对外友协、国家税务总局某市税务局负责）",
            ["应急管理局", "对外友协", "国家税务总局某市税务局"],
            [],
        ),
        ("（市委和市政府督查室负责）", ["市委", "市政府督查室"], []),
        ("（各县（市、区）人民政府负责）", ["各县（市、区）人民政府"], []),
        ("（相关部门及各地区按职责分工负责）", ["相关部门", "各地区"], []),
        (
            "（各市住房和城乡建设局、各市工业和信息化局负责）",
            ["各市住房和城乡建设局", "各市工业和信息化局"],
            [],
        ),
        ("（市教育局、市民政局）", ["市教育局", "市民政局"], []),
        ("责任单位：市教育局、市民政局", ["市教育局", "市民政局"], []),
        ("牵头单位：市教育局；配合单位：市民政局。", ["市教育局"], ["市民政局"]),
        ("\n责任单位：市教育局、市民政局", ["市教育局", "市民政局"], []),
        (
            "\n牵头单位：市教育局\n配合单位：市民政局、市残联\n完成时限：2026年6月底前",
            ["市教育局"],
            ["市民政局", "市残联"],
        ),
        ("\n（牵头单位：市教育局；责任单位：市民政局）", ["市教育局"], ["市民政局"]),
        ("\n**责任单位：** 市教育局", ["市教育局"], []),
    ],
)
def test_an_assignment_names_its_lead_and_supporting_units(
    assignment: str, lead: list[str], co: list[str]
) -> None:
    item = only_item(f"一、重点任务\n（一）完善社区服务。推进社区养老服务设施建设。{assignment}")

    assert (list(item.lead), list(item.co)) == (lead, co)
    assert item.number == "（一）"
    assert item.anchor == "完善社区服务。推进社区养老服务"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("推进某区（含某街道办事处、某镇）老旧管网改造", id="a bracket in the middle explains"),
        pytest.param("依托市公共资源交易中心（市政府采购中心）推行电子化", id="another name in brackets"),
        pytest.param(
            "各单位对数据真实性（由填报单位负责）承担责任，推进核验",
            id="assigned in the middle of a sentence",
        ),
        pytest.param("推进养老服务（以下简称服务）提质", id="an abbreviation"),
    ],
)
def test_a_bracket_that_explains_assigns_nothing(words: str) -> None:
    items = breakdown(f"一、重点任务\n1.{words}。\n2.开展督查。（市教育局负责）", year=2026)

    assert [list(i.lead) for i in items] == [["市教育局"]]
    assert items[0].number == "2."


def test_joint_is_said_where_several_lead() -> None:
    assert only_item("1.推进整治。（市教育局、市民政局负责）").joint is True
    assert only_item("1.推进整治。（市教育局牵头，市民政局配合）").joint is False
    assert only_item("1.推进整治。（市政府有关部门按职责分工负责）").joint is True


def test_names_alone_in_a_bracket_assign_at_the_end_of_a_sentence() -> None:
    text = "1.一是加强宣传。（市委宣传部）二是加强培训（市委组织部）；三是严格考核（责任单位:市委考核办）。\n"

    assert [(i.number, i.title, list(i.lead)) for i in breakdown(text)] == [
        ("1.", "一是加强宣传", ["市委宣传部"]),
        ("二是", "加强培训", ["市委组织部"]),
        ("三是", "严格考核", ["市委考核办"]),
    ]


def test_two_times_on_the_line_of_the_limit_name_no_unit() -> None:
    item = only_item("1.推行清单。\n责任单位：市司法局\n完成时限：2026年9月底前，并长期坚持\n")

    assert (list(item.lead), list(item.co), item.due_text) == (["市司法局"], [], "2026年9月底前")


def test_a_document_that_says_the_first_unit_leads_is_taken_at_its_word() -> None:
    item = only_item(
        "任务分工如下（责任单位列第一位的为牵头单位）：\n1.推进整治。（责任单位：市教育局、市民政局、市残联）"
    )

    assert (list(item.lead), list(item.co), item.joint) == (["市教育局"], ["市民政局", "市残联"], False)


def test_an_open_list_is_doubtful_and_nothing_is_filled_in() -> None:
    item = only_item("1.推进整治。（市教育局、市民政局等相关部门及各区县按职责分工负责）")

    assert list(item.lead) == ["市教育局", "市民政局", "各区县"]
    assert "“等”" in item.doubts[0].zh


def test_elided_city_names_stay_one_name() -> None:
    item = only_item("1.推进整治。（牵头单位：省教育厅，参加单位：济南、青岛、烟台市政府，省财政厅）")

    assert list(item.co) == ["济南、青岛、烟台市政府", "省财政厅"]


def test_each_sentence_with_its_own_bracket_is_an_item() -> None:
    text = (
        "一、任务\n（一）加强监管。加快平台建设（市大数据局负责）；完善审批流程（市行政审批局负责）。"
        "一是强化执法（市城管局负责）。"
    )

    items = breakdown(text, year=2026)

    assert [(i.number, list(i.lead)) for i in items] == [
        ("（一）", ["市大数据局"]),
        (None, ["市行政审批局"]),
        ("一是", ["市城管局"]),
    ]
    assert text[items[1].start : items[1].end] == "完善审批流程（市行政审批局负责）"


def test_a_heading_above_belongs_to_the_paragraph_that_closes_it() -> None:
    text = (
        "一、任务\n（一）完善社区服务\n推进设施建设。\n提升服务质量。（市民政局负责）\n"
        "（二）加强监管\n开展检查。（市城管局负责）"
    )

    items = breakdown(text, year=2026)

    assert [(i.number, i.title) for i in items] == [("（一）", "完善社区服务"), ("（二）", "加强监管")]
    assert text[items[0].start : items[0].end].startswith("（一）完善社区服务\n推进")


def test_several_assigned_paragraphs_under_one_heading_are_several_items() -> None:
    text = "一、任务\n1.健全体系。市级中心：加快建设。（市科技局负责）\n县级中心：有序建设。（各县区负责）\n"

    items = breakdown(text, year=2026)

    assert [(i.number, list(i.lead)) for i in items] == [("1.", ["市科技局"]), (None, ["各县区"])]


def test_a_heading_that_carries_its_bracket_takes_the_text_below() -> None:
    text = (
        "一、任务\n（一）完善社区服务（责任单位：市民政局）\n6月底前建成社区养老服务设施，并投入使用。\n"
        "（二）加强监管（责任单位：市城管局）\n开展占道经营专项整治，形成长效机制。\n三、附则\n"
    )

    items = breakdown(text, year=2026)

    assert [list(i.lead) for i in items] == [["市民政局"], ["市城管局"]]
    assert text[: items[0].end].endswith("并投入使用。")
    assert items[0].due_text == "6月底前"


def test_a_line_after_several_unassigned_pieces_belongs_to_what_holds_them() -> None:
    text = (
        "一、任务\n（一）完善社区服务\n1.建设设施。\n2.提升质量。\n责任单位：市民政局\n"
        "（二）加强监管\n1.开展检查。\n2.通报结果。\n责任单位：市城管局\n"
    )

    items = breakdown(text, year=2026)

    assert [(i.number, list(i.lead)) for i in items] == [("（一）", ["市民政局"]), ("（二）", ["市城管局"])]


def test_a_line_after_each_piece_belongs_to_that_piece() -> None:
    text = "一、任务\n1.建设设施。\n责任单位：市民政局\n2.提升质量。\n责任单位：市城管局\n"

    items = breakdown(text, year=2026)

    assert [(i.number, list(i.lead)) for i in items] == [("1.", ["市民政局"]), ("2.", ["市城管局"])]


@pytest.mark.parametrize(
    ("sentence", "lead", "co"),
    [
        ("由市住建局牵头，会同市财政局、市公安局于6月底前制定方案", ["市住建局"], ["市财政局", "市公安局"]),
        ("此项工作由市住建局负责，市财政局配合", ["市住建局"], ["市财政局"]),
        ("请市住建局、市财政局共同牵头，各区县政府积极配合", ["市住建局", "市财政局"], ["各区县政府"]),
        ("由市住建局会同市财政局负责落实", ["市住建局"], ["市财政局"]),
        ("由市应急管理局牵头，市公安局、市市场监管局参加", ["市应急管理局"], ["市公安局", "市市场监管局"]),
        (
            "市住建局负责工地，市交通运输局负责道路，市消防救援支队负责人员密集场所",
            ["市住建局", "市交通运输局", "市消防救援支队"],
            [],
        ),
        ("各单位要高度重视，加强领导", [], []),
    ],
)
def test_an_order_without_brackets_says_who_in_its_sentence(
    sentence: str, lead: list[str], co: list[str]
) -> None:
    items = breakdown(
        f"关于做好某项工作的通知\n一、开展排查整治。{sentence}。\n二、加强督查。\n特此通知。\n", year=2026
    )

    assert [i.number for i in items] == ["一、", "二、"]
    assert (list(items[0].lead), list(items[0].co)) == (lead, co)


def test_background_goals_and_safeguards_are_no_items() -> None:
    text = (
        "一、总体要求\n（一）指导思想。深入推进改革。\n（二）主要目标。到2027年，建成10个平台。\n"
        "二、重点任务\n（一）建设平台。（市科技局负责）\n"
        "三、保障措施\n（一）加强领导。完善工作机制。\n"
        "四、空间布局\n（一）东部片区。打造产业高地。\n"
    )

    items = breakdown(text, year=2026)

    assert [(i.number, i.title) for i in items] == [("（一）", "建设平台"), ("（一）", "东部片区")]
    assert items[1].lead == ()
    assert [d.zh for d in items[1].doubts] == ["未写明责任单位"]


def test_a_safeguard_that_orders_a_named_body_by_a_day_is_an_item() -> None:
    text = (
        "一、重点任务\n1.建设平台。（市科技局负责）\n"
        "二、工作要求\n（一）各区县政府要于6月底前报送实施方案。\n（二）加强宣传。\n"
    )

    items = breakdown(text, year=2026)

    assert [(i.number, i.due_text) for i in items] == [("1.", None), ("（一）", "6月底前")]


def test_closing_words_stand_outside_the_last_item() -> None:
    text = "一、开展排查。\n二、落实整改。形成台账。\n特此通知。\n附件：台账样式\n某市人民政府办公室\n2026年3月2日\n"

    items = breakdown(text)

    assert text[: items[-1].end].endswith("形成台账。")


def test_a_notice_without_numbers_yields_its_dated_requests() -> None:
    items = breakdown(
        "各区县政府：\n现就自查工作通知如下。\n请各单位于2026年6月20日17:30前报送自查报告。\n", year=2026
    )

    assert [i.due_text for i in items] == ["2026年6月20日17:30前"]
    assert items[0].due is not None
    assert items[0].due.as_json() == {"kind": "date", "date": "2026-06-20", "time": "17:30"}


@pytest.mark.parametrize("separator", ["\t", " | "])
def test_a_table_of_tasks_is_read_by_the_heads_of_its_columns(separator: str) -> None:
    rows = [
        ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"],
        ["1", "建设社区养老服务设施20个", "市民政局", "市财政局、市住建局", "2026年6月底前"],
        ["2", "开展占道经营整治", "市城管局", "各区县政府", "持续推进"],
        ["3", "发布运行报告", "市统计局", "", "每季度"],
    ]
    text = "任务分解表\n" + "\n".join(separator.join(row) for row in rows) + "\n"

    items = breakdown(text, year=2026)

    assert [(i.number, i.title, list(i.lead), list(i.co)) for i in items] == [
        ("1", "建设社区养老服务设施20个", ["市民政局"], ["市财政局", "市住建局"]),
        ("2", "开展占道经营整治", ["市城管局"], ["各区县政府"]),
        ("3", "发布运行报告", ["市统计局"], []),
    ]
    assert [i.due.as_json() for i in items if i.due] == [
        {"kind": "date", "date": "2026-06-30"},
        {"kind": "ongoing"},
        {"kind": "recurring", "every": "quarter"},
    ]
    assert items[0].targets == ("20个",)
