"""How an actor may stand to an alert."""

from __future__ import annotations

from zhixing.base.words import w
from zhixing.kernel.actions.register import By

WATCHING = By(
    w("the unit that watches this case", "负责监察的单位"),
    lambda alert, actor, keys: alert.supervising_unit_id in keys.ids,
)
HOLDING = By(
    w("the unit the alert is about", "被预警单位"), lambda alert, actor, keys: alert.lead_unit_id in keys.ids
)
