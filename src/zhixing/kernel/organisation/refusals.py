"""Refusals of the organisation."""

from zhixing.base.refusals import Refusal
from zhixing.base.words import w


class UnitGone(Refusal):
    """The unit had been dissolved or merged by that day: nothing new can be given to it."""

    code = "organisation.unit_gone"
    reason = w("{unit} no longer exists since {day}.", "{unit}自{day}起已不存在。")
    remedy = w("Choose its successor: {successor}.", "请改选其承接单位：{successor}。")


class PersonLeft(Refusal):
    """The person held no post that day."""

    code = "organisation.person_left"
    reason = w("{person} holds no post on {day}.", "{person}在{day}已不在任。")
    remedy = w("Choose a person who serves in the unit.", "请选择该单位的在任人员。")


class CircularChart(Refusal):
    """A unit cannot stand below itself."""

    code = "organisation.circular_chart"
    reason = w(
        "{unit} cannot be placed under {parent}, which stands below it.",
        "{parent}是{unit}的下级，不能互为上下级。",
    )
    remedy = w("Choose a parent outside this unit.", "请选择该单位以外的上级单位。")


class StillHasUnits(Refusal):
    """A unit with living units under it cannot be dissolved."""

    code = "organisation.still_has_units"
    reason = w("{unit} still has {n} units under it.", "{unit}下仍有 {n} 个单位。")
    remedy = w("Move or dissolve those first.", "请先调整或撤销下级单位。")
