"""No vacuum: an item ends by a route or in another item, decided by a second person."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.modules.approvals.catalogue.actions.deciding import publish_item, review_item
from zhixing.modules.approvals.catalogue.actions.ending import confirm_ending, propose_ending, withdraw_ending
from zhixing.modules.approvals.catalogue.refusals import (
    EndsInThePast,
    RouteMissing,
    SamePerson,
    SuccessorMissing,
    SuccessorNotInForce,
    SuccessorOfAnotherType,
)
from zhixing.modules.approvals.catalogue.tests.test_drafting import refused
from zhixing.modules.approvals.models import ItemChange, ServiceItem

FRIDAY = date(2026, 3, 6)
MAY = "2026-05-01"
CANCELLED = {
    "ending": "cancelled",
    "ends_on": MAY,
    "route": "market",
    "successor": "市建筑业协会",
    "successor_rules": "《施工准备服务规范》",
    "ending_reason": "市场可以自我调节",
}


@pytest.mark.parametrize("left_out", ["route", "successor", "successor_rules"])
def test_a_cancellation_without_route_heir_or_standards_is_refused(story, left_out):
    story.published()
    given = {name: said for name, said in CANCELLED.items() if name != left_out}

    refused(story, RouteMissing, propose_ending, "officer_one", FRIDAY, **given)


def test_a_cancelled_item_tells_its_route_and_cannot_end_yesterday(story):
    story.published()
    refused(
        story, EndsInThePast, propose_ending, "officer_one", FRIDAY, **(CANCELLED | {"ends_on": "2026-03-05"})
    )
    story.do(propose_ending, "officer_one", FRIDAY, **CANCELLED)
    refused(story, SamePerson, confirm_ending, "officer_one", FRIDAY)

    story.do(confirm_ending, "officer_two", FRIDAY)

    item = story.item
    assert (item.state, item.ends_on, item.closed_on) == ("cancelled", date(2026, 5, 1), FRIDAY)
    assert item.current.until_on == date(2026, 4, 30)
    change = ItemChange.objects.get(kind="cancelled")
    assert (change.on, change.version_before.number, change.version_after) == (date(2026, 5, 1), 1, None)


def test_a_proposed_end_that_is_withdrawn_leaves_nothing_behind(story):
    story.published()
    story.do(propose_ending, "housing_clerk", FRIDAY, **CANCELLED)

    story.do(withdraw_ending, "housing_clerk", FRIDAY, reason="暂缓")

    item = story.item
    assert (item.state, item.ending, item.route, item.successor, item.ends_on) == (
        "in_force",
        "",
        "",
        "",
        None,
    )


def test_what_is_turned_into_a_filing_waits_for_that_filing(story):
    story.published()
    old = story.item_id
    given = {"ending": "to_filing", "ends_on": MAY, "ending_reason": "改为事后备案"}
    refused(story, SuccessorMissing, propose_ending, "officer_one", FRIDAY, **given)
    story.written(code="51-BA-1", title="建筑工程开工备案", type="registration", listed_as="")
    heir, story.item_id = story.item_id, old
    refused(
        story, SuccessorOfAnotherType, propose_ending, "officer_one", FRIDAY, **given, successor_item=heir
    )
    ServiceItem.objects.filter(pk=heir).update(type="filing")
    story.do(propose_ending, "officer_one", FRIDAY, **given, successor_item=heir)
    refused(story, SuccessorNotInForce, confirm_ending, "officer_two", FRIDAY)

    story.item_id = heir
    story.do(review_item, "officer_one", FRIDAY, opinion="同意")
    story.do(publish_item, "officer_two", FRIDAY)
    story.item_id = old
    story.do(confirm_ending, "officer_two", FRIDAY)

    assert (story.item.state, story.item.successor_item_id) == ("adjusted", heir)
    assert ItemChange.objects.get(kind="to_filing").on == date(2026, 5, 1)
