"""Refusals of the API itself: what is wrong with a request before any action is asked."""

from __future__ import annotations

from zhixing.base.refusals import NotAllowed, Refusal
from zhixing.base.words import w

MALFORMED = w("The request could not be understood", "请求无法识别")


class SignInNeeded(Refusal):
    """Neither a token nor a signed-in session."""

    code = "api.sign_in_needed"
    status = 401
    title = w("Not signed in", "未登录")
    reason = w("This address needs a token or a signed-in session.", "访问此地址需提供令牌或登录会话。")
    remedy = w(
        "Send “Authorization: Bearer zx_…”, or sign in with the browser.",
        "请发送“Authorization: Bearer zx_…”，或在浏览器中登录。",
    )


class TokenNotValid(Refusal):
    """A token that is unknown, expired or revoked; which of these is not told to whoever tries keys."""

    code = "api.token_not_valid"
    status = 401
    title = w("The token opens nothing", "令牌无效")
    reason = w("The token is unknown, expired or revoked.", "令牌不存在、已过期或已撤销。")
    remedy = w("Ask the security administrator for a new one.", "请向安全管理员申请新的令牌。")


class OriginNotProven(NotAllowed):
    """A changing request of a session without proof that one of our own pages sent it (CSRF)."""

    code = "api.origin_not_proven"
    reason = w(
        "A session must prove the origin of what changes something.", "使用会话提交变更时须证明请求来源。"
    )
    remedy = w(
        "Send the value of the cookie “csrftoken” in the header X-CSRFToken, or use a token.",
        "请在请求头 X-CSRFToken 中附上 csrftoken Cookie 的值，或改用令牌。",
    )


class PasswordMustChange(NotAllowed):
    """An account still on the password that was handed out."""

    code = "api.password_must_change"
    reason = w("The password that was handed out must be changed first.", "须先修改初始密码。")
    remedy = w("Sign in with the browser and change it.", "请在浏览器中登录并修改密码。")


class TooOften(Refusal):
    """More requests than the token or session may make in a minute."""

    code = "api.too_often"
    status = 429
    title = w("Too many requests", "请求过于频繁")
    reason = w("More than {limit} requests within a minute.", "一分钟内的请求超过 {limit} 次。")
    remedy = w("Wait {seconds} seconds and go on more slowly.", "请等待 {seconds} 秒后降低频率继续。")


class MethodNotHere(Refusal):
    """The address exists, but not for this method."""

    code = "api.method_not_here"
    status = 405
    title = w("Not with this method", "请求方法不适用")
    reason = w("{method} is not possible here.", "此地址不支持 {method}。")
    remedy = w("Possible: {allowed}.", "可用方法：{allowed}。")


class NotTheType(Refusal):
    """A body that does not say it is what is read here."""

    code = "api.not_the_type"
    status = 415
    title = w("Not this type of body", "请求体类型不符")
    reason = w("The body is “{found}”; here {wanted} is read.", "请求体为“{found}”，此处接收 {wanted}。")
    remedy = w("Send the header “Content-Type: {wanted}”.", "请发送“Content-Type: {wanted}”。")


class BodyTooLarge(Refusal):
    code = "api.body_too_large"
    status = 413
    title = w("Too large", "请求过大")
    reason = w("The body has more than {limit} bytes.", "请求体超过 {limit} 字节。")
    remedy = w("Shorten the text; attach long material as a file.", "请精简内容；较长材料请以文件形式上传。")


class BodyNotReadable(Refusal):
    """The body is no JSON of the kind that is read here, or no multipart form."""

    code = "api.body_not_readable"
    status = 400
    title = MALFORMED
    reason = w("The body cannot be read: {found}.", "请求体无法读取：{found}。")
    remedy = w("Send one JSON object in UTF-8.", "请发送一个 UTF-8 编码的 JSON 对象。")


class RequestBroken(Refusal):
    """The request as such is malformed or suspicious."""

    code = "api.request_broken"
    status = 400
    title = MALFORMED
    reason = w("The request is malformed.", "请求格式不正确。")
    remedy = w("Look the address up in the reference and send it again.", "请对照接口文档核对后重新发送。")


class HeaderNotReadable(Refusal):
    """A header that would change the meaning of the request, but cannot be read."""

    code = "api.header_not_readable"
    status = 400
    title = MALFORMED
    reason = w("The header {header} cannot be read.", "请求头 {header} 无法读取。")
    remedy = w("It is written {like}.", "格式应为 {like}。")


class CursorNotReadable(Refusal):
    """A cursor that we did not write, or that belongs to another list, order or filter."""

    code = "api.cursor_not_readable"
    status = 400
    title = MALFORMED
    reason = w("The cursor does not belong to this list.", "游标不属于此列表。")
    remedy = w(
        "Take “next” from the page before and keep filters and order; without a cursor the list begins anew.",
        "请使用上一页返回的 next，并保持筛选和排序不变；不带游标则从头开始。",
    )


class Mistake(Refusal):
    """A mistake of ours: told with the number by which the log knows it."""

    code = "api.mistake"
    status = 500
    title = w("A mistake on our side", "系统出现错误")
    reason = w("The request could not be completed. It has been recorded.", "请求未能完成，错误已被记录。")
    remedy = w(
        "Try again later, or tell the system administrator the request_id.",
        "请稍后重试，或将 request_id 告知系统管理员。",
    )


class Unavailable(Refusal):
    """The database does not answer; what was not confirmed was not done."""

    code = "api.unavailable"
    status = 503
    title = w("Not available for a moment", "服务暂时不可用")
    reason = w("The database does not answer at the moment.", "数据库暂时没有响应。")
    remedy = w(
        "Send the same request again with the same Idempotency-Key.", "请使用相同的幂等键重新发送请求。"
    )
