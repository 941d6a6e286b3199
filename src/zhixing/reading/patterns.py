"""Lists of words as parts of regular expressions."""

from __future__ import annotations


def any_of(words: str) -> str:
    """A group that matches any of the words (parted by blanks), a longer one before a shorter one.

    The words may be patterns themselves, without blanks.

    >>> any_of("局 管理局")
    '(?:管理局|局)'
    """
    return f"(?:{'|'.join(sorted(words.split(), key=len, reverse=True))})"
