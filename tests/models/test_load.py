import shutil

import numpy as np
import pytest

from models.engine.calibration import FILE, Calibration, read_calibration
from models.engine.encoder import Source
from models.errors import WeightsError
from models.load import CHECKSUMS, Sources, embedded, load, verify
from models.training.export import sign
from tests.models.tiny import save_classifier, save_encoder


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    """A folder laid out like the shipped weights."""
    folder = tmp_path_factory.mktemp("weights")
    for path in (save_classifier(folder / "crossencoder"), save_encoder(folder / "embedder")):
        sign(path)
    return folder


@pytest.fixture
def copied(weights, tmp_path):
    """A copy that a test may damage."""
    return shutil.copytree(weights, tmp_path / "weights")


def test_shipped_layout_loads_every_part(weights):
    """All four parts answer, and each has a name for the reader."""
    parts = load(embedded(weights))
    assert parts.stance.classify([("the tax is good", "yes")])[0].confidence >= 1 / 3
    assert parts.embedder.embed(["peace"]).shape == (1, 16)
    assert parts.names["stance"] == "crossencoder"


def test_loading_twice_gives_the_same_answers(weights):
    """Nothing is drawn at random when weights are read."""
    pairs = [("the war is bad", "no we should not"), ("peace", "yes")]
    first, second = (load(embedded(weights)).stance.classify(pairs) for _ in range(2))
    assert first == second


def test_custom_parts_may_come_from_different_folders(weights, tmp_path):
    """An inference model can judge stance while our own reads replies."""
    labels = ("entailment", "neutral", "contradiction")
    other = Source(str(save_classifier(tmp_path / "nli", labels, seed=1)))
    pairs, vectors = (Source(str(weights / name)) for name in ("crossencoder", "embedder"))
    parts = load(Sources(stance=other, replies=pairs, matcher=pairs, embedder=vectors))
    assert parts.names == {
        "stance": "nli",
        "replies": "crossencoder",
        "matcher": "crossencoder",
        "embedder": "embedder",
    }


def test_missing_file_is_one_sentence(copied):
    """A weights file that is gone is named."""
    (copied / "crossencoder" / "model.safetensors").unlink()
    with pytest.raises(WeightsError, match=r"model\.safetensors is missing"):
        embedded(copied)


def test_damaged_file_is_one_sentence(copied):
    """One flipped bit is found before the model is used."""
    path = copied / "embedder" / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsError, match=r"model\.safetensors is damaged"):
        embedded(copied)


def test_weights_without_checksums_are_refused(copied):
    """A folder nobody signed is not what was shipped."""
    (copied / "embedder" / CHECKSUMS).unlink()
    with pytest.raises(WeightsError, match=CHECKSUMS):
        verify(copied / "embedder")


def test_pickled_weights_are_not_read(weights, tmp_path):
    """Only safetensors are loaded: a pickle could run code."""
    import torch

    folder = shutil.copytree(weights / "crossencoder", tmp_path / "pickled")
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    source = Source(str(folder))
    with pytest.raises(WeightsError, match="cannot be loaded"):
        load(Sources(source, source, source, source))


def test_calibration_is_plain_without_a_file(tmp_path):
    """Custom weights are taken as they are."""
    assert read_calibration(tmp_path) == Calibration()


def test_broken_calibration_is_refused(tmp_path):
    """A file that is there must be right."""
    (tmp_path / FILE).write_text('{"stance": 3}', encoding="utf-8")
    with pytest.raises(WeightsError, match="calibration"):
        read_calibration(tmp_path)


def test_calibrated_model_is_less_sure(copied):
    """The temperature beside the weights is used."""
    folder = copied / "crossencoder"
    plain = load(embedded(copied)).replies.classify([("peace", "no")])[0]
    scale = '{"temperature": 1000.0, "shift": [0.0]}'
    kept = ", ".join(f'"{name}": {scale}' for name in ("stance", "reply", "match"))
    (folder / FILE).write_text(f'{{{kept}, "threshold": 0.6}}', encoding="utf-8")
    sign(folder)
    parts = load(embedded(copied))
    flat = parts.replies.classify([("peace", "no")])[0]
    assert parts.threshold == 0.6
    assert np.ptp([flat.agree, flat.disagree, flat.neutral]) < np.ptp(
        [plain.agree, plain.disagree, plain.neutral]
    )
