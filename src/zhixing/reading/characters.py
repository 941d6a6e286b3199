"""One shape for characters that official texts write in several widths.

`fold` never changes the length of a text, so an offset in the folded text is an offset in the source: rules
match on the folded text, and what is shown is cut from the source as written.
"""

from __future__ import annotations

_WIDE = "０１２３４５６７８９．：，；（）【】［］[]｛｝　\t\xa0\u200b\ufeff*｜○Ｏ／％"
_PLAIN = "0123456789.:,;()()()()()      |〇〇/%"
_FOLDED = str.maketrans(_WIDE, _PLAIN)


def fold(text: str) -> str:
    """The same text, the same length, in one width of digits, points, commas, colons and brackets.

    All brackets but 〔〕 and 《》 become round, all blanks (and the asterisks of Markdown) become spaces;
    line ends stay.

    >>> fold("（责任单位：市财政局，２０２６年）")
    '(责任单位:市财政局,2026年)'
    """
    return text.translate(_FOLDED)


def trimmed(text: str, start: int, end: int, blanks: str = " \r\n\t\u3000") -> tuple[int, int]:
    """The span without the blanks at its two ends; empty spans collapse onto their start."""
    while start < end and text[start] in blanks:
        start += 1
    while end > start and text[end - 1] in blanks:
        end -= 1
    return start, end


def pieces(folded: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """The spans between `separators` that stand outside round brackets, trimmed, without empty ones.

    A closing bracket that was never opened counts for nothing.
    """
    found, depth, begin = [], 0, start
    for at in range(start, end):
        char = folded[at]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in separators and not depth:
            found.append((begin, at))
            begin = at + 1
    found.append((begin, end))
    spans = (trimmed(folded, *span) for span in found)
    return [(a, b) for a, b in spans if b > a]
