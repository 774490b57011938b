"""The line is fair to groups, keeps the order within them, and loses nobody."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.fair import FairLine
from bot.jobs.queue import DigestTask, Job
from models.types import DigestOptions, Page

TASK = DigestTask(Page(""), DigestOptions())

Groups = st.lists(st.integers(0, 5), max_size=40)


def job(number: int, group: int) -> Job:
    """The job of that number."""
    return Job(str(number), group, number, TASK)


def line(groups: list[int]) -> FairLine:
    """One job a group named, in that order."""
    found = FairLine()
    for number, group in enumerate(groups):
        found.add(job(number, group))
    return found


def emptied(found: FairLine) -> list[Job]:
    """Everybody, in the order in which they are taken."""
    taken = []
    while (next_job := found.take()) is not None:
        taken.append(next_job)
    return taken


@given(Groups)
def test_places_are_those_in_which_jobs_are_taken(groups: list[int]) -> None:
    """What a job is told of those ahead is what happens."""
    found = line(groups)
    promised = list(found)
    assert emptied(found) == promised


@given(Groups)
def test_nobody_is_lost(groups: list[int]) -> None:
    """Everybody who is added is taken once."""
    found = line(groups)
    assert len(found) == len(groups)
    assert sorted(int(j.id) for j in emptied(found)) == list(range(len(groups)))


@given(Groups)
def test_first_come_first_served_within_a_group(groups: list[int]) -> None:
    """A guild's jobs keep their order."""
    taken = emptied(line(groups))
    for group in set(groups):
        ids = [int(j.id) for j in taken if j.group == group]
        assert ids == sorted(ids)


@given(Groups)
def test_no_group_is_two_rounds_ahead(groups: list[int]) -> None:
    """While a group waits for its nth job, no other is given its n + 2nd."""
    taken = [j.group for j in emptied(line(groups))]
    for at in range(len(taken)):
        given_so_far, waiting = Counter(taken[:at]), set(taken[at:])
        assert all(max(given_so_far.values(), default=0) - given_so_far[g] <= 1 for g in waiting)


@given(Groups, st.integers(0, 40))
def test_who_comes_late_waits_one_round_at_most(groups: list[int], taken: int) -> None:
    """A guild with many jobs delays another's first by one of its own."""
    found = line(groups)
    for _ in range(taken):
        found.take()
    found.add(job(99, group=9))
    order = [j.group for j in found]
    assert max(Counter(order[: order.index(9)]).values(), default=0) <= 1


@given(Groups, st.data())
def test_who_leaves_changes_no_order(groups: list[int], data: st.DataObject) -> None:
    """Of those who stay in a group everybody stays behind whom they stood behind."""
    found = line(groups)
    leaving = data.draw(st.sets(st.sampled_from(list(found)), max_size=5)) if groups else set()
    assert all(found.remove(j) for j in leaving)
    assert not any(found.remove(j) for j in leaving)
    assert {j.id for j in emptied(found)} == {str(n) for n in range(len(groups))} - {
        j.id for j in leaving
    }


@given(Groups)
def test_who_is_put_back_is_next(groups: list[int]) -> None:
    """A job whose worker died does not wait again."""
    found = line(groups)
    first = found.take()
    if first is not None:
        found.put_back(first)
        assert found.take() == first
