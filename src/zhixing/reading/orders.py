"""Numbered pieces that order an action in sections which assign nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from zhixing.base.words import w
from zhixing.reading.dates import Reader, times
from zhixing.reading.locating import spoken_assignment
from zhixing.reading.spans import Draft
from zhixing.reading.structure import Level, Paragraph, Section, outline

NOBODY = w("no unit is assigned", "未写明责任单位")

_BACKGROUND = re.compile(
    r"^(?:(?:的|总体|指导|基本|主要|工作|发展|行动|建设|任务|战略|近期|远期|阶段性?|预期|实施|重要|背景|现状|形势|与|和|及|、|意义)*"
    r"(?:要求|思想|原则|目标|思路|定位|意义|背景|现状|形势|依据|概况|范围|对象|愿景|基础)(?:[。:\s]|$)|总则|引言|前言|附则|名词解释|术语|定义|适用范围)"
)
_SAFEGUARD = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,4}(?:保障|支撑)(?:措施|体系|机制)?|组织(?:实施|保障|领导)|实施保障|工作(?:保障|要求)|有关要求|工作机制|附则|其他(?:事项)?|附件)(?:[。:\s]|$)"
)
_ACTION = re.compile(
    r"推动|推进|打造|建设|开展|加强|完善|建立|实施|落实|组织|制定|做好|加快|强化|提升|提高|支持|鼓励|引导|培育|优化|健全|深化|推广|构建|促进|发展"
    r"|完成|报送|上报|整改|清理|排查|检查|抽查|自查|督促|督查|出台|印发|召开|成立|严格|严禁|确保|规范|公布|公开|负责|通过|改造|治理|整治|解决"
    r"|应当|必须|不得|务必|要"
)
_NO_ORDER = re.compile(
    r"(?:为了?|本[办法规定条例细则意见方案措施]{1,4}(?:所称|自|由|适用)|.{0,30}自.{0,20}起(?:施行|实施|执行)|.{0,12}负责解释)"
)
_CLOSING = re.compile(
    r"(?:特此|附件|抄送|抄报|主送|联系人|联系电话|传真|此件|\(此件|本(?:办法|规定|方案|意见|措施|通知|政策措施).{0,20}起(?:施行|实施|执行)|.{0,12}[12]\d{3}年\d{1,2}月\d{1,2}日(?:印发)?$)"
)
_REPORTS = re.compile(r"报送|上报|报告|提交|备案|印发|出台|制定|反馈|公布")
_ORDERED_BODY = re.compile(r"(?:各|市|省|县|区)[^,。;]{0,30}?(?:要|应|须|需|务必|于|在|请)")
_ADDRESS = re.compile(r"请|要|应|须|务必")


def ordered(folded: str, lines: Sequence[Paragraph], drafts: Sequence[Draft], reader: Reader) -> list[Draft]:
    """Drafts of the lowest numbered pieces that order an action, in top sections without any of `drafts`."""
    taken = sorted(d.start for d in drafts)
    top = outline(lines)
    found = [
        d
        for section in top
        if not _holds(taken, section)
        for d in _of_section(folded, lines, section, reader)
    ]
    if not found and not drafts and not top:
        found = _dated_paragraphs(folded, lines, reader)
    for draft in found:
        if draft.assignment is None:
            draft.doubts.append(NOBODY)
    return found


def _holds(starts: list[int], section: Section) -> bool:
    index = bisect_left(starts, section.start)
    return index < len(starts) and starts[index] < section.end


def _of_section(folded: str, lines: Sequence[Paragraph], top: Section, reader: Reader) -> list[Draft]:
    found = []
    for leaf, quiet in _leaves_with_quiet(folded, lines, top, False):
        draft = _draft(folded, lines, leaf)
        if draft is None:
            continue
        if _dated_report(folded, draft, reader) if quiet else _orders(folded, draft, leaf):
            found.append(draft)
    return found


def _leaves_with_quiet(
    folded: str, lines: Sequence[Paragraph], section: Section, quiet: bool
) -> list[tuple[Section, bool]]:
    """The lowest sections; quiet where a heading on the way down says background or safeguards."""
    head = folded[lines[section.first].body : lines[section.first].end][:40]
    quiet = quiet or bool(_BACKGROUND.match(head) or _SAFEGUARD.match(head))
    if not section.children:
        return [(section, quiet)]
    return [pair for child in section.children for pair in _leaves_with_quiet(folded, lines, child, quiet)]


def _draft(folded: str, lines: Sequence[Paragraph], leaf: Section) -> Draft | None:
    """The leaf without closing words (特此通知, signature, 抄送) and without what follows them."""
    last = leaf.first
    for index in range(leaf.first + 1, leaf.last + 1):
        if _CLOSING.match(folded, lines[index].start, lines[index].end):
            break
        last = index
    body, end = lines[leaf.first].body, lines[last].end
    while body < end and folded[body] == " ":
        body += 1
    if end - body < 4:
        return None
    said = spoken_assignment(folded, body, end)
    return Draft(leaf.start, end, (leaf.mark.start, leaf.mark.end), body, said)


def _orders(folded: str, draft: Draft, leaf: Section) -> bool:
    if _NO_ORDER.match(folded, draft.body, draft.end):
        return False
    if leaf.mark.level <= Level.SECTION and "。" not in folded[draft.body : draft.end]:
        return False
    return _ACTION.search(folded, draft.body, draft.end) is not None


def _dated_report(folded: str, draft: Draft, reader: Reader) -> bool:
    """Safeguards count only where they order a named body to report or issue something by a day."""
    for sentence in re.finditer(r"[^。;\n]+", folded[draft.body : draft.end]):
        a, b = draft.body + sentence.start(), draft.body + sentence.end()
        if not (_REPORTS.search(folded, a, b) and _ORDERED_BODY.search(folded, a, b)):
            continue
        if any(t.due and t.due.on and t.firm for t in times(folded, a, b, reader)):
            return True
    return False


def _dated_paragraphs(folded: str, lines: Sequence[Paragraph], reader: Reader) -> list[Draft]:
    """A text without any numbering: its paragraphs that ask for something by a day."""
    found = []
    for line in lines:
        if _CLOSING.match(folded, line.start, line.end) or not _ADDRESS.search(folded, line.start, line.end):
            continue
        if any(t.due and t.due.on and t.firm for t in times(folded, line.start, line.end, reader)):
            said = spoken_assignment(folded, line.start, line.end)
            found.append(Draft(line.start, line.end, None, line.start, said))
    return found
