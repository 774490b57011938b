import numpy as np
import pytest

from models.errors import WeightsError
from models.stance.classifier import EncoderStance
from models.stance.opposite import opposite
from models.types import StanceLabel


class ToneReader:
    """Answers "against" to whatever text is angry, and to the claim itself only when it is calm."""

    def __init__(self):
        self.labels = {"favor": 0, "against": 1, "neutral": 2}

    def logits(self, pairs):
        """One row a pair."""
        return np.array(
            [
                [0, 3, 0] if text == "angry" else [3, 0, 0] if claim == "c is good" else [0, 3, 0]
                for claim, text in pairs
            ],
            dtype=np.float32,
        )


class InferenceReader:
    """An inference model that says which order it was asked in."""

    def __init__(self):
        self.labels = {"contradiction": 0, "entailment": 1, "neutral": 2}

    def logits(self, pairs):
        """One row a pair."""
        return np.array(
            [[0, 5 if first == "text" else -5, 0] for first, _ in pairs], dtype=np.float32
        )


def test_tone_that_refuses_a_claim_and_its_opposite_counts_for_neither():
    """A text that is against both readings comes out even between favor and against."""
    (scores,) = EncoderStance(ToneReader(), share=0.5).classify([("c is good", "angry")])
    assert scores.favor == pytest.approx(scores.against)


def test_stance_that_turns_with_the_claim_is_kept():
    """A text for the claim and against its opposite is for the claim."""
    (scores,) = EncoderStance(ToneReader()).classify([("c is good", "calm")])
    assert scores.label is StanceLabel.FAVOR and scores.confidence > 0.9


def test_large_calls_are_read_once():
    """Over the limit of pairs the opposite is not read, and tone decides."""
    (scores,) = EncoderStance(ToneReader(), mirror=0).classify([("c is good", "angry")])
    assert scores.label is StanceLabel.AGAINST


def test_scores_sum_to_one():
    """Three probabilities."""
    (scores,) = EncoderStance(ToneReader()).classify([("c is good", "calm")])
    assert scores.favor + scores.against + scores.neutral == pytest.approx(1)


def test_inference_model_reads_the_text_as_premise():
    """An inference model stands in: the text comes first, entailment is favor."""
    (scores,) = EncoderStance(InferenceReader(), mirror=0).classify([("claim", "text")])
    assert scores.label is StanceLabel.FAVOR


def test_model_without_a_side_is_refused():
    """A classifier of something else says so when it is loaded, not when it is asked."""
    reader = ToneReader()
    reader.labels = {"joy": 0, "anger": 1}
    with pytest.raises(WeightsError, match="favor"):
        EncoderStance(reader)


def test_no_pairs_no_scores():
    """An empty batch is an answer."""
    assert EncoderStance(ToneReader()).classify([]) == []


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        ("We should ban zoos", "We should not ban zoos"),
        ("We should not ban zoos", "We should ban zoos"),
        ("Bitcoin isn't money", "Bitcoin is money"),
        ("Bitcoin can’t last", "Bitcoin can last"),
        ("Should we abolish zoos?", "We should not abolish zoos"),
        ("People who are ill should stay home", "People who are ill should not stay home"),
        ("Zoos harm the animals they keep", "It is not true that Zoos harm the animals they keep"),
        ("nuclear power", "opposition to nuclear power"),
        ("", "opposition to "),
    ],
)
def test_opposite_denies_the_claim(claim, other):
    """A claim is negated at its main verb, denied as a whole, or opposed as a topic."""
    assert opposite(claim) == other
