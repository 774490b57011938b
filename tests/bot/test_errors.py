"""Every error has one sentence and one status."""

import pytest

from bot.errors import Exit, SourceError, explain, status
from models.errors import DocumentError, GroundingError, WeightsError


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SourceError("there is no file x"), Exit.INPUT),
        (DocumentError("there is no text"), Exit.INPUT),
        (WeightsError("model.safetensors is missing"), Exit.INTERNAL),
        (GroundingError("a1[0:2] does not say what it shows"), Exit.INTERNAL),
        (MemoryError(), Exit.INTERNAL),
        (KeyError("k1"), Exit.INTERNAL),
    ],
)
def test_the_status_tells_whose_fault_it_is(error: Exception, code: Exit) -> None:
    """1 is the input's, 3 is ours."""
    assert status(error) is code
    assert explain(error)


def test_an_unexpected_error_says_how_to_see_more() -> None:
    """The sentence names the error and the variable."""
    assert explain(KeyError("k1")) == (
        "an unexpected error, KeyError: 'k1' (HUSTINGS_DEBUG=1 shows where)"
    )
