"""Limits: extension with approver by level, hold and resume, a new limit. The first limit never moves."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from zhixing.base import clock
from zhixing.base.words import w
from zhixing.kernel.access.actors import Actor
from zhixing.kernel.actions.parameters import FileId, Long
from zhixing.kernel.actions.register import By, action
from zhixing.modules.supervision.actions.opening import limit_must_come
from zhixing.modules.supervision.choices import State
from zhixing.modules.supervision.events.handling import ExtensionAsked
from zhixing.modules.supervision.events.watching import ExtensionDecided, Held, LimitSet, Resumed
from zhixing.modules.supervision.models import SupervisedItem
from zhixing.modules.supervision.powers import EXTEND, HANDLE, WATCH
from zhixing.modules.supervision.refusals import AskedAlready, LeaderMustDecide, LimitNotLater, NothingAsked
from zhixing.modules.supervision.relations import CARRYING, LEAD, SUPERVISING

OFFICE_MAY_EXTEND_DAYS = (
    30  # natural days the supervising office grants alone, once; a setting of the authority
)

SUPERVISING_OR_CARRYING = By(
    w("the supervising office or the carrying leader", "督办单位或包干领导"),
    lambda item, actor, keys: SUPERVISING.holds(item, actor, keys) or CARRYING.holds(item, actor, keys),
)


@action(
    SupervisedItem,
    "ask_extension",
    power=HANDLE,
    by=LEAD,
    moves={State.UNDER_WAY: State.UNDER_WAY},
    words=w("Ask for an extension", "申请延期"),
    help=w("Before the limit passes, ask for a later one with the reason.", "时限届满前申请延期并说明理由。"),
)
def ask_extension(
    item: SupervisedItem,
    *,
    new_limit_on: date,
    reason: Annotated[str, Long(2000)],
    attachments: list[FileId] = [],  # noqa: B006  # read, never changed
) -> ExtensionAsked:
    """Ask for a later limit. Whether it was asked in time is decided now and stands in the event."""
    if item.extension_asked_until is not None:
        raise AskedAlready(number=item.number, asked=item.extension_asked_until)
    limit = item.limit_on
    if limit is None or new_limit_on <= limit:
        raise LimitNotLater(asked=new_limit_on, limit_on=limit)
    limit_must_come(new_limit_on)
    item.extension_asked_until = new_limit_on
    return ExtensionAsked(
        unit_id=item.lead_unit_id or 0,
        supervising_unit_id=item.supervising_unit_id,
        old_limit_on=limit,
        asked_until=new_limit_on,
        reason=reason,
        is_in_time=clock.today() <= limit,
    )


@action(
    SupervisedItem,
    "decide_extension",
    power=EXTEND,
    by=SUPERVISING_OR_CARRYING,
    moves=dict.fromkeys([State.UNDER_WAY, State.REPORTED, State.HELD], ""),
    words=w("Decide on the extension", "审批延期"),
    help=w("Grant or refuse; the first limit stays visible.", "同意或不同意延期，首次时限始终可见。"),
    shown_if=lambda item: item.extension_asked_until is not None,
)
def decide_extension(
    item: SupervisedItem, *, granted: bool, reason: Annotated[str, Long(1000)], actor: Actor
) -> ExtensionDecided:
    """Grant or refuse. The first, up to thirty days, is the office's; any other is the carrying leader's."""
    asked, limit = item.extension_asked_until, item.limit_on
    if asked is None or limit is None:
        raise NothingAsked(number=item.number)
    days = (asked - limit).days
    leader = item.carrying_leader
    above_office = item.extension_count > 0 or days > OFFICE_MAY_EXTEND_DAYS
    if granted and above_office and leader and not CARRYING.holds(item, actor, actor.keys(EXTEND)):
        raise LeaderMustDecide(number=item.number, n=item.extension_count + 1, days=days, leader=leader.name)
    item.extension_asked_until = None
    if granted:
        item.limit_on = asked
        item.extension_count += 1
    return ExtensionDecided(
        granted=granted,
        asked_until=asked,
        first_limit_on=item.first_limit_on or limit,
        reason=reason,
        new_limit_on=asked if granted else None,
    )


@action(
    SupervisedItem,
    "set_limit",
    power=WATCH,
    by=SUPERVISING,
    moves=dict.fromkeys([State.ISSUED, State.UNDER_WAY, State.REPORTED], ""),
    words=w("Set a new limit", "重新限期"),
    help=w(
        "For an item not carried out in time: a new limit, with the reason.",
        "对未按期落实的事项重新限期，并说明理由。",
    ),
)
def set_limit(item: SupervisedItem, *, new_limit_on: date, reason: Annotated[str, Long(1000)]) -> LimitSet:
    """A time-limited solution for what was not effectively carried out (S0-40)."""
    limit_must_come(new_limit_on)
    old = item.limit_on or new_limit_on
    if new_limit_on <= old:
        raise LimitNotLater(asked=new_limit_on, limit_on=old)
    item.limit_on = new_limit_on
    return LimitSet(old_limit_on=old, new_limit_on=new_limit_on, reason=reason)


@action(
    SupervisedItem,
    "hold",
    power=WATCH,
    by=SUPERVISING,
    moves={State.UNDER_WAY: State.HELD, State.ISSUED: State.HELD},
    words=w("Put on hold", "挂起"),
    help=w("The clocks stand until the item is resumed.", "计时中止，直至恢复办理。"),
)
def hold(item: SupervisedItem, *, reason: Annotated[str, Long(1000)]) -> Held:
    """Put the item on hold for a stated ground."""
    return Held(reason=reason)


@action(
    SupervisedItem,
    "resume",
    power=WATCH,
    by=SUPERVISING,
    moves={State.HELD: State.UNDER_WAY},
    tone="primary",
    words=w("Resume", "恢复办理"),
    help=w("The clocks run again; say by when it is to be done now.", "恢复计时，并明确新的时限。"),
)
def resume(item: SupervisedItem, *, new_limit_on: date, reason: Annotated[str, Long(1000)] = "") -> Resumed:
    """Take the item up again with a limit of its own: a day that a person set does not move by itself."""
    limit_must_come(new_limit_on)
    old = item.limit_on or new_limit_on
    item.limit_on = new_limit_on
    return Resumed(new_limit_on=new_limit_on, old_limit_on=old, reason=reason)
