"""File names as they may stand in the record, in a header and on anybody's disk."""

from __future__ import annotations

import re
import unicodedata

from zhixing.kernel.files.models import LONGEST_NAME

NAMELESS = "附件"
LONGEST_EXTENSION = 12  # characters; what is longer is no extension
_RESERVED = re.compile(r'[<>:"|?*]')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_INVISIBLE = {
    "Cc",
    "Cf",
    "Cs",
    "Zl",
    "Zp",
}  # control, direction and zero-width marks, lone surrogates, line ends


def cleaned(name: str, *, extension: str = "") -> str:
    """The last part of a path, without what cannot be seen, is reserved somewhere, or misleads.

    At most LONGEST_NAME characters; it is the stem that is cut, never the extension. `extension` (without a
    dot) is added where there is none.

    >>> cleaned("../../etc/passwd")
    'passwd'
    >>> cleaned("C:\\\\plans\\\\关于印发方案的通知.PDF")
    '关于印发方案的通知.PDF'
    >>> cleaned("con.txt"), cleaned("..."), cleaned("附件1", extension="pdf")
    ('_con.txt', '附件', '附件1.pdf')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c for c in last if unicodedata.category(c) not in _INVISIBLE)
    plain = _RESERVED.sub("_", " ".join(seen.split())).strip(". ")
    stem, ending = _split(plain)
    if not ending and extension:
        ending = f".{extension}"
    if stem.split(".")[0].strip().lower() in _DEVICES:
        stem = f"_{stem}"
    return (stem or NAMELESS)[: LONGEST_NAME - len(ending)].rstrip(". ") + ending


def extension_of(name: str) -> str:
    """The extension in lower case, without its dot; "" where there is none."""
    return _split(name)[1][1:].lower()


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem.strip(". ") or not ending or len(ending) > LONGEST_EXTENSION or " " in ending:
        return name, ""
    return stem, dot + ending
