"""Settings come from the environment and are checked there."""

import pytest
from pydantic import ValidationError

from config.settings import Settings


def test_the_environment_sets_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The prefix keeps our names apart from others'."""
    monkeypatch.setenv("HUSTINGS_MAX_PAIRS", "7")
    assert Settings().max_pairs == 7


@pytest.mark.parametrize(
    ("name", "value"), [("THRESHOLD", "1.5"), ("THREADS", "0"), ("MAX_BYTES", "x")]
)
def test_a_wrong_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A typing error must not become a silent default."""
    monkeypatch.setenv(f"HUSTINGS_{name}", value)
    with pytest.raises(ValidationError):
        Settings()
