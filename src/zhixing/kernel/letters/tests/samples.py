"""Papers of an invented city (云川市), one of each layout, for tests and for looking at."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.letters.paper import (
    Attendance,
    Cited,
    FieldRow,
    Fields,
    Heading,
    Kind,
    Layout,
    Listing,
    Paper,
    Paragraph,
    SignatureLine,
    Table,
    Urgency,
)

NOTICE = Paper(
    kind=Kind.NOTICE,
    layout=Layout.SLIP,
    masthead="云川市人民政府督查室",
    issuers=("云川市人民政府督查室",),
    number="云川督〔2026〕12号",
    title="督办通知单",
    dated=date(2026, 3, 5),
    urgency=Urgency.URGENT,
    addressees=("市交通运输局",),
    body=(
        Fields(
            (
                FieldRow((("督办事项", "城东客运枢纽配套道路建设"),)),
                FieldRow((("事项来源", "市政府常务会议"), ("事项编号", "2026-0117"))),
                FieldRow((("牵头单位", "市交通运输局"), ("协办单位", "市自然资源和规划局、市城市管理局"))),
                FieldRow((("包干领导", "分管交通工作的副市长"), ("负总责", "市交通运输局主要负责人"))),
                FieldRow(
                    (
                        (
                            "办理要求",
                            "完成红线内管线迁改，6月底前全线贯通；每月25日前反馈进展情况，"
                            "逾期不能办结的，应当在到期前书面说明原因并申请延期。",
                        ),
                    ),
                    lines=4,
                ),
                FieldRow((("签收时限", "3月9日（周一）前"), ("办结时限", "6月30日（周二）前"))),
                FieldRow((("领导批示", ""),), lines=3),
            )
        ),
    ),
    bases=(
        Cited("签收时限2个工作日", "《云川市政府督查工作规则》第九条"),
        Cited("办结时限6月30日", "市政府第38次常务会议纪要第三项"),
    ),
    notes="联系人：督查一科，电话：0000-12345678",
)

_UNITS = (
    "市发展和改革委员会",
    "市财政局",
    "市交通运输局",
    "市水利局",
    "市住房和城乡建设局",
    "市教育局",
    "市民政局",
)
_ROWS = tuple(
    (
        str(n),
        f"2026年重点任务第{n}项：推进县（市、区）基础设施补短板项目前期工作并按期开工",
        _UNITS[n % len(_UNITS)],
        f"{n % 28 + 1}日",
        ("按期办结", "正在办理", "逾期")[n % 3],
    )
    for n in range(1, 24)
)

CIRCULAR = Paper(
    kind=Kind.CIRCULAR,
    issuers=("云川市人民政府办公室",),
    number="云川府办〔2026〕7号",
    copy_number=12,
    urgency=Urgency.URGENT,
    title="云川市人民政府办公室关于2026年第一季度重点工作督查督办情况的通报",
    dated=date(2026, 4, 13),
    addressees=("各县（市、区）人民政府", "市政府各部门、各直属机构"),
    body=(
        Paragraph(
            "为推动市委、市政府决策部署落地见效，市政府督查室对第一季度列入督办的重点工作逐项进行了核查。"
            "现将有关情况通报如下。"
        ),
        Heading("总体情况"),
        Paragraph(
            "第一季度共立项督办重点工作87项，涉及35个牵头单位。截至3月31日，按期办结61项，正在办理21项，逾期5项，"
            "按期办结率为92.4%（应办结66项）。"
        ),
        Heading("主要成效", level=2),
        Listing(("重点项目开工提速，一季度新开工项目19个。", "民生实事有序推进，新增公办幼儿园学位1200个。")),
        Heading("存在问题", level=2),
        Heading("反馈不及时", level=3),
        Paragraph("个别单位未按规定时限反馈，经两次催办后仍未说明原因。"),
        Heading("佐证材料不完整", level=4),
        Paragraph("部分单位以会议代替落实，提交的材料不能证明事项已经完成。"),
        Heading("各单位办理情况"),
        Table(
            head=("序号", "督办事项", "牵头单位", "截止日", "办理情况"),
            rows=_ROWS,
            caption="第一季度重点督办事项办理情况表",
            centred=(0, 3, 4),
        ),
        Heading("下一步工作要求"),
        Paragraph(
            "各级各部门要对照清单压实责任，主要负责人负总责，分管负责人具体抓。逾期未办结的事项，应当在收到本通报之日起"
            "5个工作日内书面说明原因，提出新的完成时限。",
        ),
        Paragraph("市政府督查室将对整改情况组织复查，复查结果纳入年度目标考核。", lead="严格核查销号。"),
    ),
    bases=(Cited("书面说明原因5个工作日", "《云川市政府督查工作规则》第二十一条"),),
    attachments=(
        "第一季度督办事项逾期清单",
        "第一季度督办事项办结清单（按牵头单位排列，含办结日期、佐证材料名称和核查意见）",
    ),
    notes="此件公开发布",
    copies_to=("市委办公室", "市人大常委会办公室", "市政协办公室", "市纪委监委机关"),
    printed_by="云川市人民政府办公室",
    printed_on=date(2026, 4, 13),
)

MINUTES = Paper(
    kind=Kind.MINUTES,
    layout=Layout.MINUTES,
    masthead="云川市人民政府专题会议纪要",
    issuers=("云川市人民政府办公室",),
    issue=38,
    title="研究城东客运枢纽配套道路建设有关问题",
    dated=date(2026, 2, 27),
    body=(
        Paragraph(
            "2月26日下午，副市长主持召开专题会议，研究城东客运枢纽配套道路建设有关问题。现将会议议定事项纪要如下："
        ),
        Heading("关于管线迁改"),
        Paragraph("由市交通运输局牵头，市城市管理局配合，5月31日前完成红线内管线迁改。"),
        Heading("关于资金保障"),
        Paragraph("由市财政局按照工程进度拨付资金，优先保障农民工工资。"),
        Attendance(
            "出席",
            (
                "王某某",
                "李某某（市交通运输局）",
                "张某某（市财政局）",
                "陈某某（市城市管理局）",
                "赵某某（城东区人民政府）",
            ),
        ),
        Attendance("请假", ("刘某某（市自然资源和规划局）",)),
        Attendance("列席", ("周某某", "吴某某")),
    ),
    copies_to=("市委办公室", "各参会单位"),
    printed_by="云川市人民政府办公室",
    printed_on=date(2026, 2, 27),
)

BULLETIN = Paper(
    kind=Kind.BULLETIN,
    layout=Layout.BULLETIN,
    masthead="政务督查简报",
    issuers=("云川市人民政府督查室",),
    issue=9,
    title="全市重点督办事项办理情况周报",
    dated=date(2026, 3, 9),
    body=(
        Paragraph("本周（3月2日至3月8日）新立项督办事项6项，办结9项，逾期1项。"),
        Heading("预警情况"),
        Table(
            head=("单位", "蓝牌", "黄牌", "红牌"),
            rows=(("市水利局", "2", "1", "0"), ("市教育局", "1", "0", "0")),
            centred=(1, 2, 3),
        ),
        Heading("需要协调的问题"),
        Paragraph("城东客运枢纽配套道路用地手续尚未办结，需由市自然资源和规划局加快办理。"),
        SignatureLine(("编辑", "审核", "签发")),
    ),
    copies_to=("市政府领导", "各县（市、区）人民政府", "市政府各部门"),
    printed_by="云川市人民政府督查室",
    printed_on=date(2026, 3, 9),
)

LETTER = Paper(
    kind=Kind.REPLY,
    layout=Layout.LETTER,
    issuers=("云川市交通运输局",),
    number="云川交函〔2026〕31号",
    title="云川市交通运输局关于商请加快办理城东客运枢纽配套道路用地手续的函",
    dated=date(2026, 3, 11),
    addressees=("市自然资源和规划局",),
    body=(
        Paragraph(
            "城东客运枢纽配套道路为市政府重点督办事项，现商请贵局加快办理用地手续，并于3月20日前函复。"
        ),
        Paragraph("特此函达。"),
    ),
    notes="联系人：综合科，电话：0000-87654321",
    copies_to=("市政府督查室",),
)

JOINT = Paper(
    kind=Kind.REPORT,
    issuers=("云川市发展和改革委员会", "云川市财政局", "云川市交通运输局"),
    number="云川发改〔2026〕101号",
    signers=("王某某", "李某", "张某某"),
    title="关于城东客运枢纽配套道路建设情况的报告",
    dated=date(2026, 12, 21),
    addressees=("市人民政府",),
    body=(
        Paragraph("按照市政府第38次常务会议要求，现将有关情况报告如下。"),
        Heading("进展情况"),
        Paragraph("管线迁改已全部完成。"),
    ),
    printed_by="云川市发展和改革委员会办公室",
    printed_on=date(2026, 12, 22),
)

ALL = {
    "notice": NOTICE,
    "circular": CIRCULAR,
    "minutes": MINUTES,
    "bulletin": BULLETIN,
    "letter": LETTER,
    "joint": JOINT,
}
