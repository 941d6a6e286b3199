"""The fold, without a database: what is owed depends on what happened, never on how it came to be known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.histories import HISTORIES, happenings, rules
from zhixing.kernel.calendars.calendar import national
from zhixing.kernel.calendars.counting import add_working_days
from zhixing.kernel.rulebook.fold import Folded, fold
from zhixing.kernel.rulebook.owed import Happening
from zhixing.kernel.rulebook.ruleset import RuleSet, kinds_of
from zhixing.kernel.rulebook.schema import Basis, DeadlineRule, Holder, Two, Value

RULES, CALENDAR = rules(), national()
AS_OF = date(2027, 1, 20)


def told(folded: Folded) -> list[tuple[object, ...]]:
    return sorted(
        (o.key, o.state, str(o.due_on), str(o.first_due_on), o.provisional, str(o.ended_by), str(o.ended_on))
        for o in folded.owed
    )


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_the_order_in_which_events_are_read_makes_no_difference(history, random: Random):
    story = happenings(history)
    mixed = list(story)
    random.shuffle(mixed)

    assert told(fold(RULES, mixed, CALENDAR, AS_OF)) == told(fold(RULES, story, CALENDAR, AS_OF))


@given(HISTORIES)
@settings(max_examples=300, deadline=None)
def test_every_obligation_is_one_thing_with_an_end_or_a_day_to_come(history):
    folded = fold(RULES, happenings(history), CALENDAR, AS_OF)

    keys = [o.key for o in folded.owed]
    assert len(keys) == len(set(keys))
    by_id = {h.id: h for h in happenings(history)}
    for o in folded.owed:
        assert o.is_running == (o.ended_by is None)
        assert (o.due_on is None) == (o.state == "suspended") or not o.is_running
        assert o.first_due_on is not None
        if o.ended_by is not None:
            assert o.ended_on == by_id[o.ended_by].day
            assert by_id[o.ended_by].at >= by_id[o.trigger_id].at, "nothing ends before it began"
        if o.state == "open" and not o.extensions and not o.said_on:
            assert o.due_on >= o.first_due_on, "a pause never shortens a term"


@given(HISTORIES)
@settings(max_examples=200, deadline=None)
def test_what_no_rule_names_changes_nothing(history):
    story = happenings(history)
    strangers = [Happening(100 + h.id, "other.kind", h.at, h.day, {"unit_id": 1}) for h in story]

    assert told(fold(RULES, [*strangers, *story], CALENDAR, AS_OF)) == told(
        fold(RULES, story, CALENDAR, AS_OF)
    )


@given(HISTORIES)
@settings(max_examples=200, deadline=None)
def test_reading_the_story_later_only_adds_periods(history):
    """Time alone never moves or ends what is owed: only events do."""
    story = happenings(history)
    now, later = (fold(RULES, story, CALENDAR, AS_OF + timedelta(days=d)) for d in (0, 40))

    assert set(told(now)) <= set(told(later))
    added = [o for o in later.owed if o.key not in {x.key for x in now.owed}]
    assert all(o.period and o.opened_on > AS_OF for o in added)
    if now.wake_on is not None:
        assert now.wake_on > AS_OF
        before = fold(RULES, story, CALENDAR, now.wake_on - timedelta(days=1))
        assert told(before) == told(now), (
            "nothing is added before the day on which we said we would look again"
        )
        assert len(fold(RULES, story, CALENDAR, now.wake_on).owed) >= len(now.owed)


RULE = st.builds(
    lambda amount, unit, roll, counts: DeadlineRule(
        code="hard.random", kind="deadline", title=Two(en="x", zh="x"), basis=[Basis(document="测试", article="一")],
        on=["a"], until=["b"], holder=Holder(unit="unit_id"), roll=roll, start_counts=counts,
        values=[Value(from_on=date(2020, 1, 1), amount=amount, unit=unit)],
    ),
    st.integers(1, 40), st.sampled_from(["working_days", "natural_days", "weeks", "months"]),
    st.sampled_from(["next_working_day", "none"]), st.booleans(),
)  # fmt: skip


@given(RULE, st.dates(date(2020, 1, 1), date(2026, 9, 1)))
@settings(max_examples=300, deadline=None)
def test_the_last_day_itself_is_in_time_and_the_day_after_is_late(rule, begun):
    one = RuleSet(timed={rule.code: rule}, pack_of={rule.code: "x"})
    one._touched.update({kind: (rule,) for kind in kinds_of(rule)})

    def ended(day: date | None):
        story = [Happening(1, "a", noon(begun), begun, {"unit_id": 7})]
        story += [Happening(2, "b", noon(day), day, {})] if day else []
        (o,) = fold(one, story, CALENDAR, AS_OF).owed
        return o

    due = ended(None).due_on
    assert due is not None and due >= begun
    for offset, late in ((0, False), (1, True), (30, True)):
        met = ended(due + timedelta(days=offset))
        assert (met.state, met.was_late(), met.due_on) == ("met", late, due)
    if rule.values[0].unit == "working_days" and not rule.start_counts:
        assert due == add_working_days(begun, rule.values[0].amount or 0, CALENDAR)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
