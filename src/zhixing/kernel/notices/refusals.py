"""Refusals of notices."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class AddressInvalid(Refusal):
    """Not an address that a delivery can go to."""

    code = "notices.address_invalid"
    status = 422
    reason = w("“{url}” is not an https address.", "“{url}”不是有效的 https 地址。")
    remedy = w(
        "Give a full address that begins with https://, without user name.",
        "请填写以 https:// 开头的完整地址，不含用户名。",
    )


class AddressUnknown(Refusal):
    code = "notices.address_unknown"
    status = 422
    reason = w("The name “{host}” does not lead anywhere.", "域名“{host}”无法解析。")
    remedy = w("Check the spelling, or ask who runs that system.", "请核对拼写，或向该系统的运维人员了解。")


class AddressForbidden(Refusal):
    """An address inside our own network: it could reach what nobody outside may reach."""

    code = "notices.address_forbidden"
    status = 422
    reason = w("“{host}” leads into the internal network ({ip}).", "“{host}”指向内部网络（{ip}）。")
    remedy = w(
        "Give a public address, or have internal ones allowed by the operator (ZHIXING_WEBHOOK_PRIVATE=1).",
        "请填写公网地址；如需内网地址，由系统管理员设置 ZHIXING_WEBHOOK_PRIVATE=1。",
    )


class SubscribedAlready(Refusal):
    code = "notices.subscribed_already"
    reason = w("{unit} already has a subscription for “{url}”.", "{unit}已有发往“{url}”的订阅。")
    remedy = w("End that one first, or use another address.", "请先停止原订阅，或使用其他地址。")
