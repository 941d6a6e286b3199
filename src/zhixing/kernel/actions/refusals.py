"""Refusals that any action can raise."""

from zhixing.base.refusals import NotAllowed, Refusal
from zhixing.base.words import w


class NotYours(NotAllowed):
    """The power is held, but not over this matter, or not in the relation the action asks for."""

    code = "actions.not_yours"
    reason = w("“{action}” is for {who}.", "“{action}”应由{who}办理。")
    remedy = w(
        "Ask {who} to do it, or the security administrator for a stand-in.",
        "请由{who}办理，或由安全管理员设置代理。",
    )


class NoPower(NotAllowed):
    """The power is not held at all."""

    code = "actions.no_power"
    reason = w(
        "“{action}” needs the power “{power}”, which you do not hold here.",
        "“{action}”需要“{power}”权限，您在此处没有该权限。",
    )
    remedy = w("The security administrator grants powers.", "权限由安全管理员授予。")


class NotChoosable(Refusal):
    """A reference to something that does not exist or may not be chosen here."""

    code = "actions.not_choosable"
    status = 422
    reason = w("{field}: number {id} cannot be chosen here.", "{field}：编号 {id} 不在可选范围内。")
    remedy = w("Choose one from the list.", "请从列表中选择。")


class KeyUsedOtherwise(Refusal):
    """An idempotency key that already stands for another request."""

    code = "actions.key_used_otherwise"
    status = 422
    reason = w("The idempotency key was used for another request.", "该幂等键已用于另一请求。")
    remedy = w("Use a new key for a new request.", "请为新请求使用新的键。")


class InTheFuture(Refusal):
    """A deed cannot have happened later than now."""

    code = "actions.in_the_future"
    status = 422
    reason = w("{moment} is still to come.", "{moment}尚未到来。")
    remedy = w("Give the moment at which it happened.", "请填写实际发生的时间。")
