from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.metrics.interval import COUNT, SHARE, Estimate, estimate, quantile, total

shares = st.lists(st.floats(0, 1, allow_nan=False), min_size=1, max_size=60)


def test_nothing_measured_is_no_figure() -> None:
    assert estimate([]) == Estimate(n=0, value=None, low=None, high=None)


def test_one_share_says_almost_nothing_about_the_others() -> None:
    assert estimate([1.0], bounds=SHARE) == Estimate(n=1, value=1.0, low=0.05, high=1.0)
    assert estimate([0.5], bounds=SHARE) == Estimate(n=1, value=0.5, low=0.025, high=0.975)


def test_like_shares_leave_room_by_the_rule_of_three() -> None:
    found = estimate([1.0] * 100, bounds=SHARE)
    assert found.value == 1.0
    assert found.low == pytest.approx(0.05 ** (1 / 100), abs=1e-6)
    assert found.high == 1.0


def test_no_wrong_claim_among_a_hundred_allows_for_about_three() -> None:
    found = estimate([0.0] * 100, total, SHARE)
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(100 * (1 - 0.05**0.01), abs=1e-4)


def test_without_a_bound_like_values_have_no_width() -> None:
    assert estimate([7.0, 7.0], quantile(0.5), COUNT).high == 7.0


def test_a_median_and_its_interval_come_from_the_values() -> None:
    found = estimate([10, 20, 30, 40, 50], quantile(0.5), COUNT)
    assert found.value == 30
    assert found.low in {10, 20}
    assert found.high in {40, 50}


def test_the_interval_of_a_coin_is_that_of_the_binomial() -> None:
    found = estimate([0.0, 1.0] * 200, bounds=SHARE)
    assert found.value == 0.5
    assert found.low == pytest.approx(0.5 - 1.96 * math.sqrt(0.25 / 400), abs=0.01)
    assert found.high == pytest.approx(0.5 + 1.96 * math.sqrt(0.25 / 400), abs=0.01)


@given(shares)
def test_an_interval_holds_its_value_and_stays_within_the_bounds(values: list[float]) -> None:
    found = estimate(values, bounds=SHARE)
    assert found.n == len(values)
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.value == pytest.approx(float(np.mean(values)), abs=1e-6)


@given(shares)
def test_the_same_values_have_the_same_interval(values: list[float]) -> None:
    assert estimate(values, bounds=SHARE) == estimate(list(values), bounds=SHARE)


@given(st.lists(st.integers(0, 1), min_size=2, max_size=30))
def test_more_of_the_same_narrows_the_interval(values: list[int]) -> None:
    few, many = (estimate([float(value) for value in values] * times, bounds=SHARE) for times in (1, 8))
    assert few.high is not None
    assert few.low is not None
    assert many.high is not None
    assert many.low is not None
    assert many.high - many.low <= few.high - few.low
