"""Circulation for reading (传阅) and joint agreement (会签) of supervised items."""

from zhixing.kernel.actions.together import offer_agreement, offer_reading
from zhixing.modules.supervision.actions.opening import OPEN_STATES
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import TOGETHER, WATCH
from zhixing.modules.supervision.relations import SUPERVISING

circulate, mark_read = offer_reading(
    SupervisedItem, power=WATCH, by=SUPERVISING, read=TOGETHER, states=[*OPEN_STATES, State.CLOSED]
)
ask_agreement, agree = offer_agreement(
    SupervisedItem, power=WATCH, by=SUPERVISING, agree=TOGETHER, states=[State.DRAFT, *OPEN_STATES]
)
