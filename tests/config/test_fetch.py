"""Which addresses an operator may exempt, and how they are written."""

import pytest
from pydantic import ValidationError

from config.settings import Fetch, Settings


def test_pairs_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commas between them, brackets around an IPv6 address."""
    monkeypatch.setenv("FETCH__ALLOW", "127.0.0.1:8091,[0::1]:8091")
    allowed = Settings(_env_file=None).fetch.allow
    assert allowed == frozenset({("127.0.0.1", 8091), ("::1", 8091)})


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "127.0.0.1:",
        ":80",
        "localhost:80",
        "10.0.0.0/8:80",
        "*:80",
        "127.0.0.1:*",
        "127.0.0.1:0",
        "127.0.0.1:65536",
        "127.1:80",
        "::1:80",
        "[::1%lo]:80",
        "[::1]",
    ],
)
def test_what_is_no_exact_pair_is_refused(text: str) -> None:
    """Neither networks nor names nor every port."""
    with pytest.raises(ValidationError):
        Fetch.model_validate({"allow": text})
