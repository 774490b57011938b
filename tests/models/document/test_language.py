import pytest

from models.document.language import detect


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The council voted against the plan on Monday evening."),
        ("de", "Der Gemeinderat hat den Plan am Montagabend abgelehnt."),
        ("fr", "Le conseil municipal a rejeté le projet lundi soir."),
        ("es", "El ayuntamiento rechazó el plan el lunes por la noche."),
        ("uk", "Міська рада відхилила цей план у понеділок увечері."),
        ("ja", "市議会は月曜日の夜にその計画を否決した。"),
    ],
)
def test_sentence_is_enough(code, text):
    """One sentence names its language."""
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "   ", "ok", "12:30 - 14:00", "👍👍👍", "lol no"])
def test_too_little_text_has_no_language(text):
    """A guess is not an answer."""
    assert detect(text) is None


def test_boilerplate_on_top_does_not_decide():
    """A long text is sampled along its length."""
    english = "Accept all cookies and subscribe to our newsletter. " * 20
    german = "Der Gemeinderat hat den Plan am Montagabend mit knapper Mehrheit abgelehnt. " * 200
    assert detect(english + german) == "de"
