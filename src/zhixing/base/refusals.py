"""A refusal is a public act: it says what, why, the way out, and on which ground.

A refusal has a stable code for machines and a sentence for people, put together when it is shown, in the reader's
language. What you may not see is NotFound; what you see but may not do is NotAllowed. A mistake of ours is no
refusal: it crashes and is reported.
"""

from __future__ import annotations

from typing import Any, ClassVar

from zhixing.base.words import Words, w


class Refusal(Exception):
    """The request cannot be carried out, and nothing was changed.

    Subclasses declare `code`, `reason`, `remedy` (with {places} for the facts) and, where an article stands behind
    it, `basis`. `status` is the HTTP status of the API and the page.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    title: ClassVar[Words] = w("This cannot be done", "无法办理")
    reason: Words = w("The request cannot be carried out.", "该请求无法办理。")
    remedy: Words = w("Check what was entered and try again.", "请核对所填内容后重试。")
    basis: str | Words | None = None

    def __init__(self, **facts: Any) -> None:
        self.facts = facts
        super().__init__(self.code)

    def why(self) -> str:
        """The reason, with the facts in it, in the reader's language."""
        return str(self.reason.put(**self.facts)) if self.facts else str(self.reason)

    def way_out(self) -> str:
        """What the person can do next, in the reader's language."""
        return str(self.remedy.put(**self.facts)) if self.facts else str(self.remedy)

    def on_what_ground(self) -> str | None:
        """The article the refusal rests on, or None."""
        return None if self.basis is None else str(self.basis)

    def __str__(self) -> str:
        ground = self.on_what_ground()
        return f"{self.why()} {self.way_out()}" + (f" ({ground})" if ground else "")


class NotFound(Refusal):
    """There is no such thing, or not for this person: the two are not told apart."""

    code = "not_found"
    status = 404
    title = w("Not found", "未找到")
    reason = w("There is nothing here under this address that you may see.", "此处没有您可以查看的内容。")
    remedy = w("Check the number, or ask the unit that leads the matter.", "请核对编号，或向主办单位了解。")


class NotAllowed(Refusal):
    """The person sees the thing but lacks the power for this deed."""

    code = "not_allowed"
    status = 403
    title = w("Not in your powers", "无此权限")
    reason = w("You do not hold the power for this.", "您没有办理此项的权限。")
    remedy = w("Ask the unit's head or the security administrator.", "请联系本单位负责人或安全管理员。")


class Invalid(Refusal):
    """What was entered cannot be right. `fields` maps the field's name to its sentence."""

    code = "invalid"
    status = 422
    title = w("Please correct what was entered", "请更正所填内容")
    reason = w("Some fields cannot be accepted.", "部分内容不符合要求。")
    remedy = w("Correct the marked fields and send again.", "请更正标出的字段后重新提交。")

    def __init__(self, fields: dict[str, str | Words] | None = None, **facts: Any) -> None:
        self.fields = fields or {}
        super().__init__(**facts)

    def why(self) -> str:
        if not self.fields:
            return super().why()
        return super().why() + " " + " ".join(f"{name}: {said}" for name, said in self.fields.items())
