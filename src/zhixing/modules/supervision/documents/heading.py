"""What a document says about itself: title, number, issuing organ, date. Pure; a clerk corrects what it gets wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from zhixing.reading.characters import fold
from zhixing.reading.issue import issue_of

#: Lines of the head in which a title and a number stand.
HEAD_LINES = 12
LONGEST_TITLE = 120

_TITLE = re.compile(
    r"(通知|通告|公告|意见|方案|计划|措施|办法|规定|决定|要点|纲要|规划|报告|细则|清单|分工)(?:[（(《].*)?$"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(（](?:19|20)\d\d[〕\])）]\s?\d{1,5}\s?号")
_ORGAN = re.compile(r"^[\u4e00-\u9fff]{2,24}(?:人民政府|办公厅|办公室|委员会|厅|局|部|委)(?:办公厅|办公室)?$")
_SENTENCE_END = "。；：，、！？"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a document as far as it could be read; "" and None where it could not."""

    title: str
    number: str
    organ: str
    dated_on: date | None


def heading_of(text: str, file_name: str = "") -> Heading:
    """The heading of `text`. A title that cannot be found is the file's name without its ending.

    >>> heading_of("云川市人民政府\\n云政发〔2026〕3号\\n关于加快园区建设的实施方案\\n为加快园区建设，制定本方案。").title
    '关于加快园区建设的实施方案'
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head = lines[:HEAD_LINES]
    title = next((line for line in head if _is_title(line)), "") or _marked(head) or _stem(file_name)
    number = next((found[0] for line in head if len(line) <= 40 and (found := _NUMBER.search(line))), "")
    near = [line.replace(" ", "") for line in [*head, *reversed(lines[-HEAD_LINES:])]]
    organ = next((line for line in near if _ORGAN.match(line)), "")
    return Heading(title[:LONGEST_TITLE], number, organ, issue_of(fold(text)).day)


def _is_title(line: str) -> bool:
    """A line of its own that names a kind of paper and is no sentence."""
    return (
        4 <= len(line) <= LONGEST_TITLE
        and not line.startswith("#")
        and not any(mark in line.rstrip("：:") for mark in _SENTENCE_END)
        and bool(_TITLE.search(line))
    )


def _marked(head: list[str]) -> str:
    """The first heading in Markdown."""
    return next((line.lstrip("#").strip() for line in head if line.startswith("# ")), "")


def _stem(file_name: str) -> str:
    return file_name.rsplit(".", 1)[0]
