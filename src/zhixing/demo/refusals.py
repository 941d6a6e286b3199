"""Why no demonstration city is built."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class NotEmpty(Refusal):
    """The database holds something else: made-up items never go among real ones."""

    code = "demo.not_empty"
    reason = w(
        "The database already holds {units} units and {matters} matters.",
        "数据库中已有 {units} 个单位、{matters} 个事项。",
    )
    remedy = w(
        "Build the city in an empty database: choose another ZHIXING_DATA folder or DATABASE_URL.",
        "演示城市只能建在空数据库中：请另选 ZHIXING_DATA 目录或 DATABASE_URL。",
    )


class HistoryAhead(Refusal):
    """A history cannot reach beyond today."""

    code = "demo.history_ahead"
    reason = w("{until} lies after today ({today}).", "{until}晚于今天（{today}）。")
    remedy = w("Give a day up to today.", "请填写今天及以前的日期。")


class TooFew(Refusal):
    """With fewer items not every fate would occur."""

    code = "demo.too_few"
    reason = w("{items} items are too few for a city.", "{items} 个事项太少，不足以构成演示城市。")
    remedy = w("Ask for {least} at least.", "请至少填写 {least}。")
