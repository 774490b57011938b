"""What a worker process is given: some of the environment, and its share of the cores."""

from pathlib import Path

import pytest

from bot.jobs import process
from bot.jobs.process import cores, environment


@pytest.mark.parametrize(
    ("quota", "count"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", 64)]
)
def test_a_containers_share_is_counted(
    quota: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads beyond it would only wait for each other."""
    file = tmp_path / "cpu.max"
    file.write_text(f"{quota}\n", encoding="ascii")
    monkeypatch.setattr(process, "_QUOTA", file)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: range(64), raising=False)
    assert cores() == count


@pytest.mark.parametrize(("cores", "threads"), [(1, "1"), (2, "2"), (8, "7")])
def test_one_core_of_many_stays_free(
    cores: int, threads: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the operator says how many threads there are."""
    monkeypatch.setattr(process, "cores", lambda: cores)
    found = [environment(given)["OMP_NUM_THREADS"] for given in (None, 3)]
    assert found == [threads, "3"]
