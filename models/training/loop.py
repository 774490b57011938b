"""Trains a model over pre-cut batches: schedule, averaging, checkpoints that resume at their step.

It knows no task: a stage brings its batches and a loss.
"""

import logging
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

Batch = list[int]


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass over ``batches``: peak rate, share of steps to warm up, rate left at the end."""

    name: str
    batches: Sequence[Batch]
    loss: Callable[[Any, Batch], Any]
    rate: float
    warmup: float = 0.06
    floor: float = 0.0
    average: float | None = None


def cut_batches(
    lengths: Sequence[int], rng: random.Random, tokens: int = 4096, rows: int = 48, pool: int = 3000
) -> list[Batch]:
    """Indices in batches of like lengths, at most ``rows`` each and ``tokens`` with padding."""
    order = list(range(len(lengths)))
    rng.shuffle(order)
    batches: list[Batch] = []
    for start in range(0, len(order), pool):
        batch: Batch = []
        for index in sorted(order[start : start + pool], key=lambda i: lengths[i]):
            if batch and (len(batch) == rows or (len(batch) + 1) * lengths[index] > tokens):
                batches.append(batch)
                batch = []
            batch.append(index)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def run_stage(model: Any, stage: Stage, folder: Path, every_s: float = 240.0) -> None:
    """Trains ``model`` in place; picks up ``folder/<stage>.pt`` where an earlier run left it.

    With ``average`` the model ends as the exponential moving average of its weights
    (Polyak & Juditsky 1992), which a short run at a high rate gains from.
    """
    import torch

    checkpoint = folder / f"{stage.name}.pt"
    trained = [p for p in model.parameters() if p.requires_grad]
    head = [p for n, p in model.named_parameters() if n.startswith(("classifier", "bert.pooler"))]
    body = [p for p in trained if not any(p is h for h in head)]
    groups = [{"params": body, "scale": 1.0}, {"params": head, "scale": 4.0}]
    optimizer = torch.optim.AdamW(
        [g for g in groups if g["params"]], lr=stage.rate, weight_decay=0.01
    )
    mean = [p.detach().clone() for p in trained] if stage.average else []
    first = _resume(checkpoint, model, optimizer, mean)
    model.train()
    saved, started, running = time.monotonic(), time.monotonic(), 0.0
    for step in range(first, len(stage.batches)):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, stage) * group["scale"]
        torch.manual_seed(step)  # dropout after a resume is what it would have been
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = stage.loss(model, stage.batches[step])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if stage.average:
            keep = min(stage.average, (1 + step) / (10 + step))
            torch._foreach_lerp_(mean, [p.detach() for p in trained], 1 - keep)
        running += (float(loss.detach()) - running) * max(0.01, 1 / (step - first + 1))
        if step % 50 == 0:
            spent = time.monotonic() - started
            left = spent / (step - first + 1) * (len(stage.batches) - step - 1)
            log.info(
                "%s %d/%d loss %.4f, %.0f s, %.0f s left",
                stage.name,
                step,
                len(stage.batches),
                running,
                spent,
                left,
            )
        if time.monotonic() - saved > every_s:
            _save(checkpoint, step + 1, model, optimizer, mean)
            saved = time.monotonic()
    for parameter, value in zip(trained, mean, strict=False):
        parameter.data.copy_(value)
    model.eval()


def rate_at(step: int, stage: Stage) -> float:
    """Linear warm-up to the stage's rate, then half a cosine down to its floor."""
    total = len(stage.batches)
    warm = max(1, int(total * stage.warmup))
    if step < warm:
        return stage.rate * (step + 1) / warm
    done = (step - warm) / max(1, total - warm)
    return stage.floor + (stage.rate - stage.floor) * 0.5 * (1 + math.cos(math.pi * done))


def _save(path: Path, step: int, model: Any, optimizer: Any, mean: list[Any]) -> None:
    import torch

    state = {
        "step": step,
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "mean": mean,
    }
    written = path.with_suffix(".part")
    torch.save(state, written)
    written.replace(path)


def _resume(path: Path, model: Any, optimizer: Any, mean: list[Any]) -> int:
    """Loads a checkpoint where there is one; the step to go on with."""
    import torch

    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    optimizer.load_state_dict(state["optimizer"])
    for kept, value in zip(mean, state["mean"], strict=False):
        kept.copy_(value)
    log.info("resumed %s at step %d", path.stem, state["step"])
    return int(state["step"])
