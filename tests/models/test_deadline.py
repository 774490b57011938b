"""Time is measured from the start, and a share of it can be asked for."""

from models.deadline import Deadline


def test_shares_pass_before_the_whole() -> None:
    """A step may stop early so that the next has time."""
    times = iter([100.0, 106.0, 106.0])
    deadline = Deadline(10, clock=lambda: next(times))
    assert (deadline.passed(0.5), deadline.passed()) == (True, False)
