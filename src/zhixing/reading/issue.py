"""A document's own time: when it was issued, its year, and the years its title covers.

And one defect of scanned sources: years whose digits were replaced one for another (0403年 for 2023年). They
are read only where exactly one smallest replacement of digits puts every impossible year into the years of
the title."""

from __future__ import annotations

import re
from datetime import date

from zhixing.reading.dues import Issue
from zhixing.reading.numerals import value

#: The head and the foot in which a document tells its date (characters).
HEAD, FOOT = 1500, 800
#: Impossible years, and years of a title, beyond which no repair is tried.
MOST_YEARS = 12

_CN_YEAR = r"[12]\d{3}|[一二][〇零一二三四五六七八九]{3}"
_CN_COUNT = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_LINE_DATE = re.compile(
    rf"(?:^|\n|\s)[(]?({_CN_YEAR}) ?年 ?({_CN_COUNT}) ?月 ?({_CN_COUNT}) ?日[)]?"
    r"(?: *(?:印发|发布|施行))? *(?=\n|$)"
)
_ISO_DATE = re.compile(r"(?<!\d)([12]\d{3})-(\d{1,2})-(\d{1,2})(?!\d)")
_PRINTED = re.compile(rf"({_CN_YEAR})年({_CN_COUNT})月({_CN_COUNT})日印发")
_NUMBER_YEAR = re.compile(r"[〔(\[]((?:19|20)\d\d)[〕)\]]\s*\d{1,5}\s*号")
_PERIOD = re.compile(r"((?:19|20)\d\d) ?年? ?[—\-–~至到]{1,2} ?((?:19|20)\d\d)")
_TITLE_YEAR = re.compile(r"(?<![\d到至])((?:19|20)\d\d)年度?(?!以来|底|末|前|\d)")
_YEAR_WRITTEN = re.compile(r"(?<!\d)(\d{4})年")


def issue_of(folded: str, year: int | None = None) -> Issue:
    """What the document says about its own time; `year`, where given, goes before what it says."""
    head, foot = folded[:HEAD], folded[-FOOT:]
    day = (
        _day_in(foot, _PRINTED)
        or _day_in(foot, _LINE_DATE)
        or _day_in(head, _LINE_DATE)
        or _day_in(head, _ISO_DATE)
    )
    period = _period_of(head)
    own = (
        year
        or (day.year if day else None)
        or _cited_year(head)
        or (period[0] if period else None)
        or _title_year(head)
    )
    if day and year and day.year != year:
        day = None
    return Issue(day, own, period)


def _day_in(part: str, pattern: re.Pattern[str]) -> date | None:
    """The last day of that shape in the part, if it exists on the calendar."""
    for found in reversed(list(pattern.finditer(part))):
        numbers = [value(g) for g in found.groups()]
        try:
            return date(*(n or 0 for n in numbers))
        except ValueError:
            continue
    return None


def _period_of(head: str) -> tuple[int, int] | None:
    """The years that the title covers: the first range of years outside cited titles 《…》."""
    own = re.sub(r"《[^《》\n]{0,120}》", "", head)
    for found in _PERIOD.finditer(own):
        first, last = int(found[1]), int(found[2])
        if first < last <= first + 30:
            return first, last
    return None


def _cited_year(head: str) -> int | None:
    years = [int(y) for y in _NUMBER_YEAR.findall(head)]
    return max(years, default=None)


def _title_year(head: str) -> int | None:
    """A year of the title (2026年工作要点): before the first numbered piece, and neither a goal nor a look back."""
    title = re.split(
        r"\n *(?:[一二三四五六七八九十]{1,3}[、.]|第[一二三四五六七八九十]{1,3}[章条]|1[.、])", head
    )[0]
    found = _TITLE_YEAR.search(re.sub(r"《[^《》\n]{0,120}》", "", title))
    return int(found[1]) if found else None


def repaired_years(folded: str, period: tuple[int, int] | None) -> dict[str, int]:
    """Impossible years as written → the year each must stand for; empty where that is not certain.

    >>> repaired_years("行动方案(2021-2023) 0402年启动,0400年推广,0403年完成", (2021, 2023))
    {'0402': 2021, '0400': 2022, '0403': 2023}
    """
    if period is None or period[1] - period[0] >= MOST_YEARS:
        return {}
    wrong = [y for y in dict.fromkeys(_YEAR_WRITTEN.findall(folded)) if not 1900 <= int(y) <= 2100]
    if not 2 <= len(wrong) <= MOST_YEARS:
        return {}
    right = [str(y) for y in range(period[0], period[1] + 1)]
    found = _replacements(wrong, right)
    found.sort(key=_changed)
    if not found or (len(found) > 1 and _changed(found[0]) == _changed(found[1])):
        return {}
    return {written: int("".join(found[0][d] for d in written)) for written in wrong}


def _replacements(wrong: list[str], right: list[str]) -> list[dict[str, str]]:
    """Every one-to-one replacement of digits under which each of `wrong` becomes one of `right`, each a
    different one.

    At most ten digits can be replaced in 10! ways, but four shared by years of one decade leave a handful.
    """
    found: list[dict[str, str]] = [{}]
    for written in wrong:
        found = [
            grown for known in found for year in right if (grown := _grown(known, written, year)) is not None
        ]
        if len(found) > 1000:
            return []
    return [f for f in found if len({"".join(f[d] for d in written) for written in wrong}) == len(wrong)]


def _grown(known: dict[str, str], written: str, year: str) -> dict[str, str] | None:
    grown = dict(known)
    for was, now in zip(written, year, strict=True):
        if grown.setdefault(was, now) != now:
            return None
    return grown if len(set(grown.values())) == len(grown) else None


def _changed(replacement: dict[str, str]) -> int:
    return sum(was != now for was, now in replacement.items())
