"""Names of units in a list as official texts write it: 市发展改革委、市财政局等部门及各区县.

A list is cut at 、 and, where both sides are units by themselves, at 和 与 及 以及: 市委和市政府 are two
units, the 工业和信息化局 is one. What 等部门 leaves open is not filled in; the list says that it was open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhixing.reading.characters import pieces, trimmed

Span = tuple[int, int]

#: A unit's name is no longer than this many characters; longer ones are sentences.
LONGEST_NAME = 40

_ENDINGS = (
    "局委办厅部署院会社协行处科室队所站台馆园校镇乡村区县市州省盟旗"
    "|政府|中心|公司|集团|大学|部门|单位|机构|企业|地区|地方|妇联|科协|文联|残联|工商联|侨联|社科联|联社|海关|电网|电力"
    "|移动|联通|电信|铁塔|税务|气象|军区|街道|专班|小组|工作组|指挥部|主体|基地|平台|供销|学校|园区|开发区|新区|管委|"
    "党委|党组|党工委|团体|贸促会|报社|兵团|邮政|法制办"
)
_ENDING = re.compile(
    "(?:["
    + _ENDINGS.split("|")[0]
    + "]|"
    + "|".join(filter(None, _ENDINGS.split("|")[1:]))
    + r")(?:\([^()]*\))*$"
)
_COLLECTIVE = re.compile(r"^(?:各|有关|相关|其他|其它|所有|全体|市直|省直|县直|区直|中央|驻)")
_NOT_IN_A_NAME = re.compile(
    r"[。!?！？“”\"‘’《》:;；：=<>{}|…%+\d]|的(?!士)|对(?![外口台接])|将(?!军)|[把被]|为(?!民)|要(?!素|闻)|应(?!急|用)|负责|牵头|配合"
)
_NUMBERED_BODY = re.compile(r"^(?:第?\d+(?:号|所|家|个)|\d+\D{2,})")
_OPENING = re.compile(r"(?:分别|主要|具体)?(?:由|请)(?:所?涉及的|以下)?")
_OPEN_END = re.compile(
    r"(?<![高中初平同对均])等(?:[\d一二三四五六七八九十]+个?)?"
    r"(?:有关|相关|省级|市级|县级|区级|省直|市直|县直|区直|中央|各|主管|职能|责任|成员|业务|行业|牵头|配合|其他)*"
    r"(?:部门|单位|机构|地区|地方|企业|方面|委办局|处室|科室|银行)?(?:\([^()]*\))?"
)
_AND = re.compile(r"以及|及|和|与")
_JOINT = re.compile(r"以及|[及和与/]| +")
_CITY_END = re.compile(r"[市县区州盟旗省](?:人民)?政府$")


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a list as spans of the text. `open_ended`: the text goes on with 等 (and others)."""

    spans: tuple[Span, ...] = ()
    open_ended: bool = False
    elided: bool = False

    def of(self, text: str) -> tuple[str, ...]:
        """The names as written."""
        return tuple(text[a:b] for a, b in self.spans)


def looks_like_unit(folded_name: str) -> bool:
    """Whether the words have the shape of a unit's name (an ending such as 局, or 各…, 有关…).

    >>> [looks_like_unit(n) for n in ("市财政局", "各区县", "济南", "对数据真实性")]
    [True, True, False, False]
    """
    if not may_be_name(folded_name):
        return False
    return bool(_ENDING.search(folded_name) or _COLLECTIVE.match(folded_name))


def _ends_like_unit(folded_name: str) -> bool:
    """Stricter: 各市工业 is cut from 各市工业和信息化局 and is no unit."""
    return may_be_name(folded_name) and bool(
        _ENDING.search(folded_name) or folded_name in ("各地", "有关方面")
    )


def may_be_name(folded_name: str) -> bool:
    """Whether the words could be a name at all, in a place that is known to hold names."""
    if not 2 <= len(folded_name) <= LONGEST_NAME:
        return False
    found = _NOT_IN_A_NAME.search(folded_name)
    return not found or (found[0].isdigit() and bool(_NUMBERED_BODY.match(folded_name)))


def name_list(folded: str, start: int, end: int) -> NameList:
    """The names in folded[start:end]. Nothing is dropped but 等…, opening words such as 由 and what joins
    names."""
    spans: list[Span] = []
    open_ended = False
    for part in pieces(folded, start, end, "、,"):
        opening = _OPENING.match(folded, *part)
        begin = opening.end() if opening else part[0]
        while begin < part[1] and (more := _OPEN_END.search(folded, begin, part[1])):
            spans.extend(_joined(folded, begin, more.start()))
            open_ended = True
            begin = _after_and(folded, more.end(), part[1])
        spans.extend(_joined(folded, begin, part[1]))
    whole, elided = _cities_together(folded, spans)
    return NameList(tuple(whole), open_ended, elided)


def _after_and(folded: str, start: int, end: int) -> int:
    joint = _AND.match(folded, start, end)
    return joint.end() if joint else start


def _joined(folded: str, start: int, end: int) -> list[Span]:
    """One part of a list, cut at 和 及 与 and at blanks where both sides are units by themselves."""
    start, end = trimmed(folded, start, end)
    if leading := _AND.match(folded, start, end):
        start = leading.end()
    if start >= end:
        return []
    found: list[Span] = []
    begin = start
    for joint in _JOINT.finditer(folded, start, end):
        left, right = folded[begin : joint.start()].strip(), folded[joint.end() : end]
        if _ends_like_unit(left) and looks_like_unit(right) and not right.startswith("其"):
            found.append((begin, joint.start()))
            begin = joint.end()
    found.append((begin, end))
    return [span for span in (trimmed(folded, *s) for s in found) if span[1] > span[0]]


def _cities_together(folded: str, spans: list[Span]) -> tuple[list[Span], bool]:
    """济南、青岛、烟台市政府 stays one name: 济南 alone is a place, not a unit."""
    whole: list[Span] = []
    elided = False
    for span in spans:
        begin = len(whole)
        if _CITY_END.search(folded[span[0] : span[1]]):
            while (
                begin
                and _is_bare_place(folded[slice(*whole[begin - 1])])
                and whole[begin - 1][1] + 1 == (whole[begin][0] if begin < len(whole) else span[0])
            ):
                begin -= 1
        if begin < len(whole):
            elided = True
            whole[begin:] = [(whole[begin][0], span[1])]
        else:
            whole.append(span)
    return whole, elided


def _is_bare_place(name: str) -> bool:
    return 2 <= len(name) <= 4 and not looks_like_unit(name) and may_be_name(name)
