"""Refusals of administration."""

from __future__ import annotations

from zhixing.base.refusals import NotAllowed, Refusal
from zhixing.base.words import w


class ProposedYourself(NotAllowed):
    """Calendars and rules move many people's limits: two persons stand behind a change (四眼原则)."""

    code = "administration.proposed_yourself"
    reason = w("You proposed this change; another person confirms it.", "该变更由您提出，应由他人确认。")
    remedy = w("Ask another person who may confirm it.", "请由其他有确认权限的人员办理。")


class DecidedAlready(Refusal):
    """A proposal is decided once."""

    code = "administration.decided_already"
    reason = w("This change was decided already.", "该变更已有决定。")
    remedy = w("Propose a new change if another is needed.", "如需再次调整，请另行提出。")


class SeenOtherwise(Refusal):
    """What would move is no longer what was shown: nothing moves that nobody looked at."""

    code = "administration.seen_otherwise"
    reason = w(
        "Since you opened this page the list of what would change is no longer the same.",
        "打开本页后，受影响的清单已发生变化。",
    )
    remedy = w("Look at the new list and confirm again.", "请核对更新后的清单，再次确认。")


class NothingChanges(Refusal):
    """It is so already."""

    code = "administration.nothing_changes"
    reason = w("Nothing would change: {what}.", "与现行规定一致，无需变更：{what}。")
    remedy = w("Check the day and what is to change.", "请核对日期和变更内容。")


class NoSuchOption(Refusal):
    """No pack that is on has such a setting with such an option."""

    code = "administration.no_such_option"
    status = 422
    reason = w(
        "No pack switched on has a setting “{setting}” with an option “{option}”.",
        "已启用的规则包没有设置“{setting}”的选项“{option}”。",
    )
    remedy = w("The pack's page lists its settings and their options.", "规则包页面列有全部设置及选项。")


class OutsideJurisdiction(NotAllowed):
    """The power is held over another government."""

    code = "administration.outside_jurisdiction"
    reason = w("Your power does not reach {place}.", "您的权限不及于{place}。")
    remedy = w("Ask somebody who holds it there.", "请由该级有权限的人员办理。")


class NoSuchPacks(Refusal):
    """Packs that are not shipped cannot be switched on."""

    code = "administration.no_such_packs"
    status = 422
    reason = w("There is no pack named {names}.", "没有名为 {names} 的规则包。")
    remedy = w("The list of packs is under Rule packs.", "全部规则包见“规则包”页面。")


class ChartBusy(Refusal):
    """One change of the tree at a time: two lawful moves could make a circle together."""

    code = "administration.chart_busy"
    reason = w("Somebody else is changing the chart at this moment.", "此刻有他人正在调整机构。")
    remedy = w("Try again in a few seconds.", "请稍候数秒重试。")


class SpellTooEarly(Refusal):
    """The chart's history is not rewritten: a change begins after the last one."""

    code = "administration.spell_too_early"
    reason = w(
        "{unit} has had its present name and place since {since}.", "{unit}自{since}起为现名和现隶属关系。"
    )
    remedy = w("Choose a day after it.", "请选择此后的日期。")


class StillToCome(Refusal):
    """The chart says what is: a change is entered on its day or after it."""

    code = "administration.still_to_come"
    status = 422
    reason = w("{day} is still to come.", "{day}尚未到来。")
    remedy = w("Enter the change on that day or later.", "请在当日或以后办理登记。")


class CodeTaken(Refusal):
    """A code names one unit, a staff number one person, a user name one account."""

    code = "administration.code_taken"
    status = 422
    reason = w("“{code}” is in use already.", "“{code}”已被使用。")
    remedy = w("Choose another.", "请另行填写。")


class StandsInOpenMatters(Refusal):
    """A unit that has duties in open matters cannot vanish from under them."""

    code = "administration.stands_in_open_matters"
    reason = w(
        "{unit} leads {lead} open matters, supports {support} and supervises {watch}.",
        "{unit}有在办事项：主办 {lead} 件、协办 {support} 件、督办 {watch} 件。",
    )
    remedy = w(
        "Pass them on to the unit that takes over, or close them, first; the unit's page lists them.",
        "请先将其转办承接单位或办结，单位页面列有清单。",
    )


class PostHeld(Refusal):
    """A unit has one top leader on any day, and a person holds a post once."""

    code = "administration.post_held"
    reason = w("{post} is held by {person} in this time.", "该时段内{post}由{person}担任。")
    remedy = w("End that appointment first, or choose another time.", "请先办理免职，或调整任职时间。")


class GoneUnit(Refusal):
    """Nothing is set up in a unit that no longer exists."""

    code = "administration.gone_unit"
    reason = w("{unit} does not exist any more.", "{unit}已撤销。")
    remedy = w("Choose its successor or another unit.", "请选择承接单位或其他单位。")


class HoldsSeat(Refusal):
    """A seat of an administrator is handed over before its holder goes."""

    code = "administration.holds_seat"
    reason = w("{person} is one of the administrators.", "{person}现任管理员。")
    remedy = w("Let the security administrator end the seat first.", "请先由安全管理员免去其管理员岗位。")


class DaysReversed(Refusal):
    """What ends before it begins never was."""

    code = "administration.days_reversed"
    status = 422
    reason = w("It would end on {last}, before it begins on {first}.", "截止日{last}早于起始日{first}。")
    remedy = w("Correct the days.", "请更正日期。")


class NotForYourself(NotAllowed):
    """Nobody widens his own powers, nor judges his own account (GB/T 22239-2019 8.1.5)."""

    code = "administration.not_for_yourself"
    reason = w("Nobody grants, appoints, locks or resets himself.", "不得为本人授权、任命、锁定或重置。")
    remedy = w("Ask another security administrator.", "请由另一名安全管理员办理。")


class SeatedAccount(Refusal):
    """An administrator administers: no business role, no stand-in, no key that acts unattended."""

    code = "administration.seated_account"
    reason = w(
        "{account} is an administrator and has no part in business.", "{account}为管理员，不参与业务办理。"
    )
    remedy = w("Choose an account without a seat.", "请选择非管理员账号。")


class HoldsRoles(Refusal):
    """Who handles business does not administer."""

    code = "administration.holds_roles"
    reason = w("{account} holds {n} business roles.", "{account}现有 {n} 项业务角色。")
    remedy = w("Revoke them first, or appoint another person.", "请先收回，或任命其他人员。")


class OneSeatOnly(Refusal):
    """One person never holds two of the three offices (GB/T 22239-2019 8.1.5)."""

    code = "administration.one_seat_only"
    reason = w("{person} holds the office “{office}” in this time.", "{person}在该时段已任“{office}”。")
    remedy = w("Appoint another person.", "请任命其他人员。")
    basis = w("GB/T 22239-2019, 8.1.5", "GB/T 22239-2019 第 8.1.5 条")


class LastOfOffice(Refusal):
    """An office without a holder locks everybody out of what it guards."""

    code = "administration.last_of_office"
    reason = w("{person} is the only “{office}”.", "{person}是唯一的“{office}”。")
    remedy = w("Appoint a successor first.", "请先任命接任者。")


class NoPersonBehind(Refusal):
    """A seat and a stand-in belong to a person, not to an outside system."""

    code = "administration.no_person_behind"
    reason = w("No person stands behind the account {account}.", "账号{account}未对应人员。")
    remedy = w("Choose the account of a person.", "请选择人员账号。")


class UnknownRole(Refusal):
    """Only what is declared, or was made as a custom role, can be granted."""

    code = "administration.unknown_role"
    status = 422
    reason = w("There is no role “{role}”.", "没有角色“{role}”。")
    remedy = w("Choose one from the list.", "请从列表中选择。")


class PowerNotForRoles(Refusal):
    """The powers of the three administrators belong to their seats and to no role."""

    code = "administration.power_not_for_roles"
    status = 422
    reason = w("The power “{power}” cannot stand in a role.", "权限“{power}”不能列入角色。")
    remedy = w("Leave it out.", "请去除该项。")


class NotYourAccount(NotAllowed):
    """One's own account is one's own; another's is the security administrator's."""

    code = "administration.not_your_account"
    reason = w("This belongs to another account.", "该项属于其他账号。")
    remedy = w("Ask its owner or the security administrator.", "请联系本人或安全管理员。")


class JobNotFailed(Refusal):
    """Only what failed is tried again; what waits or runs takes care of itself."""

    code = "administration.job_not_failed"
    reason = w(
        "This job has not failed, or the same job waits already.", "该任务并未失败，或相同任务已在等待执行。"
    )
    remedy = w("Look at the queue again.", "请刷新任务列表。")
