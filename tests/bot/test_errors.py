"""Every error has one sentence in every language and one status, and survives a process border."""

import pickle

import pytest

from bot.errors import (
    AccessError,
    BotError,
    Exit,
    JobError,
    SourceError,
    diagnose,
    explain,
    incident,
    status,
)
from bot.words import LANGUAGES, speak
from config.errors import REASONS, SettingError
from models.errors import DocumentError, GroundingError, ModelsError, WeightsError

SECRET = "what somebody wrote"
ERRORS = [
    SourceError("no_file", path="x"),
    AccessError("digest_gone", count=7),
    JobError("crashed"),
    SettingError("links", "switch"),
    DocumentError("There is no text to read.", "no_text"),
    DocumentError(SECRET),
    WeightsError(SECRET),
    GroundingError(SECRET),
    MemoryError(SECRET),
    KeyError(SECRET),
]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SourceError("empty_input"), Exit.INPUT),
        (DocumentError("There is no text to read.", "no_text"), Exit.INPUT),
        (WeightsError("model.safetensors is missing"), Exit.INTERNAL),
        (GroundingError("a1[0:2] does not say what it shows"), Exit.INTERNAL),
        (JobError("crashed"), Exit.INTERNAL),
        (MemoryError(), Exit.INTERNAL),
        (KeyError("k1"), Exit.INTERNAL),
    ],
)
def test_the_status_tells_whose_fault_it_is(error: Exception, code: Exit) -> None:
    """1 is the input's, 3 is ours."""
    assert status(error) is code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_every_error_is_explained_without_its_text(error: Exception, language: str) -> None:
    """The text of an exception may be a user's; the sentence is the bot's own."""
    sentence = explain(error, speak(language))
    assert sentence.endswith((".", "?", "!"))
    assert SECRET not in sentence


@pytest.mark.parametrize("language", LANGUAGES[1:])
@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_errors_are_explained_in_the_readers_language(error: Exception, language: str) -> None:
    """A translation is not the English sentence."""
    assert explain(error, speak(language)) != explain(error)


@pytest.mark.parametrize("reason", REASONS)
def test_every_refused_setting_is_explained(reason: str) -> None:
    """The setting is named before the reason."""
    error = SettingError("links", reason, choices="a, b", value="x", least=0, most=9)
    assert explain(error, speak("de")).startswith("links: ")
    assert speak("de")("error.unexpected") not in explain(error, speak("de"))


def test_an_error_without_words_is_explained_all_the_same() -> None:
    """A name that is missing in the words never becomes a second error."""
    assert explain(BotError("nobody wrote this")) == speak("en")("error.unexpected")


def test_an_error_is_its_english_sentence() -> None:
    """What a log or a terminal prints needs no words of its own."""
    assert str(SourceError("no_file", path="a.txt")) == "There is no file a.txt."


@pytest.mark.parametrize(
    "error",
    [AccessError("digest_gone", count=7), DocumentError("Sentence.", "no_text", count=3)],
    ids=repr,
)
def test_errors_cross_processes_whole(error: BotError | ModelsError) -> None:
    """The worker's errors reach the bot with their names and values."""
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), str(back), back.name, back.values) == (
        type(error),
        str(error),
        error.name,
        error.values,
    )


def test_an_unexpected_error_says_how_to_see_more() -> None:
    """Who runs the program is told the error and the variable."""
    assert diagnose(KeyError("k1")) == "an unexpected error, KeyError: 'k1' (DEBUG=1 shows where)"


def test_the_operator_is_told_what_is_wrong_with_the_weights() -> None:
    """Unlike the person who asked."""
    assert diagnose(WeightsError("it is missing")) == "the models cannot be loaded: it is missing"


def test_incidents_are_short_and_differ() -> None:
    """An id can be read aloud and is not guessed from the one before."""
    ids = {incident() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert {len(one) for one in ids} == {7}
