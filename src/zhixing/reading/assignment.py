"""Who leads and who supports, from the words of one assignment: a bracket, a line, or a phrase of a sentence.

The grammar of official texts is small. An assignment is a row of clauses; a clause is a label with names
(责任单位：…), names with a verb (… 牵头, … 配合, … 按职责分工负责), a date (6月底前完成), or bare names.
Whatever is left over when these are taken out speaks against its being an assignment at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from zhixing.base.words import Words, w
from zhixing.reading.characters import pieces, trimmed
from zhixing.reading.dates import is_time_clause
from zhixing.reading.names import Span, looks_like_unit, may_be_name, name_list
from zhixing.reading.patterns import any_of

BESIDE_LEAD = w(
    "responsible units beside a lead unit are taken as supporting", "已有牵头单位，其余责任单位列为配合单位"
)
#: An assignment longer than this (characters) is not read as one.
LONGEST_ASSIGNMENT = 1500


class Role(Enum):
    """What a label or verb makes of the names beside it."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"
    TIME = "time"
    PERSON = "person"


_BODY = any_of("单位 部门 处室 科室 机构")
_LABELS = (
    (
        Role.PERSON,
        any_of("牵头 责任 包抓 包保 分管 联系 挂钩 挂联 主管 负责 督办 市级 县级")
        + "+领导|"
        + any_of("第一责任人 责任人 负责人 联系人 联络员 联系电话"),
    ),
    (
        Role.LEAD,
        rf"(?:主要|首要|总)?牵头(?:责任|负责)?(?:{_BODY}|方)?|主办(?:责任)?{_BODY}?"
        rf"|第一责任{_BODY}|主要?责(?:任)?{_BODY}|主体责任单位",
    ),
    (
        Role.SUPPORT,
        rf"(?:责任)?{any_of('配合 协办 协同 协作 参加 参与 支持 协助 会办 联办 协调')}(?:责任)?{_BODY}?",
    ),
    (
        Role.RESPONSIBLE,
        rf"(?:具体)?{any_of('责任 承办 落实 实施 承担 执行 负责 整改 完成 组织')}(?:{_BODY}|主体)"
        r"|责任分工|任务分工|职责分工|分工|责任",
    ),
    (
        Role.TIME,
        r"(?:计划|预计|要求|拟)?(?:完成|办结|整改|办理|落实|反馈|报送|上报)?"
        rf"{any_of('时限 时间 期限 时间节点 节点 日期')}(?:要求|安排)?|(?:工作|时间|时序)?进度(?:要求|安排)?",
    ),
)
_LABEL = re.compile("|".join(f"(?P<{role.value}>{words})" for role, words in _LABELS))
LABEL = re.compile(rf"(?:{_LABEL.pattern}) ?(?:\([^()\n]{{1,12}}\))? ?:")

_ADVERB = (
    r"(?:(?:按照?|根据|依据?|依照|结合)(?:各自|有关|相关)?(?:的)?(?:工作)?(?:职责|职能|分工)+|各司其职|分别|共同|联合|具体|总体|统一"
    r"|协同|各自|密切|积极|主动|分头|全力|组织|[,、])*"
)
_TAIL = (
    any_of("负责 组织 落实 实施 推进 推动 完成 办理 承办 制定 抓好 开展 做好 指导 相关工作 此项工作 工作")
    + "*"
)
_VERB = re.compile(
    rf"{_ADVERB}(?:(?P<lead>牵头|主办|主责){_TAIL}|(?P<support>配合|参与|参加|协办|协助|协同|支持){_TAIL}"
    rf"|(?P<responsible>(?:职责|分工)*(?:负责|承办|落实|实施|推进|分工)){_TAIL})"
)
_STRONG = re.compile(r"牵头|负责|配合|承办|主办|协办|分工")
_TOGETHER = re.compile(r"会同|商请?(?=[市省县区国各])|联合")
_SHARED = re.compile(r"职责|分工|分别|共同|各自|各司其职")
_COLLECTIVE_ONE = re.compile(r"有关|相关|各")
_ITEM_DATE = re.compile(r"[,;。]+")


@dataclass(slots=True)
class Assignment:
    """Names as spans of the text. `due` is the span of the words in it that say by when.

    `joint`: several lead, or a collective name (各…, 有关部门) shares the task by duties. `left_over`:
    something in it was not understood.
    """

    start: int
    end: int
    lead: list[Span] = field(default_factory=list)
    support: list[Span] = field(default_factory=list)
    due: list[Span] = field(default_factory=list)
    joint: bool = False
    labelled: bool = False
    spoken: bool = False
    left_over: bool = False
    doubts: list[Words] = field(default_factory=list)

    @property
    def names(self) -> list[Span]:
        """All units, those that lead first."""
        return [*self.lead, *self.support]


@dataclass(slots=True)
class _Reading:
    """What has been found so far while the clauses of one assignment are read."""

    folded: str
    lead: list[Span] = field(default_factory=list)
    support: list[Span] = field(default_factory=list)
    responsible: list[Span] = field(default_factory=list)
    waiting: list[Span] = field(default_factory=list)
    due: list[Span] = field(default_factory=list)
    role: Role | None = None
    labelled: bool = False
    spoken: bool = False
    shared: bool = False
    open_ended: bool = False
    elided: bool = False
    left_over: bool = False
    persons: bool = False

    def names(self, start: int, end: int) -> list[Span]:
        """The names between `start` and `end`; what cannot be a name is noted as left over."""
        found = name_list(self.folded, start, end)
        self.open_ended |= found.open_ended
        self.elided |= found.elided
        kept = [s for s in found.spans if may_be_name(self.folded[slice(*s)])]
        self.left_over |= len(kept) < len(found.spans)
        return kept

    def give(self, role: Role, spans: list[Span]) -> None:
        """Names take a role. 负责 beside a 牵头 that was said before makes a supporting unit."""
        {Role.LEAD: self.lead, Role.SUPPORT: self.support}.get(role, self.responsible).extend(spans)


def read_assignment(folded: str, start: int, end: int, *, first_leads: bool = False) -> Assignment | None:
    """The assignment that folded[start:end] says, without its brackets; None where it says none.

    `first_leads`: the document says that the unit listed first leads (列第一位的为牵头单位).
    """
    if end - start > LONGEST_ASSIGNMENT:
        return None
    reading = _Reading(folded)
    for a, b in _clauses(folded, start, end):
        _read_clause(reading, a, b)
    return _concluded(reading, start, end, first_leads)


def _clauses(folded: str, start: int, end: int) -> list[Span]:
    """Cut at ； ， 。 and line ends outside brackets, and before every label."""
    cuts: list[Span] = []
    for a, b in pieces(folded, start, end, ";,。\n"):
        begin = a
        for label in LABEL.finditer(folded, a, b):
            if label.start() > begin:
                cuts.append((begin, label.start()))
                begin = label.start()
        cuts.append((begin, b))
    return [
        span for span in (trimmed(folded, *c, blanks=" \n\r、-•·●■▪◆") for c in cuts) if span[1] > span[0]
    ]


def _read_clause(reading: _Reading, start: int, end: int) -> None:
    label = LABEL.match(reading.folded, start, end)
    if label:
        reading.labelled = True
        reading.role = next(role for role in Role if label[role.value])
        start = trimmed(reading.folded, label.end(), end)[0]
        if start == end:
            return
    if reading.role is Role.PERSON and not _verb(reading.folded, start, end):
        reading.persons = True
        return
    if is_time_clause(reading.folded, start, end) or reading.role is Role.TIME:
        reading.due.append((start, end))
        return
    _read_names(reading, start, end)


def _verb(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The next role verb. A weak one (落实, 支持 …) counts only where nothing but a separator follows it."""
    for found in _VERB.finditer(folded, start, end):
        strong = _STRONG.search(found[0])
        if strong or found.end() == end or folded[found.end()] in "、,":
            return found
    return None


def _read_names(reading: _Reading, start: int, end: int) -> None:
    """Names with verbs: … 牵头、… 配合; 会同 joins supporting units; names without a verb wait for the next
    one."""
    folded = reading.folded
    while start < end and (verb := _verb(folded, start, end)):
        role = Role(verb.lastgroup)
        reading.spoken = True
        reading.shared |= bool(_SHARED.search(verb[0]))
        _give_with_partners(reading, role, start, verb.start())
        reading.role = role
        start = verb.end()
        while start < end and folded[start] in "、, 和及与":
            start += 1
    if start >= end:
        return
    if together := _TOGETHER.match(folded, start, end):
        reading.give(Role.SUPPORT, reading.names(together.end(), end))
    elif (
        reading.labelled
        and reading.role in (Role.LEAD, Role.SUPPORT, Role.RESPONSIBLE)
        and not reading.spoken
    ):
        reading.give(reading.role, reading.names(start, end))
    else:
        reading.waiting.extend(reading.names(start, end))


def _give_with_partners(reading: _Reading, role: Role, start: int, end: int) -> None:
    """A会同B牵头: A leads and B supports. Names that waited for a verb come first."""
    together = _TOGETHER.search(reading.folded, start, end)
    mine = reading.names(start, together.start() if together else end)
    if together and together.start() > start:
        reading.give(role, [*reading.waiting, *mine])
        reading.give(Role.SUPPORT, reading.names(together.end(), end))
    elif together:
        reading.give(Role.SUPPORT, reading.names(together.end(), end))
    else:
        reading.give(role, [*reading.waiting, *mine])
    reading.waiting.clear()


def _concluded(reading: _Reading, start: int, end: int, first_leads: bool) -> Assignment | None:
    lead, support, responsible = reading.lead, reading.support, reading.responsible
    bare = not reading.labelled and not reading.spoken
    if bare:
        responsible, reading.waiting = reading.waiting, []
    made = Assignment(start, end, due=reading.due, labelled=reading.labelled, spoken=reading.spoken)
    made.left_over = reading.left_over
    if reading.waiting:
        made.doubts.append(
            w("names without a verb are taken as supporting", "部分单位未写明主办或配合，暂列为配合单位")
        )
    if lead and responsible and reading.spoken:
        made.doubts.append(BESIDE_LEAD)
    first = responsible[:1] if first_leads else responsible
    made.lead = _unique(reading.folded, lead or first)
    rest = responsible if lead else responsible[len(first) :]
    made.support = _unique(reading.folded, [*made.lead, *rest, *support, *reading.waiting])[len(made.lead) :]
    collective = len(made.lead) == 1 and bool(_COLLECTIVE_ONE.search(reading.folded[slice(*made.lead[0])]))
    made.joint = len(made.lead) > 1 or (collective and reading.shared and not lead)
    _note(made, reading)
    if not made.names:
        return None
    return made if reading.labelled or _convincing(made, reading.folded) else None


def _note(made: Assignment, reading: _Reading) -> None:
    if reading.open_ended:
        made.doubts.append(
            w("the list goes on (等); only named units are taken", "名单以“等”字收尾，仅列出写明的单位")
        )
    if reading.elided:
        made.doubts.append(w("an elided name is kept whole", "省略写法的单位名称按原文保留，未拆分"))
    if made.left_over:
        made.doubts.append(w("part of the assignment was not understood", "责任分工中有未能识别的内容"))


def _convincing(made: Assignment, folded: str) -> bool:
    """Without a label, everything must be understood and every name must look like a unit."""
    return not made.left_over and all(looks_like_unit(folded[slice(*s)]) for s in made.names)


def _unique(folded: str, spans: list[Span]) -> list[Span]:
    """Each name once, where it stands first."""
    return list({folded[a:b]: (a, b) for a, b in reversed(spans)}.values())[::-1]
