import pytest

from models.evaluation.metrics import (
    accuracy,
    average_precision,
    calibration_error,
    f1,
    macro_f1,
)


def test_f1_counts_both_kinds_of_error():
    """One hit, one miss, one false alarm: one half."""
    assert f1(["a", "a", "b"], ["a", "b", "a"], "a") == 0.5


def test_macro_f1_is_over_the_labels_of_the_gold():
    """A label that is only predicted costs the others, but has no term of its own."""
    assert macro_f1(["a", "b"], ["a", "c"]) == 0.5


@pytest.mark.parametrize("measure", [accuracy, macro_f1, calibration_error, average_precision])
def test_nothing_measured_is_zero(measure):
    """An empty file is no division by zero."""
    assert measure([], []) == 0.0


def test_calibration_error_is_the_gap_between_sure_and_right():
    """Sure by 0.9, right half the time: 0.4."""
    assert calibration_error([True, False], [0.9, 0.9]) == pytest.approx(0.4)


def test_average_precision_rewards_right_items_first():
    """Right at ranks 1 and 3: the mean of 1 and 2/3."""
    assert average_precision([True, False, True], [3, 2, 1]) == pytest.approx((1 + 2 / 3) / 2)


def test_order_inside_a_tie_does_not_matter():
    """Equal scores are one step."""
    scores = [1.0, 1.0]
    assert (
        average_precision([True, False], scores) == average_precision([False, True], scores) == 0.5
    )
