import gzip
import json
import random

import numpy as np
import pytest

from models.engine.calibration import Calibration, softmax
from models.evaluation.rows import read_rows
from models.load import CHECKSUMS, verify
from models.training.calibrate import fit
from models.training.card import write_card
from models.training.crossencoder import group_loss
from models.training.embedder import Triple, contrast
from models.training.examples import LABELS, Example, stage_one, stage_two
from models.training.export import export
from models.training.loop import Stage, cut_batches, rate_at, run_stage
from tests.models.tiny import save_classifier, save_encoder

SETS = {
    "stance": (
        "vast",
        "arc",
        "semeval2016",
        "perspectrum",
        "ibm_claims",
        "iam",
        "ibm_argq30k",
        "mtcsd",
        "fnc1",
    ),
    "nli": ("snli_sample", "cad_nli", "conjnli", "climate_fever", "healthver"),
    "reply": ("iac_weak", "subreddit_agreement", "political_debates", "rumoureval2019"),
    "keypoint": ("argkp2021", "perspectrum"),
    "thread": ("rfd",),
}
ROWS = {
    "stance": [
        {"topic": "We should ban zoos", "text": "they hurt animals", "label": "favor"},
        {"topic": "We should ban zoos", "text": "children love them", "label": "against"},
    ],
    "nli": [{"premise": "a cat sits", "hypothesis": "a cat is there", "label": "entailment"}],
    "reply": [{"parent": "zoos are bad", "reply": "yes", "label": "agree"}],
    "keypoint": [
        {"topic": "t", "argument": "a", "key_point": "k", "stance": "favor", "match": match}
        for match in (1, 0, None)
    ],
    "thread": [
        {"claims": ["yes", "no"], "comments": [{"text": "sure", "claim": "yes", "gist": ""}]}
    ],
}


@pytest.fixture
def data(tmp_path):
    """One small file for every set that the recipes read."""
    for task, names in SETS.items():
        (tmp_path / task).mkdir()
        text = "".join(json.dumps(row) + "\n" for row in ROWS[task])
        for name in names:
            (tmp_path / task / f"{name}.train.jsonl.gz").write_bytes(gzip.compress(text.encode()))
    return tmp_path


@pytest.mark.parametrize("recipe", [stage_one, stage_two])
def test_recipe_is_the_same_for_the_same_seed(data, recipe):
    """A run can be repeated."""
    assert recipe(data, random.Random(5)) == recipe(data, random.Random(5))


def test_comment_is_for_its_claim_and_against_the_opposite(data):
    """The same words get both labels, so that tone alone predicts neither."""
    found = stage_two(data, random.Random(0))
    assert {Example("yes", "sure", "favor"), Example("no", "sure", "against")} <= set(found)


def test_denied_claim_has_the_other_label(data):
    """A claim turned round turns its label."""
    found = (stage_one(data, random.Random(seed)) for seed in range(20))
    sides = {(x.first, x.label) for examples in found for x in examples if "hurt" in x.second}
    assert ("We should not ban zoos", "against") in sides
    assert ("We should not ban zoos", "favor") not in sides


def test_undecided_key_points_are_left_out(data):
    """A pair the annotators could not agree on teaches nothing."""
    targets = {x.target for x in stage_two(data, random.Random(0)) if x.label == "match"}
    assert targets == {0.0, 1.0}


def test_loss_reads_only_the_group_of_the_example():
    """The outputs of other groups get no gradient."""
    import torch

    logits = torch.zeros(1, len(LABELS), requires_grad=True)
    group_loss(logits, [Example("a", "b", "agree")]).backward()
    assert (logits.grad[0] != 0).tolist() == [False, False, False, True, True, True, False]


def test_batches_keep_to_rows_and_tokens():
    """Every example once, none over the limits."""
    cut = cut_batches([10] * 7 + [60] * 3, random.Random(0), tokens=100, rows=4)
    assert sorted(at for batch in cut for at in batch) == list(range(10))
    assert all(len(batch) <= 4 for batch in cut)


def test_rate_warms_up_and_comes_down():
    """From a part of the peak to the peak to the floor."""
    stage = Stage("s", [[0]] * 100, lambda model, batch: None, rate=1.0, warmup=0.1, floor=0.1)
    assert rate_at(0, stage) == pytest.approx(0.1) and rate_at(10, stage) == pytest.approx(1.0)
    assert rate_at(99, stage) < 0.11


def linear():
    """The same small model each time."""
    import torch

    torch.manual_seed(0)
    return torch.nn.Linear(2, 1)


def squares(model, batch):
    """A loss that depends on the batch."""
    import torch

    return (model(torch.ones(1, 2) * (batch[0] + 1)) ** 2).sum()


def test_interrupted_run_ends_where_an_unbroken_one_does(tmp_path):
    """A checkpoint after every step, a crash in the middle, the same weights at the end."""
    import torch

    batches = [[n % 3] for n in range(12)]

    def crashing(model, batch):
        crashing.left -= 1
        if not crashing.left:
            raise KeyboardInterrupt
        return squares(model, batch)

    crashing.left = 7
    whole, broken = linear(), linear()
    run_stage(whole, Stage("whole", batches, squares, rate=0.01, average=0.9), tmp_path, every_s=0)
    with pytest.raises(KeyboardInterrupt):
        run_stage(
            broken, Stage("s", batches, crashing, rate=0.01, average=0.9), tmp_path, every_s=0
        )
    resumed = linear()
    run_stage(resumed, Stage("s", batches, squares, rate=0.01, average=0.9), tmp_path, every_s=0)
    assert torch.equal(whole.weight, resumed.weight)


def test_export_is_half_precision_signed_and_carded(tmp_path):
    """What ships is small, checked and described."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    start = save_classifier(tmp_path / "tiny")
    model = AutoModelForSequenceClassification.from_pretrained(start)
    folder = tmp_path / "out"
    export(model, AutoTokenizer.from_pretrained(start), folder, "card\n", Calibration())
    verify(folder)
    loaded = AutoModelForSequenceClassification.from_pretrained(folder, dtype="auto")
    assert loaded.dtype is torch.float16
    assert len((folder / CHECKSUMS).read_text().splitlines()) >= 5


def test_rows_are_read_packed(data):
    """The training sets are gzipped JSON Lines."""
    assert len(read_rows(data / "stance" / "vast.train.jsonl.gz")) == 2


def test_fit_finds_the_temperature_of_an_overconfident_model():
    """Right two times in three while sure of it: the scaled outputs say two in three."""
    logits = np.array([[4.0, 0.0], [4.0, 0.0], [4.0, 0.0], [0.0, 4.0]] * 9, dtype=np.float32)
    gold = [0, 0, 1, 1] * 9
    scaled = softmax(fit(logits, gold).apply(logits[:1]))
    assert scaled[0, 0] == pytest.approx(2 / 3, abs=0.05)


def test_card_names_data_terms_seed_and_scores(tmp_path):
    """Whoever finds the weights finds where they come from and what they cannot do."""
    figures = {"task": "stance", "file": "vast.dev.jsonl.gz", "n": 3, "macro_f1": 0.5}
    write_card(
        tmp_path / "card.md", "Title", "Use.", ("vast", "perspectrum"), 7, [figures], ["Slow."]
    )
    text = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "VAST" in text and "CC BY-SA 4.0" in text and "Seed: 7" in text
    assert "macro_f1 0.500" in text and "## Limits\n\n- Slow.\n" in text


def test_a_shared_key_point_is_not_held_against_a_text(tmp_path):
    """Two texts that make one key point do not push it away from each other."""
    from transformers import AutoModel, AutoTokenizer

    start = save_encoder(tmp_path)
    model, tokenizer = AutoModel.from_pretrained(start), AutoTokenizer.from_pretrained(start)
    shared = contrast(model, tokenizer, [Triple("tax", "war", "no")] * 2)
    alone = contrast(model, tokenizer, [Triple("tax", "war", "no")])
    apart = contrast(model, tokenizer, [Triple("tax", "war", "no"), Triple("tax", "peace", "no")])
    assert alone < shared < apart
