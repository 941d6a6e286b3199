"""Unit names of documents and the units of a chart: 市发改委 and 市发展改革委 are one body.

Four steps, best first: the name itself; one of its known other names; the same name in normal form (place
and level in front, ending, and common abbreviations taken to one shape); and, only as a suggestion to look
at, likeness of the letters."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from zhixing.base.words import Words, w
from zhixing.reading.abbreviations import CORES
from zhixing.reading.characters import fold
from zhixing.reading.patterns import any_of

#: Suggestions below this score are not made.
LEAST_SCORE = 0.45
#: No more than this many suggestions for one name.
MOST_SUGGESTIONS = 5

EXACT = w("the same name", "名称一致")
SHORT_NAME = w("its short name", "与简称一致")
ALIAS = w("one of its other names", "与别名一致")
NORMAL = w("the same name in normal form", "规范写法后一致")
OTHER_LEVEL = w("the same body, but its place or level is not written alike", "机构相同，层级或地名写法不同")
WITHOUT_ENDING = w("the same name but for its ending (局, 委, 办 …)", "仅机构后缀不同（局、委、办等）")
ALIKE = w("the letters are alike", "名称相近")


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the chart as far as its names go."""

    id: Hashable
    name: str
    short_name: str = ""
    aliases: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that a written name may mean. `score` from 0 to 1; 1 only for the name itself."""

    unit: KnownUnit
    score: float
    reason: Words


_TO_SHAPE = {other: core for core, *others in CORES for other in (core, *others)}
_SHAPE = re.compile(any_of(" ".join(_TO_SHAPE)))
_ENDING = re.compile(
    any_of(
        """委员会办公室 领导小组办公室 工作委员会 管理委员会 委员会 办公厅 办公室 管理局 总局 分局 支队 总队
        大队 管委会 管理办公室 服务局 工作局 工作部 服务中心 社联合社 联合社 联社 协会 学会 总社 中心 小组 社
        局 委 办 厅 部 署 院 会"""
    )
    + "$"
)
_PLACE = re.compile(
    r"^(?:中国|中华人民共和国)?(?P<place>[\u4e00-\u9fff]{0,6}?(?:自治区|自治州|特别行政区|新区|省|市|州|盟|县|区|旗))"
)
_LEVEL = re.compile(
    r"^(?:中共)?(?:[\u4e00-\u9fff]{0,8}?(?:委员会|委)(?=组织|宣传|统战|政法|网信|编办|社会|老干部|巡察|金融|军民|政研|机构))?"
)
_PEOPLES = re.compile(r"人民(?=政府|法院|检察院)")


@dataclass(frozen=True, slots=True)
class _Normal:
    """A name taken apart: the level in front (省, 市, 区 …), the place's own name, the core in one shape,
    the ending."""

    level: str
    place: str
    core: str
    ending: str


def suggest_units(name: str, known: Sequence[KnownUnit]) -> list[Suggestion]:
    """The units of the chart that `name` may mean, best first; at most MOST_SUGGESTIONS, none below
    LEAST_SCORE.

    An exact name, short name or alias is decided; everything else is for a person to confirm. Collective
    names (各区县, 有关部门) mean no single unit and give nothing.
    """
    wanted = _plain(name)
    if len(wanted) < 2 or re.match(r"各|有关|相关|其他|所有", wanted):
        return []
    parts = _taken_apart(wanted)
    scored = [said for unit in known if (said := _best(wanted, parts, unit)) and said.score >= LEAST_SCORE]
    scored.sort(key=lambda s: (-s.score, len(s.unit.name), s.unit.name))
    return scored[:MOST_SUGGESTIONS]


def _plain(name: str) -> str:
    return re.sub(r"\s", "", fold(name))


def _best(wanted: str, parts: _Normal, unit: KnownUnit) -> Suggestion | None:
    if wanted == _plain(unit.name):
        return Suggestion(unit, 1.0, EXACT)
    if unit.short_name and wanted == _plain(unit.short_name):
        return Suggestion(unit, 0.99, SHORT_NAME)
    if any(wanted == _plain(alias) for alias in unit.aliases):
        return Suggestion(unit, 0.98, ALIAS)
    names = dict.fromkeys(n for n in (unit.name, unit.short_name, *unit.aliases) if n)
    return max(
        (_likeness(wanted, parts, unit, _plain(n)) for n in names), key=lambda s: s.score, default=None
    )


def _likeness(wanted: str, parts: _Normal, unit: KnownUnit, name: str) -> Suggestion:
    other = _taken_apart(name)
    same_core = bool(parts.core) and parts.core == other.core
    same_front = _fronts_agree(parts, other)
    if same_core and same_front and _endings_agree(parts.ending, other.ending):
        return Suggestion(unit, 0.95 if parts.place == other.place else 0.93, NORMAL)
    if same_core and same_front:
        return Suggestion(unit, 0.80, WITHOUT_ENDING)
    if same_core and _endings_agree(parts.ending, other.ending) and not (parts.level and other.level):
        alike = parts.ending[:1] == other.ending[:1]
        return Suggestion(unit, 0.87 if alike else 0.85, OTHER_LEVEL)
    if same_core:
        return Suggestion(unit, 0.55, OTHER_LEVEL)
    share = _shared_pairs(parts.core or wanted, other.core or name)
    front = 1.0 if same_front else 0.6
    return Suggestion(unit, round(0.75 * share * front, 3), ALIKE)


def _fronts_agree(one: _Normal, other: _Normal) -> bool:
    """市 stands for the document's own city: it agrees with 济南市, but 青岛市 does not."""
    if one.level != other.level:
        return False
    return not (one.place and other.place) or one.place == other.place


_KINDS = (
    ("局", "厅", "委", "委员会", "管理局", "办", "总局", "管理委员会", "部", "服务局", "分局"),
    ("办公室", "办", "委员会办公室", "领导小组办公室", "管理办公室"),
    ("会", "协会", "学会", "社", "联社", "联合社", "社联合社", "总社", ""),
    ("委", "委员会", "工作委员会", "管委会", "管理委员会"),
)


def _endings_agree(one: str, other: str) -> bool:
    """市发改委 and 市发展改革局 are the same body at different levels of habit; a 局 and its 中心 are not."""
    return one == other or any(one in kind and other in kind for kind in _KINDS)


@lru_cache(maxsize=8192)
def _taken_apart(name: str) -> _Normal:
    rest = _PEOPLES.sub("", name)
    rest = _LEVEL.sub(lambda m: _front_only(m[0]), rest)
    found = _PLACE.match(rest)
    front = found["place"] if found and found.end() < len(rest) - 1 else ""
    rest = rest[len(front) :] if front else rest
    if front and rest.startswith("委") and len(rest) > 2:
        rest = rest[1:]
    core, ending = _core_and_ending(rest)
    level = re.search(r"自治区|自治州|特别行政区|新区|.$", front)
    size = level[0] if level else ""
    return _Normal(size, front.removesuffix(size), core, ending)


def _core_and_ending(rest: str) -> tuple[str, str]:
    """A known core goes before the longest ending: the 管理 of 国有资产监督管理委员会 belongs to its core."""
    shape = _SHAPE.match(rest)
    if shape and (shape.end() == len(rest) or _ENDING.fullmatch(rest, shape.end())):
        return _TO_SHAPE[shape[0]], rest[shape.end() :]
    ending = _ENDING.search(rest)
    if ending is None or not ending.start():
        return rest, ""
    return rest[: ending.start()], ending[0]


def _front_only(front: str) -> str:
    """中共济南市委 → 济南市: the party committee in front of its department says place and level only."""
    return re.sub(r"^中共|(?:委员会|委)$", "", front)


def _shared_pairs(one: str, other: str) -> float:
    """Dice's coefficient over pairs of neighbouring characters, 0 to 1."""
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else float(one == other)


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1))
