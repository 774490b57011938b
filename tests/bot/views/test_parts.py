"""Models are listed by name, not by the part they play."""

from bot.views.parts import by_model


def test_a_model_that_plays_two_parts_is_listed_once() -> None:
    """With both, in the pipeline's order."""
    models = {"stance": "large", "summary": "small", "replies": "large"}
    assert by_model(models) == {"large": "stance, replies", "small": "summary"}
