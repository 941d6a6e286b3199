"""Nothing marked as a state secret may be entered: the mark is recognised and refused at every door that takes text."""

from __future__ import annotations

import re

from zhixing.base.refusals import Refusal
from zhixing.base.words import w

# 绝密★ 机密★1年 秘密★长期, also with blanks between the characters as on set papers (GB/T 9704, 7.2.2)
_MARK = re.compile(r"(绝\s?密|机\s?密|秘\s?密)\s?[★☆*＊]")


class MarkedSecret(Refusal):
    """The text carries a secrecy mark. It must not enter a system that is not cleared for it."""

    code = "secrecy.marked"
    status = 422
    reason = w(
        "The text carries the mark “{mark}”: a state secret must not be entered here.",
        "内容带有“{mark}”密级标志：本系统不得录入国家秘密。",
    )
    remedy = w(
        "Handle it on the classified network; here, register only what is not secret.",
        "请在涉密网络办理；本系统仅可登记不涉密内容。",
    )
    basis = w("Law on Guarding State Secrets", "《中华人民共和国保守国家秘密法》")


def must_not_be_secret(text: str) -> None:
    """Refuse a text with a secrecy mark (MarkedSecret). Words like 保密 or 秘密 alone are no mark.

    >>> must_not_be_secret("做好保密工作")
    """
    found = _MARK.search(text)
    if found:
        raise MarkedSecret(mark=re.sub(r"\s", "", found.group(0)))
