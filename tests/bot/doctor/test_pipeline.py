"""The doctor at the models: damaged files are named, and the sample is digested."""

from pathlib import Path

import pytest

from bot.doctor import pipeline
from bot.doctor.finding import Level
from config.settings import Settings
from models.errors import WeightsError
from models.load import Parts
from tests import fakes

SETTINGS = Settings(_env_file=None)


def test_the_shipped_weights_are_whole() -> None:
    """As they are in the repository."""
    assert [finding.level for finding in pipeline.weights(SETTINGS)] == [Level.OK]


def test_missing_weights_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do."""
    monkeypatch.setattr("models.load.WEIGHTS", tmp_path)
    (finding,) = pipeline.weights(SETTINGS)
    assert (finding.level, bool(finding.advice)) == (Level.FAIL, True)


def test_the_sample_is_digested(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it, with its time; stand-ins answer for the models."""
    monkeypatch.setattr("models.load.load", fakes.parts)
    (finding,) = pipeline.digest(SETTINGS)
    assert finding.level is Level.OK
    assert finding.words.endswith("s a digest")


def test_a_slow_processor_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    """People would wait."""
    monkeypatch.setattr("models.load.load", fakes.parts)
    monkeypatch.setattr(pipeline, "_SLOW_S", -1.0)
    assert [finding.level for finding in pipeline.digest(SETTINGS)] == [Level.WARN]


def test_models_that_cannot_be_loaded_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """As one line."""

    def load() -> Parts:
        raise WeightsError("the weights file model.safetensors is damaged")

    monkeypatch.setattr("models.load.load", load)
    (finding,) = pipeline.digest(SETTINGS)
    assert finding.level is Level.FAIL
