"""Quantified targets of a task as written: 不低于50个, 100项左右, 60%以上.

Counted are quantities that the task is to reach. Left out are sums of money granted or paid per head,
thresholds of eligibility, ranks, and quantities that only describe (围绕11条产业链).
"""

from __future__ import annotations

import re

from zhixing.reading.patterns import any_of

_UNIT = any_of(
    """个 家 项 场 场次 次 人次 人 户 条 套 台 座 所 处 件 篇 部 辆 株 只 头 张 公里 千米 米 平方公里 平方米 立方米 公顷 亩 吨
    千瓦 千瓦时 兆瓦 吉瓦 度 亿元 万元 元 个百分点 小时 分钟 天 批 名 支 对 门 期 班 倍 张床位 个床位"""
)
_NUMBER = r"(?<![\d.])\d{1,9}(?:\.\d{1,4})?(?:[—\-–~至]\d{1,9}(?:\.\d{1,4})?)?[十百千万亿]{0,3}"
_TARGET = re.compile(
    r"(?P<bound>不低于|不少于|不小于|不超过|不高于|超过|高于|低于|控制在|至少)?"
    rf"(?:(?P<number>{_NUMBER}) ?(?:%|余?(?:{_UNIT}))|(?P<word>[千百万])(?:家|人|个|项|名|户)"
    r"|[\u4e00-\u9fff]\([A-Za-z]\)级突破)"
    r"(?P<after>左右|以上|以内|以下|之内)?"
)
_REACHING = re.compile(
    r"建成|建设|建立|打造|培育|遴选|优选|选树|实施|组织|举办|承办|新增|新建|新培育|改造|完成|达到?|突破|选择|形成|上线|开展|服务|谋划|攻克|引进|引育"
    r"|支持|力争|推广|发展|认定|引导|创建|培训|招引|签约|开工|增长|提高|提升|下降|降低|压减|实现|覆盖|安排|筹集|投入|招聘|帮扶|整治|检查|创办|推出"
    r"|发布|储备|入库|落地|保持|确保|争取|转化|制定|制修订|治理|修复|栽植|造林|种植|不低于|不少于|超过|高于|低于|控制在|至少|数量|总量|总数|规模|率"
)
_MONEY = re.compile(r"元$")
_GRANTED = re.compile(r"补助|奖励|奖补|扶持|补贴|给予|资助|最高|每家|每人|每户|罚款|标准|收入首次")
_DESCRIBES = re.compile(
    r"(?:围绕|聚焦|针对|面向|依托|对|至|第|前|排名|连续|上述|以下|所列|等|为期|GB/T|近|全省|全市|全县|全国|现有|已有|的|每(?:认定|新增|培育|引进|成立|超过?|增加|户|人|家|满)+|[“\"])(?:上述)?$"
)


def targets(folded: str, text: str, start: int, end: int) -> tuple[str, ...]:
    """The quantified targets in text[start:end], in order, as written, each once."""
    found: list[str] = []
    for match in _TARGET.finditer(folded, start, end):
        if _is_target(folded, match, start, end):
            found.append(text[match.start() : match.end()])
    return tuple(dict.fromkeys(found))


def _is_target(folded: str, match: re.Match[str], start: int, end: int) -> bool:
    before = folded[max(start, match.start() - 60) : match.start()]
    clause = re.split(r"[,。;:]", before)[-1]
    after = folded[match.end() : min(end, match.end() + 3)]
    if re.search(r"[\d.A-Za-z]$", before) or _DESCRIBES.search(before):
        return False
    if after.startswith(("的", "年", "月", "级以上")) and not match["bound"]:
        return False
    if clause.startswith("对") or (match["bound"] and after.startswith("的")):
        return False
    if _MONEY.search(match[0].removesuffix(match["after"] or "")) and _GRANTED.search(before[-40:]):
        return False
    return bool(match["bound"] or _REACHING.search(_governing(before)))


def _governing(before: str) -> str:
    """The words that can govern a number: its sentence so far (a list's verb stands before its first
    part)."""
    return re.split(r"[。;]", before)[-1]
