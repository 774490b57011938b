"""What is asked of a claim that says two things."""

import pytest

from models.stance.target import target


@pytest.mark.parametrize(
    ("claim", "asked"),
    [
        (
            "The town is growing by the river and should not tear down the hall",
            "The town should not tear down the hall",
        ),
        ("The ferry is late but must stay", "The ferry must stay"),
        ("Zoos should be closed", "Zoos should be closed"),
        ("Dogs and cats are good for children", "Dogs and cats are good for children"),
        ("The mayor is old and the council is tired", "The mayor is old and the council is tired"),
        ("", ""),
    ],
)
def test_the_part_that_asserts_more_is_asked(claim: str, asked: str) -> None:
    """News joined to a demand is asked as the demand; anything else as it stands."""
    assert target(claim) == asked
