"""Trains the embedder: a text near the key point it makes, far from another on the same topic.

Contrastive loss over the batch with one hard negative each (van den Oord 2018; Gao et al. 2021).
"""

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.evaluation.rows import Row, read_rows
from models.training.card import write_card
from models.training.crossencoder import SEED, packaged_base
from models.training.export import export, sign
from models.training.loop import Batch, Stage, cut_batches, run_stage

log = logging.getLogger(__name__)

MAX_TOKENS = 64
SCALE = 20.0
_SETS = ("argkp2021", "perspectrum", "cad_nli", "snli_sample")
_USE = "Gives a text a vector of length 1, the mean of its token vectors; near means alike."
_LIMITS = (
    f"English only; a text is read up to its first {MAX_TOKENS} tokens in training.",
    "Near means on the same subject more than of the same opinion: a claim and its opposite are "
    "often near each other.",
)


@dataclass(frozen=True, slots=True)
class Triple:
    """A text, one that says the same, and a near one that does not."""

    text: str
    same: str
    other: str


def train(
    data: Path, out: Path, base: str | None = None, seed: int = SEED, limit: int | None = None
) -> Path:
    """Trains on ``data`` (the schemas of the data folder) and returns the weights' folder.

    ``base`` is a folder or hub id, all-MiniLM-L6-v2 by default; ``limit`` cuts the data, for a
    trial. Interrupted, it goes on from the checkpoint in ``out``.
    """
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    triples = _triples(data, rng)[:limit]
    start = base or packaged_base()
    tokenizer = AutoTokenizer.from_pretrained(start)
    model = AutoModel.from_pretrained(
        start,
        attn_implementation="eager",
        use_safetensors=True,
        dtype="float32",
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    model.get_input_embeddings().weight.requires_grad_(False)
    batches = cut_batches([len(x.text) for x in triples], rng, tokens=10**9, rows=64)
    log.info("embedder: %d triples, %d batches", len(triples), len(batches))

    def loss(model: Any, batch: Batch) -> Any:
        return contrast(model, tokenizer, [triples[at] for at in batch])

    run_stage(model, Stage("embedder", batches, loss, rate=4e-5, average=0.98), out)
    folder = out / "embedder"
    export(model, tokenizer, folder, "")
    write_card(folder / "card.md", "Embedder", _USE, _SETS, seed, (), _LIMITS)
    sign(folder)
    return folder


def contrast(model: Any, tokenizer: Any, triples: Sequence[Triple]) -> Any:
    """InfoNCE over the batch; a candidate equal to the right one is not held against a text."""
    import torch

    texts = [x.text for x in triples]
    candidates = [x.same for x in triples] + [x.other for x in triples]
    vectors = _embed(model, tokenizer, texts + candidates)
    near = vectors[: len(texts)] @ vectors[len(texts) :].T * SCALE
    twin = torch.tensor(
        [
            [at != row and candidate == triple.same for at, candidate in enumerate(candidates)]
            for row, triple in enumerate(triples)
        ]
    )
    return torch.nn.functional.cross_entropy(
        near.masked_fill(twin, float("-inf")), torch.arange(len(texts))
    )


def _embed(model: Any, tokenizer: Any, texts: list[str]) -> Any:
    import torch

    inputs = tokenizer(
        texts, truncation=True, max_length=MAX_TOKENS, padding=True, return_tensors="pt"
    )
    states = model(**inputs).last_hidden_state.float()
    mask = inputs["attention_mask"].unsqueeze(-1)
    mean = (states * mask).sum(1) / mask.sum(1)
    return torch.nn.functional.normalize(mean, dim=-1)


def _triples(data: Path, rng: random.Random) -> list[Triple]:
    triples = [x for name in ("argkp2021", "perspectrum") for x in _key_points(data, name, rng)]
    triples += _inference(data)
    rng.shuffle(triples)
    return triples


def _key_points(data: Path, name: str, rng: random.Random) -> list[Triple]:
    """Each match with a key point of the same topic and side that the same text does not make."""
    by_text: dict[tuple[str, str], list[Row]] = {}
    for row in read_rows(data / "keypoint" / f"{name}.train.jsonl.gz"):
        by_text.setdefault((row["topic"], row["argument"]), []).append(row)
    triples = []
    for (_, text), rows in by_text.items():
        wrong = [row["key_point"] for row in rows if row["match"] == 0]
        right = [row["key_point"] for row in rows if row["match"] == 1]
        triples += [Triple(text, same, rng.choice(wrong)) for same in right if wrong]
    return triples


def _inference(data: Path) -> list[Triple]:
    """Premises that have both an entailed and a contradicting hypothesis."""
    by_premise: dict[str, dict[str, str]] = {}
    for name in ("cad_nli", "snli_sample"):
        for row in read_rows(data / "nli" / f"{name}.train.jsonl.gz"):
            by_premise.setdefault(row["premise"], {})[row["label"]] = row["hypothesis"]
    return [
        Triple(premise, found["entailment"], found["contradiction"])
        for premise, found in by_premise.items()
        if "entailment" in found and "contradiction" in found
    ]
