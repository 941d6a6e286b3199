"""What each figure means, printed with it wherever it stands: on pages, on the portal, in CSV and JSON."""

from __future__ import annotations

from zhixing.base.words import Words, w
from zhixing.modules.approvals.scoring.intervals import LEAST_CASES

DEFINITIONS: dict[str, tuple[Words, Words]] = {
    "cases": (
        w("Cases", "办件数"),
        w(
            "Cases in which the unit had at least one duty with a limit that came to its answer in the period: it ended, or its "
            "last day passed. A duty counts in the period of the day it ended in time, or else of its last day, so that a case "
            "left lying counts as late. Each case counts once.",
            "该单位在期间内至少有一项限时责任见分晓（已完成，或截止日已过）的办件数。按时完成的责任计入完成之日所在期间，其余计入"
            "截止日所在期间，久拖不办的同样计为逾期。一件只计一次。",
        ),
    ),
    "share": (
        w("On-time share", "按时率"),
        w(
            "Of these cases, those in which none of the unit's duties was late. Late: ended after the last day (the last day "
            "itself is in time), never done, or passed over in silence. Time in which the clock stands by law does not count.",
            "上述办件中，该单位各项责任均未逾期的比例。逾期指截止日之后完成（截止日当日不算）、未完成或逾期视为处理。依法停止计时的"
            "时间不计。",
        ),
    ),
    "interval": (
        w("95 % interval", "95% 置信区间"),
        w(
            "Wilson's interval of the on-time share: where the unit's lasting share may well lie, given so few or so many cases.",
            "按时率的威尔逊区间：以现有办件数量，该单位长期按时率可能所处的范围。办件越少，范围越宽。",
        ),
    ),
    "against": (
        w("Compared", "与平均比较"),
        w(
            "A unit stands above or below the share of all cases only where its whole interval does; otherwise the two cannot "
            f"be told apart. Units with fewer than {LEAST_CASES} cases are not compared.",
            "仅当整个区间高于（低于）全部办件的按时率时，才称高于（低于）平均，否则视为无显著差异。"
            f"办件不足 {LEAST_CASES} 件的单位不作比较。",
        ),
    ),
    "places": (
        w("Place", "位次范围"),
        w(
            "The best and the worst place that the intervals leave open, among the units that are compared.",
            "在参与比较的单位中，按区间判断该单位可能所处的最前与最后位次。",
        ),
    ),
    "used_share": (
        w("Time used", "用时占比"),
        w(
            "Days used in percent of the days allowed, the mean of all duties whose limit counts days. Over 100 %: longer "
            "than allowed.",
            "各项责任实际用时占规定（承诺）时限的百分比的平均数，仅计以日计算的时限；超过 100% 即超出时限。",
        ),
    ),
    "waiting": (
        w("Waiting", "等待时间"),
        w(
            "Elapsed time between two events of a case in which nobody was at work on it, as far as the source tells, told for "
            "the unit that acted next; the mean per case. Without time that stands still by law.",
            "同一办件前后两个环节之间无人办理的时间（以来源系统记载为准），计入其后办理的单位，按件平均；不含依法停止计时的时间。",
        ),
    ),
    "working": (
        w("At work", "办理时间"),
        w(
            "Elapsed time between the beginning and the end of a step, where the source tells both; the mean per case.",
            "环节开始至完成之间的时间，仅计来源系统同时记载开始与完成的环节，按件平均。",
        ),
    ),
    "returns": (
        w("Corrections asked", "要求补正次数"),
        w(
            "How often applicants of these cases were asked to correct or complete what they had handed in.",
            "上述办件中要求申请人补正材料的次数。",
        ),
    ),
    "cards": (
        w("Cards", "预警牌"),
        w(
            "Yellow and red cards due for these duties and not removed; a duty is told by its gravest card.",
            "因上述责任应发出且未摘除的黄牌、红牌数；一项责任以最重的一张计。",
        ),
    ),
    "removed": (
        w("Cards removed", "已摘牌"),
        w(
            "Duties all of whose yellow and red cards were removed, or which an upheld objection set right. They count as in "
            "time.",
            "黄牌、红牌已全部摘除，或因异议成立予以更正的责任数，均按按时计算。",
        ),
    ),
    "breaches": (
        w("Breaches", "违规"),
        w(
            "Breaches found of procedure, content, fee and integrity rules and not removed. They do not enter the on-time share.",
            "发现且未摘除的流程、内容、收费、廉政方面的违规，不计入按时率。",
        ),
    ),
    "satisfaction": (
        w("Satisfaction", "满意度"),
        w("Mean of the applicants' ratings from 1 to 5, where given.", "申请人评价（1 至 5 分）的平均数，仅计已评价的办件。"),
    ),
}  # fmt: skip


def method() -> list[dict[str, str]]:
    """The definitions as they go with a table: code, name and meaning in both languages."""
    return [
        {
            "figure": code,
            "name_en": name.text("en"),
            "name_zh": name.text("zh"),
            "means_en": means.text("en"),
            "means_zh": means.text("zh"),
        }
        for code, (name, means) in DEFINITIONS.items()
    ]
