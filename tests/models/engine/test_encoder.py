import numpy as np
import pytest

from models.engine.device import Device
from models.engine.encoder import Source, Window, batches, open_classifier, open_embedder
from models.errors import WeightsError
from tests.models.tiny import save_classifier, save_encoder

CPU = Device("cpu", half=False)
PAIRS = [("the tax is good", "yes we should"), ("war", "no " * 300), ("a", "b")]


@pytest.fixture(scope="module")
def classifier(tmp_path_factory):
    """A random pair classifier, loaded as a real one."""
    return open_classifier(Source(str(save_classifier(tmp_path_factory.mktemp("pairs")))), CPU)


def test_answers_come_in_the_order_asked(classifier):
    """Batching by length does not show."""
    alone = np.vstack([classifier.logits([pair]) for pair in PAIRS])
    assert np.allclose(classifier.logits(PAIRS), alone, atol=1e-5)


def test_equal_pairs_get_equal_answers(classifier):
    """A pair asked twice is answered twice, the same."""
    rows = classifier.logits([PAIRS[0], PAIRS[1], PAIRS[0]])
    assert (rows[0] == rows[2]).all()


def test_no_pairs_no_rows(classifier):
    """An empty batch is an answer, not an error."""
    assert classifier.logits([]).shape == (0, 7)


def test_long_text_is_read_at_both_ends(classifier):
    """The middle of a text longer than the window changes nothing, its end does."""
    filler = "no " * 400
    plain, middle, end = (f"{filler}{x}" for x in (filler, "tax " + filler, filler + "peace"))
    rows = classifier.logits([("war", plain), ("war", middle), ("war", end)])
    assert np.allclose(rows[0], rows[1], atol=1e-5) and not np.allclose(rows[0], rows[2], atol=1e-4)


def test_huge_text_is_cut_before_it_is_tokenised(classifier):
    """Five megabytes without a space end in a row like any other."""
    assert classifier.logits([("war", "x" * 5_000_000)]).shape == (1, 7)


def test_long_claim_leaves_room_for_the_text(classifier):
    """A claim of 400 words does not push the text out of the window."""
    long = "we should " * 200
    first, second = classifier.logits([(long, "yes"), (long, "no")])
    assert (first != second).any()


def test_vectors_have_unit_length(tmp_path):
    """Every row of the embedder has length 1, an empty text's too."""
    encoder = open_embedder(Source(str(save_encoder(tmp_path))), CPU)
    assert np.allclose(
        np.linalg.norm(encoder.vectors(["peace", "", "a war"]), axis=1), 1, atol=1e-5
    )


def test_window_shrinks_as_a_call_grows():
    """Time is bounded by what is read, never below the least."""
    window = Window(most=160, least=32, call=200_000)
    assert [window.size(n) for n in (0, 10, 5_000, 10_000, 10**6)] == [160, 160, 40, 32, 32]


def test_batches_hold_every_index_once_within_their_tokens():
    """No input is lost or read twice, and padding stays inside the budget."""
    lengths = [5, 90, 7, 90, 1, 40]
    cut = batches(lengths, tokens=100)
    assert sorted(at for batch in cut for at in batch) == list(range(6))
    assert all(len(batch) * max(lengths[at] for at in batch) <= 100 for batch in cut)


@pytest.mark.parametrize("name", ["no/such-model", "nowhere"])
def test_hub_model_needs_a_pinned_revision(name):
    """A name that is no folder is for the hub, and the hub is asked only for one commit."""
    with pytest.raises(WeightsError, match="revision"):
        open_classifier(Source(name), CPU)


def test_folder_without_a_model_is_one_clear_error(tmp_path):
    """What transformers says becomes ours."""
    with pytest.raises(WeightsError, match="cannot be loaded"):
        open_classifier(Source(str(tmp_path)), CPU)
