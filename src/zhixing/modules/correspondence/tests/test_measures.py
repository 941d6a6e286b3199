"""Figures: written out for a handful of documents of which every one is known."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.measures.register import Scope
from zhixing.modules.correspondence.measures import CHECKED_IN_TIME, FINISHED_IN_TIME, RETURNED, SILENT


def numbered(desk, number: str):
    """A document accepted on Thursday under this number."""
    document = desk.registered(document_number=number, title=f"关于{number}的函")
    given = {"handler": desk.city.persons["handler"].pk, "within_authority": True}
    return desk("accept", document, "housing_clerk", **given)


def test_finished_checked_and_returned_of_five(desk):
    in_time = desk("check_papers", numbered(desk, "甲"), "housing_clerk", is_complete=True)
    desk("finish", in_time, "housing_clerk", date(2026, 3, 12), result="办结")
    late = desk("check_papers", numbered(desk, "乙"), "housing_clerk", is_complete=True)
    desk("finish", late, "housing_clerk", date(2026, 3, 13), result="办结")
    desk(
        "check_papers", numbered(desk, "丙"), "housing_clerk", date(2026, 3, 10), is_complete=True
    )  # a day late
    desk("check_papers", numbered(desk, "丁"), "housing_clerk", is_complete=False, missing=["预算表"])
    desk("withdraw", numbered(desk, "戊"), "housing_clerk", reason="来文单位撤回")

    scope = Scope(actor=desk.city.actor("secretary"), today=date(2026, 3, 20))
    assert FINISHED_IN_TIME.share(scope) == 1 / 2
    assert CHECKED_IN_TIME.share(scope) == 3 / 4
    assert RETURNED.share(scope) == 1 / 4
    elsewhere = scope.of(frozenset({desk.city.finance.pk}))
    assert FINISHED_IN_TIME.share(elsewhere) is None


def test_documents_of_which_nobody_heard_for_a_week(desk):
    silent = desk.delivered(title="关于甲的请示")
    followed = desk.delivered(title="关于乙的请示")
    desk("follow_up", followed, "vice", date(2026, 3, 10), progress="会审中")
    scope = Scope(actor=desk.city.actor("secretary"), today=date(2026, 3, 12))

    assert list(SILENT.rows(scope).values_list("pk", flat=True)) == [silent.pk]
    assert SILENT.count(Scope(actor=desk.city.actor("secretary"), today=date(2026, 3, 11))) == 0
