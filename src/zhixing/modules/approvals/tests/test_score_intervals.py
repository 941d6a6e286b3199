"""Shares and their intervals: what small numbers may say, and what they may not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.modules.approvals.scoring.intervals import Against, Place, Share, against, placed

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        pytest.param(8, 10, 0.4902, 0.9433, id="eight of ten"),
        pytest.param(0, 10, 0.0, 0.2775, id="none of ten: the lower end is nought, the upper is not"),
        pytest.param(10, 10, 0.7225, 1.0, id="ten of ten"),
        pytest.param(0, 1, 0.0, 0.7935, id="one late case says little"),
        pytest.param(500, 1000, 0.4691, 0.5309, id="half of a thousand"),
        pytest.param(0, 0, 0.0, 1.0, id="nothing at all says nothing"),
    ],
)
def test_the_interval_is_wilson_s(part, whole, low, high):
    assert tuple(round(end, 4) for end in Share(part, whole).interval) == (low, high)


@given(COUNTS)
def test_the_interval_contains_the_share_and_lies_between_nought_and_one(counts):
    share = Share(*counts)
    low, high = share.interval

    assert 0 <= low <= share.value <= high <= 1


@given(COUNTS)
def test_one_case_more_in_time_never_lowers_either_end(counts):
    part, whole = counts
    if part < whole:
        before, after = Share(part, whole).interval, Share(part + 1, whole).interval
        assert before[0] <= after[0] and before[1] <= after[1]


@given(COUNTS, st.integers(2, 9))
def test_the_same_share_of_more_cases_is_never_less_sure(counts, times):
    part, whole = counts
    few, many = Share(part, whole).interval, Share(part * times, whole * times).interval

    assert many[1] - many[0] <= few[1] - few[0] + 1e-12


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_places_hold_together_and_whoever_is_better_is_never_placed_worse(many):
    shares = {key: Share(*counts) for key, counts in enumerate(many)}
    places = placed(shares, 0.9)
    compared = {key: place for key, place in places.items() if place.best is not None}

    assert places.keys() == shares.keys()
    for key, place in compared.items():
        assert 1 <= place.best <= place.worst <= len(compared)
        for other in compared:
            if shares[key].interval >= shares[other].interval and shares[key].whole == shares[other].whole:
                assert place.best <= compared[other].best and place.worst <= compared[other].worst


@given(st.integers(0, 1), st.lists(COUNTS, max_size=8), st.floats(0, 1))
def test_a_unit_with_one_case_is_neither_worst_nor_best(part, others, mean):
    shares = {"one": Share(part, 1), **{str(n): Share(*c) for n, c in enumerate(others)}}

    assert placed(shares, mean)["one"] == Place(Against.FEW)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        pytest.param(9, 9, Against.FEW, id="nine cases are one too few"),
        pytest.param(10, 10, Against.LIKE, id="ten of ten: the interval from 0.72 on holds the mean of 0.9"),
        pytest.param(40, 50, Against.BELOW, id="forty of fifty: up to 0.8876, all below"),
        pytest.param(50, 50, Against.ABOVE, id="fifty of fifty: from 0.9287 on"),
        pytest.param(45, 50, Against.LIKE, id="the mean itself"),
    ],
)
def test_against_the_mean_only_what_lies_wholly_beside_it(part, whole, said):
    assert against(Share(part, whole), 0.9) == said


def test_a_share_of_more_than_all_is_our_mistake():
    with pytest.raises(ValueError, match="3 of 2"):
        Share(3, 2)
